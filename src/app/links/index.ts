import { type PluginExtensionAddedLinkConfig, PluginExtensionPoints } from '@grafana/data';
import { INVESTIGATE_PATH } from '../../engine/address';
import { fromAlert, fromAttributeId, fromAttributeService, fromExplore, fromPanel, fromTrace } from './configure';

type Configure = NonNullable<PluginExtensionAddedLinkConfig['configure']>;

/** A link must never break the menu that shows it: what cannot be read hides it. */
function safe(configure: (context: unknown) => ReturnType<Configure>): Configure {
  return (context) => {
    try {
      return configure(context);
    } catch {
      return undefined;
    }
  };
}

/**
 * The app's links in other places of Grafana: titles, descriptions and targets as `plugin.json` says them, which decides
 * where the app is loaded at all. Only points that exist in 12.4 and 13.2 (13.1 and later do not draw those of single
 * alerts; a link there costs nothing).
 */
export const links: readonly PluginExtensionAddedLinkConfig[] = [
  {
    title: 'Investigate in Clew',
    description: 'Opens the request, the trace or the newest failing request behind this panel on one time axis',
    targets: [PluginExtensionPoints.DashboardPanelMenu],
    path: INVESTIGATE_PATH,
    icon: 'crosshair',
    configure: safe(fromPanel),
  },
  {
    title: 'Investigate this alert in Clew',
    description: 'Opens the newest failing request of the service that alerts on one time axis',
    targets: [PluginExtensionPoints.AlertInstanceAction, PluginExtensionPoints.AlertingAlertingRuleAction],
    path: INVESTIGATE_PATH,
    icon: 'crosshair',
    configure: safe(fromAlert),
  },
  {
    title: 'Follow this query in Clew',
    description: 'Opens the ID, the trace or the service that these queries ask for on one time axis',
    targets: [PluginExtensionPoints.ExploreToolbarAction],
    path: INVESTIGATE_PATH,
    icon: 'crosshair',
    configure: safe(fromExplore),
  },
  {
    title: 'Open this trace in Clew',
    description: 'Opens the trace with its log lines and metrics on one time axis',
    targets: [PluginExtensionPoints.TraceViewHeaderActions],
    path: INVESTIGATE_PATH,
    icon: 'crosshair',
    configure: safe(fromTrace),
  },
  {
    title: 'Follow this ID in Clew',
    description: 'Opens everything that carries this ID on one time axis',
    targets: [PluginExtensionPoints.TraceViewResourceAttributes, PluginExtensionPoints.LogsViewResourceAttributes],
    path: INVESTIGATE_PATH,
    icon: 'crosshair',
    configure: safe(fromAttributeId),
  },
  {
    title: 'Investigate this service in Clew',
    description: 'Opens the newest failing request of this service on one time axis',
    targets: [PluginExtensionPoints.TraceViewResourceAttributes, PluginExtensionPoints.LogsViewResourceAttributes],
    path: INVESTIGATE_PATH,
    icon: 'crosshair',
    configure: safe(fromAttributeService),
  },
  {
    title: 'Investigate an ID in Clew',
    description: 'Follows one ID through traces, logs and metrics on one time axis',
    targets: [PluginExtensionPoints.CommandPalette],
    path: INVESTIGATE_PATH,
    icon: 'crosshair',
  },
];
