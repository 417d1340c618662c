import type { PanelOptionsEditorBuilder } from '@grafana/data';
import { t } from '@grafana/i18n';
import { TooltipDisplayMode } from '@grafana/schema';

/** The shape of the options; a change of it is a migration. */
export const OPTIONS_VERSION = 1;

/** What the dashboard's author sets. */
export interface CriticalPathOptions {
  readonly version: number;
  /** `auto`: one trace is drawn as a waterfall, several are summed up. */
  readonly mode: 'auto' | 'one' | 'many';
  /** All spans with the path drawn on them, or only those that are on it. */
  readonly spans: 'all' | 'path';
  readonly rule: 'last-finishing' | 'tolerant';
  /** Whether a child that ends exactly when the next one starts may precede it. Only `last-finishing` asks. */
  readonly backToBack: 'inclusive' | 'strict';
  /** All traces on one clock, as far as they tell the clocks of their nodes. */
  readonly correctClocks: boolean;
  /** Bars in the colour of their service, or grey, so that only the path has a colour. */
  readonly colours: 'service' | 'path';
  readonly pathColour: string;
  /** A bottleneck has at least this share of a request, in per cent. */
  readonly bottleneckShare: number;
  /** How much faster the what-if makes an operation at first, in per cent. */
  readonly faster: number;
  /** What slow requests are compared with: those at P50, or all. */
  readonly compareWith: 'p50' | 'all';
  readonly showStrip: boolean;
  readonly showTable: boolean;
  readonly showControls: boolean;
  readonly showFooter: boolean;
  readonly tooltip: { readonly mode: TooltipDisplayMode };
}

/** What a new panel starts from. */
export const defaultOptions: CriticalPathOptions = {
  version: OPTIONS_VERSION,
  mode: 'auto',
  spans: 'all',
  rule: 'last-finishing',
  backToBack: 'inclusive',
  correctClocks: false,
  colours: 'service',
  pathColour: 'yellow',
  bottleneckShare: 20,
  faster: 20,
  compareWith: 'p50',
  showStrip: true,
  showTable: true,
  showControls: true,
  showFooter: true,
  tooltip: { mode: TooltipDisplayMode.Single },
};

/** The options that a stored panel lacks take their defaults: dashboards are written by hand too. */
export function withDefaults(options: Partial<CriticalPathOptions>): CriticalPathOptions {
  return {
    ...defaultOptions,
    ...options,
    tooltip: { ...defaultOptions.tooltip, ...options.tooltip },
  };
}

type Builder = PanelOptionsEditorBuilder<CriticalPathOptions>;

/** The option pane. */
export function addOptions(builder: Builder): void {
  addWhat(builder);
  addRule(builder);
  addLook(builder);
  addParts(builder);
}

function addWhat(builder: Builder): void {
  builder
    .addRadio({
      path: 'mode',
      name: t('criticalpath.options.mode', 'Traces'),
      description: t('criticalpath.options.mode-description', 'Automatic: one trace as a waterfall, several summed up'),
      defaultValue: defaultOptions.mode,
      settings: {
        options: [
          { value: 'auto', label: t('criticalpath.options.mode-auto', 'Automatic') },
          { value: 'one', label: t('criticalpath.options.mode-one', 'One') },
          { value: 'many', label: t('criticalpath.options.mode-many', 'Many') },
        ],
      },
    })
    .addRadio({
      path: 'spans',
      name: t('criticalpath.options.spans', 'Spans of one trace'),
      defaultValue: defaultOptions.spans,
      settings: {
        options: [
          { value: 'all', label: t('criticalpath.options.spans-all', 'All') },
          { value: 'path', label: t('criticalpath.options.spans-path', 'Only the path') },
        ],
      },
    });
}

