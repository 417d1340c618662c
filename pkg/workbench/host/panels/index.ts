import { PanelPlugin } from '@grafana/data';
import { AlertListStandIn } from './AlertListStandIn';
import { LogsStandIn } from './LogsStandIn';
import { StatStandIn } from './StatStandIn';
import { TableStandIn } from './TableStandIn';
import { TextStandIn } from './TextStandIn';
import { TimeSeriesStandIn } from './TimeSeriesStandIn';
import { TracesStandIn } from './TracesStandIn';

/** The smallest stand-ins for Grafana's core panels that our dashboards use; npm does not have the real ones. */
export const corePanels: Readonly<Record<string, PanelPlugin>> = {
  timeseries: new PanelPlugin(TimeSeriesStandIn).useFieldConfig(),
  table: new PanelPlugin(TableStandIn).useFieldConfig(),
  logs: new PanelPlugin(LogsStandIn),
  stat: new PanelPlugin(StatStandIn).useFieldConfig(),
  text: new PanelPlugin(TextStandIn),
  alertlist: new PanelPlugin(AlertListStandIn),
  traces: new PanelPlugin(TracesStandIn),
};
