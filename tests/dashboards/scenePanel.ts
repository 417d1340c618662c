import './browser';
import {
  PanelPlugin,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  type PanelPluginMeta,
} from '@grafana/data';
import { setPluginImportUtils } from '@grafana/runtime';
import { VizPanel } from '@grafana/scenes';
import { withTimelineOptions, type TimelineOptions } from '../../src/panels/timeline/options';
import type { StoredPanel } from './stored';

/** The version that the plugin says it has. */
const INSTALLED = '0.2.0';

// Grafana's own editors are not on npm; defaults of options are known without them.
standardEditorsRegistry.setInit(() =>
  ['radio', 'slider', 'select', 'number', 'boolean'].map((id) => ({ id, name: id, editor: () => null }))
);
standardFieldConfigEditorRegistry.setInit(() =>
  ['unit', 'displayName'].map((id) => ({
    id,
    path: id,
    name: id,
    description: id,
    editor: () => null,
    override: () => null,
    process: (value: unknown) => value,
    shouldApply: () => true,
    settings: {},
  }))
);

const timeline = withTimelineOptions(new PanelPlugin<TimelineOptions>(() => null));
timeline.meta = Object.assign({}, timeline.meta, {
  id: 'clew-timeline-panel',
  info: { version: INSTALLED },
}) as PanelPluginMeta;

setPluginImportUtils({
  importPanelPlugin: () => Promise.resolve(timeline),
  getPanelPluginFromCache: () => undefined,
});

/** A stored panel, opened by Grafana's own scene: it migrates the options and fills in defaults. */
export async function openPanel(stored: StoredPanel): Promise<VizPanel> {
  const panel = new VizPanel({
    pluginId: stored.type,
    title: stored.title,
    pluginVersion: stored.pluginVersion,
    options: stored.options,
    fieldConfig: stored.fieldConfig,
  });
  const close = panel.activate();
  await panel.getPluginAsync();
  // The panel adopts the plugin in the microtasks after it has come.
  await new Promise((resolve) => setTimeout(resolve, 0));
  close();
  return panel;
}

/** What Grafana's serialiser takes of a panel. */
export function savedPanel({ state }: VizPanel): StoredPanel {
  const { pluginId, title, pluginVersion = '', options, fieldConfig } = state;
  return { type: pluginId, title, pluginVersion, options: { ...options }, fieldConfig };
}
