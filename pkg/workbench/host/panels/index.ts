import { type FieldConfigEditorBuilder, PanelPlugin } from '@grafana/data';
import { AlertListStandIn } from './AlertListStandIn';
import { LogsStandIn } from './LogsStandIn';
import { StatStandIn } from './StatStandIn';
import { TableStandIn } from './TableStandIn';
import { TextStandIn } from './TextStandIn';
import { TimeSeriesStandIn } from './TimeSeriesStandIn';
import { TracesStandIn } from './TracesStandIn';

/** The smallest stand-ins for Grafana's core panels that our dashboards use; npm does not have the real ones. */
export const corePanels: Readonly<Record<string, PanelPlugin>> = {
  timeseries: new PanelPlugin(TimeSeriesStandIn).useFieldConfig({
    useCustomConfig: (builder) =>
      own(builder, 'lineWidth', 'lineStyle', 'fillOpacity', 'spanNulls', 'showPoints', 'drawStyle', 'axisSoftMax'),
  }),
  table: new PanelPlugin(TableStandIn).useFieldConfig({
    useCustomConfig: (builder) => own(builder, 'width', 'align', 'cellOptions', 'inspect', 'hidden'),
  }),
  logs: new PanelPlugin(LogsStandIn),
  stat: new PanelPlugin(StatStandIn).useFieldConfig(),
  text: new PanelPlugin(TextStandIn),
  alertlist: new PanelPlugin(AlertListStandIn),
  traces: new PanelPlugin(TracesStandIn),
};

/** Lets overrides of dashboards reach a panel's own field options, which Grafana drops when nobody registered them. */
function own(builder: FieldConfigEditorBuilder<object>, ...names: readonly string[]): void {
  names.forEach((name) =>
    builder.addCustomEditor({
      id: name,
      path: name,
      name,
      editor: () => null,
      override: () => null,
      process: (value) => value,
      shouldApply: () => true,
    })
  );
}
