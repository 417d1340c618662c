import type { PanelOptionsEditorBuilder } from '@grafana/data';
import { t } from '@grafana/i18n';
import { TooltipDisplayMode } from '@grafana/schema';
import { type CircuitBreakerOptions, defaultOptions } from './options';

type Builder = PanelOptionsEditorBuilder<CircuitBreakerOptions>;

/** The option pane. */
export function addOptions(builder: Builder): void {
  addContent(builder);
  addRule(builder);
  addCustom(builder);
  addParts(builder);
}

function addContent(builder: Builder): void {
  builder
    .addRadio({
      path: 'mode',
      name: t('breaker.options.mode', 'Show'),
      defaultValue: defaultOptions.mode,
      settings: {
        options: [
          { value: 'lanes', label: t('breaker.mode.lanes', 'Lanes') },
          { value: 'tiles', label: t('breaker.mode.tiles', 'Tiles') },
          { value: 'table', label: t('breaker.mode.table', 'Table') },
        ],
      },
    })
    .addRadio({
      path: 'sortBy',
      name: t('breaker.options.sort', 'First comes'),
      defaultValue: defaultOptions.sortBy,
      settings: {
        options: [
          { value: 'trouble', label: t('breaker.sort.trouble', 'Trouble') },
          { value: 'name', label: t('breaker.sort.name', 'Name') },
          { value: 'caller', label: t('breaker.sort.caller', 'Caller') },
        ],
      },
    })
    .addSelect({
      path: 'shadow',
      name: t('breaker.options.shadow', 'Edges without a breaker'),
      description: t(
        'breaker.options.shadow-description',
        'What a breaker would have done over the calls in the traces'
      ),
      defaultValue: defaultOptions.shadow,
      settings: {
        options: [
          { value: 'opened', label: t('breaker.options.shadow-opened', 'Those that would have opened one') },
          { value: 'all', label: t('breaker.options.shadow-all', 'All') },
          { value: 'none', label: t('breaker.options.shadow-none', 'None') },
        ],
      },
    })
    .addBooleanSwitch({
      path: 'showInferred',
      name: t('breaker.options.inferred', 'States inferred from spans'),
      defaultValue: defaultOptions.showInferred,
    })
    .addBooleanSwitch({
      path: 'showCalls',
      name: t('breaker.options.calls', 'Failures and rejected calls'),
      defaultValue: defaultOptions.showCalls,
    })
    .addRadio({
      path: 'callUnit',
      name: t('breaker.options.call-unit', 'Calls are'),
      defaultValue: defaultOptions.callUnit,
      settings: {
        options: [
          { value: 'count', label: t('breaker.options.call-unit-count', 'Counted') },
          { value: 'rate', label: t('breaker.options.call-unit-rate', 'Per second') },
        ],
      },
      showIf: ({ showCalls }) => showCalls !== false,
    });
}

function addRule(builder: Builder): void {
  const category = [t('breaker.options.rule', 'The breaker that is missing')];
  builder
    .addRadio({
      path: 'rule.kind',
      name: t('breaker.options.rule-kind', 'Opens by'),
      category,
      defaultValue: defaultOptions.rule.kind,
      settings: {
        options: [
          { value: 'consecutive', label: t('breaker.options.rule-consecutive', 'Failures in a row') },
          { value: 'rate', label: t('breaker.options.rule-rate', 'Share of failures') },
        ],
      },
    })
    .addNumberInput({
      path: 'rule.failures',
      name: t('breaker.options.rule-failures', 'Failures in a row'),
      description: t('breaker.options.rule-failures-description', 'It opens at this failure, not after it'),
      category,
      defaultValue: defaultOptions.rule.failures,
      settings: { min: 1, integer: true },
      showIf: ({ rule }) => rule?.kind !== 'rate',
    })
    .addNumberInput({
      path: 'rule.share',
      name: t('breaker.options.rule-share', 'Share of failures (%)'),
      category,
      defaultValue: defaultOptions.rule.share,
      settings: { min: 1, max: 100 },
      showIf: ({ rule }) => rule?.kind === 'rate',
    })
    .addNumberInput({
      path: 'rule.minimumCalls',
      name: t('breaker.options.rule-minimum', 'Least calls'),
      description: t('breaker.options.rule-minimum-description', 'Fewer calls say nothing'),
      category,
      defaultValue: defaultOptions.rule.minimumCalls,
      settings: { min: 1, integer: true },
      showIf: ({ rule }) => rule?.kind === 'rate',
    })
    .addNumberInput({
      path: 'rule.windowSeconds',
      name: t('breaker.options.rule-window', 'Over (s)'),
      category,
      defaultValue: defaultOptions.rule.windowSeconds,
      settings: { min: 1 },
      showIf: ({ rule }) => rule?.kind === 'rate',
    })
    .addNumberInput({
      path: 'rule.openSeconds',
      name: t('breaker.options.rule-open', 'Stays open (s)'),
      category,
      defaultValue: defaultOptions.rule.openSeconds,
      settings: { min: 0 },
    })
    .addNumberInput({
      path: 'rule.trialCalls',
      name: t('breaker.options.rule-trials', 'Probes'),
      description: t('breaker.options.rule-trials-description', 'Calls that a half-open breaker lets through'),
      category,
      defaultValue: defaultOptions.rule.trialCalls,
      settings: { min: 1, integer: true },
    });
}