function addRule(builder: Builder): void {
  builder
    .addSelect({
      path: 'rule',
      name: t('criticalpath.options.rule', 'Rule'),
      description: t(
        'criticalpath.options.rule-description',
        'Which child a span waited for. Traces hold no such fact: every rule is a reading of the clock'
      ),
      defaultValue: defaultOptions.rule,
      settings: {
        options: [
          {
            value: 'last-finishing',
            label: t('criticalpath.options.rule-last', 'Last-finishing child'),
            description: t(
              'criticalpath.options.rule-last-description',
              "Jaeger's rule: exact, sections sum to the root"
            ),
          },
          {
            value: 'tolerant',
            label: t('criticalpath.options.rule-tolerant', 'Tolerant'),
            description: t(
              'criticalpath.options.rule-tolerant-description',
              "CRISP's rule: children may overlap by 1 %, clocks of client and server may differ"
            ),
          },
        ],
      },
    })
    .addRadio({
      path: 'backToBack',
      name: t('criticalpath.options.back-to-back', 'Children back to back'),
      description: t(
        'criticalpath.options.back-to-back-description',
        'A child that ends in the instant in which the next one starts'
      ),
      defaultValue: defaultOptions.backToBack,
      settings: {
        options: [
          { value: 'inclusive', label: t('criticalpath.options.back-to-back-inclusive', 'Came before it') },
          { value: 'strict', label: t('criticalpath.options.back-to-back-strict', 'Ran beside it (Jaeger)') },
        ],
      },
      showIf: (options) => (options.rule ?? defaultOptions.rule) === 'last-finishing',
    })
    .addBooleanSwitch({
      path: 'correctClocks',
      name: t('criticalpath.options.correct-clocks', 'Correct clocks'),
      description: t(
        'criticalpath.options.correct-clocks-description',
        'Finds the path after spans of nodes whose clocks are wrong were moved to where they belong'
      ),
      defaultValue: defaultOptions.correctClocks,
    })
    .addSliderInput({
      path: 'bottleneckShare',
      name: t('criticalpath.options.bottleneck', 'Bottleneck from'),
      description: t('criticalpath.options.bottleneck-description', 'Share of the request, in per cent'),
      defaultValue: defaultOptions.bottleneckShare,
      settings: { min: 5, max: 90, step: 5 },
    })
    .addSliderInput({
      path: 'faster',
      name: t('criticalpath.options.faster', 'What if faster by'),
      description: t('criticalpath.options.faster-description', 'In per cent of an operation’s own time'),
      defaultValue: defaultOptions.faster,
      settings: { min: 5, max: 100, step: 5 },
    })
    .addRadio({
      path: 'compareWith',
      name: t('criticalpath.options.compare', 'Compare slow requests with'),
      defaultValue: defaultOptions.compareWith,
      settings: {
        options: [
          { value: 'p50', label: t('criticalpath.options.compare-p50', 'Those at P50') },
          { value: 'all', label: t('criticalpath.options.compare-all', 'All') },
        ],
      },
    });
}

function addLook(builder: Builder): void {
  builder
    .addRadio({
      path: 'colours',
      name: t('criticalpath.options.colours', 'Bars'),
      defaultValue: defaultOptions.colours,
      settings: {
        options: [
          { value: 'service', label: t('criticalpath.options.colours-service', 'By service') },
          { value: 'path', label: t('criticalpath.options.colours-path', 'Grey') },
        ],
      },
    })
    .addColorPicker({
      path: 'pathColour',
      name: t('criticalpath.options.path-colour', 'Colour of the path'),
      defaultValue: defaultOptions.pathColour,
    });
}

function addParts(builder: Builder): void {
  builder
    .addBooleanSwitch({
      path: 'showStrip',
      name: t('criticalpath.options.strip', 'Where the time went'),
      defaultValue: defaultOptions.showStrip,
    })
    .addBooleanSwitch({
      path: 'showTable',
      name: t('criticalpath.options.table', 'Operations on the path'),
      defaultValue: defaultOptions.showTable,
    })
    .addBooleanSwitch({
      path: 'showControls',
      name: t('criticalpath.options.controls', 'Controls'),
      defaultValue: defaultOptions.showControls,
    })
    .addBooleanSwitch({
      path: 'showFooter',
      name: t('criticalpath.options.footer', 'Rule and problems'),
      defaultValue: defaultOptions.showFooter,
    })
    .addRadio({
      path: 'tooltip.mode',
      name: t('criticalpath.options.tooltip', 'Tooltip'),
      category: [t('criticalpath.options.tooltip-category', 'Tooltip')],
      defaultValue: defaultOptions.tooltip.mode,
      settings: {
        options: [
          { value: TooltipDisplayMode.Single, label: t('criticalpath.options.tooltip-single', 'Single') },
          { value: TooltipDisplayMode.None, label: t('criticalpath.options.tooltip-none', 'Hidden') },
        ],
      },
    });
}
