import { PanelPlugin } from '@grafana/data';
import type { ClockSkewOptions } from './options';
import { ClockSkewPanel, initPluginTranslations, withClockSkewOptions } from './plugin';
import pluginJson from './plugin.json';

await initPluginTranslations(pluginJson.id);

export const plugin = withClockSkewOptions(new PanelPlugin<ClockSkewOptions>(ClockSkewPanel));
