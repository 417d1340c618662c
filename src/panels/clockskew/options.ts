import type { PanelOptionsEditorBuilder } from '@grafana/data';
import { t } from '@grafana/i18n';
import { TooltipDisplayMode } from '@grafana/schema';
import { defaultNodeRules, defaultThresholds } from '../../engine/clock';

/** The shape of the options; a change of it is a migration. */
export const OPTIONS_VERSION = 1;

/** The parts of the panel. */
export type PartName = 'pairs' | 'time' | 'clocks' | 'violations';

/** What the dashboard's author sets. */
export interface ClockSkewOptions {
  readonly version: number;
  /** All parts where there is room, or only one. */
  readonly part: 'auto' | PartName;
  /** Attributes that name the machine, the first that is there wins. Empty: the engine's order. */
  readonly nodeKeys: readonly string[];
  /** Node whose clock is taken for right; '' for the one that agrees best with all others. */
  readonly reference: string;
  /** Milliseconds. */
  readonly nodeThreshold: number;
  /** Milliseconds. */
  readonly pairThreshold: number;
  /** Seconds. */
  readonly alarm: number;
  readonly showControls: boolean;
  readonly showFooter: boolean;
  readonly tooltip: { readonly mode: TooltipDisplayMode };
}

const NS_PER_MS = 1e6;
const NS_PER_S = 1e9;

/** What a new panel starts from. */
export const defaultOptions: ClockSkewOptions = {
  version: OPTIONS_VERSION,
  part: 'auto',
  nodeKeys: [],
  reference: '',
  nodeThreshold: defaultThresholds.node / NS_PER_MS,
  pairThreshold: defaultThresholds.pair / NS_PER_MS,
  alarm: defaultThresholds.alarm / NS_PER_S,
  showControls: true,
  showFooter: true,
  tooltip: { mode: TooltipDisplayMode.Single },
};

/** The options that a stored panel lacks take their defaults: dashboards are written by hand too. */
export function withDefaults(options: Partial<ClockSkewOptions>): ClockSkewOptions {
  return { ...defaultOptions, ...options, tooltip: { ...defaultOptions.tooltip, ...options.tooltip } };
}

type Builder = PanelOptionsEditorBuilder<ClockSkewOptions>;

/** The option pane. */
export function addOptions(builder: Builder): void {
  addNodes(builder);
  addThresholds(builder);
  addParts(builder);
}

function addNodes(builder: Builder): void {
  builder
    .addStringArray({
      path: 'nodeKeys',
      name: t('clockskew.options.node-keys', 'Attributes that name the node'),
      description: t(
        'clockskew.options.node-keys-description',
        'The first that a span or its resource has. Empty: {{keys}}',
        { keys: defaultNodeRules.order.join(', ') }
      ),
      defaultValue: [],
    })
    .addTextInput({
      path: 'reference',
      name: t('clockskew.options.reference', 'Reference node'),
      description: t(
        'clockskew.options.reference-description',
        'Whose clock is taken for right. Empty: the one that agrees best with all others'
      ),
      defaultValue: defaultOptions.reference,
    });
}

function addThresholds(builder: Builder): void {
  const category = [t('clockskew.options.thresholds', 'Thresholds')];
  builder
    .addNumberInput({
      path: 'nodeThreshold',
      name: t('clockskew.options.node-threshold', 'Node (ms)'),
      description: t('clockskew.options.node-threshold-description', 'A clock against the reference'),
      category,
      defaultValue: defaultOptions.nodeThreshold,
      settings: { min: 0 },
    })
    .addNumberInput({
      path: 'pairThreshold',
      name: t('clockskew.options.pair-threshold', 'Pair (ms)'),
      description: t('clockskew.options.pair-threshold-description', 'Two nodes that speak to one another'),
      category,
      defaultValue: defaultOptions.pairThreshold,
      settings: { min: 0 },
    })
    .addNumberInput({
      path: 'alarm',
      name: t('clockskew.options.alarm', 'Alarm (s)'),
      description: t('clockskew.options.alarm-description', 'Beyond it tokens, leases and certificates fail'),
      category,
      defaultValue: defaultOptions.alarm,
      settings: { min: 0 },
    });
}

function addParts(builder: Builder): void {
  builder
    .addSelect({
      path: 'part',
      name: t('clockskew.options.part', 'Show'),
      defaultValue: defaultOptions.part,
      settings: {
        options: [
          { value: 'auto', label: t('clockskew.options.part-auto', 'What there is room for') },
          { value: 'pairs', label: t('clockskew.part.pairs', 'Node by node') },
          { value: 'time', label: t('clockskew.part.time', 'Over time') },
          { value: 'clocks', label: t('clockskew.part.clocks', 'Clocks') },
          { value: 'violations', label: t('clockskew.part.violations', 'Out of order') },
        ],
      },
    })
    .addBooleanSwitch({
      path: 'showControls',
      name: t('clockskew.options.controls', 'Controls'),
      defaultValue: defaultOptions.showControls,
    })
    .addBooleanSwitch({
      path: 'showFooter',
      name: t('clockskew.options.footer', 'Method and problems'),
      defaultValue: defaultOptions.showFooter,
    })
    .addRadio({
      path: 'tooltip.mode',
      name: t('clockskew.options.tooltip', 'Tooltip'),
      category: [t('clockskew.options.tooltip-category', 'Tooltip')],
      defaultValue: defaultOptions.tooltip.mode,
      settings: {
        options: [
          { value: TooltipDisplayMode.Single, label: t('clockskew.options.tooltip-single', 'Single') },
          { value: TooltipDisplayMode.None, label: t('clockskew.options.tooltip-none', 'Hidden') },
        ],
      },
    });
}
