import { PanelPlugin } from '@grafana/data';
import type { TimelineOptions } from './options';
import { initPluginTranslations, TimelinePanel, withTimelineOptions } from './plugin';
import pluginJson from './plugin.json';

await initPluginTranslations(pluginJson.id);

export const plugin = withTimelineOptions(new PanelPlugin<TimelineOptions>(TimelinePanel));
