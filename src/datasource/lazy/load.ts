import type * as editorsModule from '../editors';
import pluginJson from '../plugin.json';

export type Editors = typeof editorsModule;

/**
 * Fetches what only editing and the settings page need; rejects when it cannot be fetched, and tries again when it is called
 * again. The chunk holds a copy of everything that it shares with the plugin, and so of the translations' state.
 */
export async function loadEditors(): Promise<Editors> {
  const editors = await import(/* webpackChunkName: "editors" */ '../editors');
  await editors.initPluginTranslations(pluginJson.id);
  return editors;
}
