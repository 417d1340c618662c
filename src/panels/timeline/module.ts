import { PanelPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { withTimelineOptions, type TimelineOptions } from './options';
import pluginJson from './plugin.json';
import { TimelinePanel } from './TimelinePanel';

await initPluginTranslations(pluginJson.id);

export const plugin = withTimelineOptions(new PanelPlugin<TimelineOptions>(TimelinePanel));
