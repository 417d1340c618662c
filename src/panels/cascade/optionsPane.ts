import type { PanelOptionsEditorBuilder } from '@grafana/data';
import { t } from '@grafana/i18n';
import { type CascadeOptions, defaultOptions } from './options';

/** The option pane. */
export function addOptions(builder: PanelOptionsEditorBuilder<CascadeOptions>): void {
  builder
    .addRadio({
      path: 'mode',
      name: t('cascade.options.mode', 'Show'),
      defaultValue: defaultOptions.mode,
      settings: {
        options: [
          { value: 'graph', label: t('cascade.mode.graph', 'Graph') },
          { value: 'table', label: t('cascade.mode.table', 'Table') },
        ],
      },
    })
    .addNumberInput({
      path: 'baselineMinutes',
      name: t('cascade.options.baseline', 'Usual: the first minutes'),
      description: t(
        'cascade.options.baseline-description',
        'Of the time range. 0: all before the first onset. A baseline that the query brings is used before either'
      ),
      defaultValue: defaultOptions.baselineMinutes,
      settings: { min: 0 },
    })
    .addNumberInput({
      path: 'mostServices',
      name: t('cascade.options.most', 'Services drawn one by one'),
      description: t('cascade.options.most-description', 'Beyond, services that nothing happened to are put together'),
      defaultValue: defaultOptions.mostServices,
      settings: { min: 5, max: 150, integer: true },
    })
    .addBooleanSwitch({
      path: 'showUntouched',
      name: t('cascade.options.untouched', 'Services that nothing happened to'),
      defaultValue: defaultOptions.showUntouched,
    })
    .addBooleanSwitch({
      path: 'showSuspects',
      name: t('cascade.options.suspects', 'Suspects'),
      description: t(
        'cascade.options.suspects-description',
        'Ranked from traces and log lines, where the queries bring any'
      ),
      defaultValue: defaultOptions.showSuspects,
    })
    .addBooleanSwitch({
      path: 'showReplay',
      name: t('cascade.options.replay', 'Replay'),
      defaultValue: defaultOptions.showReplay,
    })
    .addBooleanSwitch({
      path: 'showControls',
      name: t('cascade.options.controls', 'Controls'),
      defaultValue: defaultOptions.showControls,
    })
    .addBooleanSwitch({
      path: 'showFooter',
      name: t('cascade.options.footer', 'Sources'),
      defaultValue: defaultOptions.showFooter,
    });
}
