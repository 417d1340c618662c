import { PanelPlugin } from '@grafana/data';
import type { CascadeOptions } from './options';
import { CascadePanel, initPluginTranslations, withCascadeOptions } from './plugin';
import pluginJson from './plugin.json';

await initPluginTranslations(pluginJson.id);

export const plugin = withCascadeOptions(new PanelPlugin<CascadeOptions>(CascadePanel));