function addCustom(builder: Builder): void {
  const category = [t('breaker.options.custom', 'Metric of your own')];
  builder
    .addTextInput({
      path: 'custom.metric',
      name: t('breaker.options.custom-metric', 'Metric'),
      description: t(
        'breaker.options.custom-metric-description',
        'Empty: every series that has the label of the state'
      ),
      category,
      defaultValue: defaultOptions.custom.metric,
    })
    .addTextInput({
      path: 'custom.stateLabel',
      name: t('breaker.options.custom-label', 'Label of the state'),
      description: t('breaker.options.custom-label-description', 'Empty: the value of the series is the state'),
      category,
      defaultValue: defaultOptions.custom.stateLabel,
    })
    .addStringArray({
      path: 'custom.states',
      name: t('breaker.options.custom-states', 'States'),
      description: t(
        'breaker.options.custom-states-description',
        'As 0=closed, 1=open, 2=half-open; also forced, disabled, unknown'
      ),
      category,
      defaultValue: [],
    })
    .addTextInput({
      path: 'custom.nameLabel',
      name: t('breaker.options.custom-name', 'Label of the name'),
      category,
      defaultValue: defaultOptions.custom.nameLabel,
    })
    .addTextInput({
      path: 'custom.callerLabel',
      name: t('breaker.options.custom-caller', 'Label of the caller'),
      category,
      defaultValue: defaultOptions.custom.callerLabel,
    })
    .addTextInput({
      path: 'custom.calleeLabel',
      name: t('breaker.options.custom-callee', 'Label of the callee'),
      category,
      defaultValue: defaultOptions.custom.calleeLabel,
    })
    .addTextInput({
      path: 'custom.calls',
      name: t('breaker.options.custom-calls', 'Counter of calls'),
      category,
      defaultValue: defaultOptions.custom.calls,
    })
    .addTextInput({
      path: 'custom.failed',
      name: t('breaker.options.custom-failed', 'Counter of failures'),
      category,
      defaultValue: defaultOptions.custom.failed,
    })
    .addTextInput({
      path: 'custom.rejected',
      name: t('breaker.options.custom-rejected', 'Counter of rejected calls'),
      category,
      defaultValue: defaultOptions.custom.rejected,
    });
}

function addParts(builder: Builder): void {
  builder
    .addBooleanSwitch({
      path: 'showControls',
      name: t('breaker.options.controls', 'Controls'),
      defaultValue: defaultOptions.showControls,
    })
    .addBooleanSwitch({
      path: 'showLegend',
      name: t('breaker.options.legend', 'Legend'),
      defaultValue: defaultOptions.showLegend,
    })
    .addBooleanSwitch({
      path: 'showFooter',
      name: t('breaker.options.footer', 'Sources and problems'),
      defaultValue: defaultOptions.showFooter,
    })
    .addRadio({
      path: 'tooltip.mode',
      name: t('breaker.options.tooltip', 'Tooltip'),
      category: [t('breaker.options.tooltip-category', 'Tooltip')],
      defaultValue: defaultOptions.tooltip.mode,
      settings: {
        options: [
          { value: TooltipDisplayMode.Single, label: t('breaker.options.tooltip-single', 'Single') },
          { value: TooltipDisplayMode.None, label: t('breaker.options.tooltip-none', 'Hidden') },
        ],
      },
    });
}
