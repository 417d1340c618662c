import type { AppPlugin, DataSourceApi, DataSourcePlugin, PanelPlugin, PanelPluginMeta } from '@grafana/data';
import { boot } from '../boot';
import { corePanels } from '../panels';

const panels = new Map<string, PanelPlugin>();

/** Whether a plugin is one of the built bundle. */
export function isBuilt(id: string): boolean {
  return boot.plugins.some((meta) => meta.id === id);
}

/** Loads a panel as Grafana does: from the built bundle, or one of the core ones that the workbench stands in for. */
export async function importPanelPlugin(id: string): Promise<PanelPlugin> {
  const known = panels.get(id);
  if (known !== undefined) {
    return known;
  }
  const plugin = isBuilt(id) ? await importModule<PanelPlugin>(id) : coreOrUnknown(id);
  plugin.meta = metaOf(id);
  panels.set(id, plugin);
  return plugin;
}

export function cachedPanelPlugin(id: string): PanelPlugin | undefined {
  return panels.get(id);
}

export async function importDataSourcePlugin(id: string): Promise<DataSourcePlugin<DataSourceApi>> {
  return importModule(id);
}

export async function importAppPlugin(id: string): Promise<AppPlugin> {
  const plugin = await importModule<AppPlugin>(id);
  // What Grafana adds to the settings of an enabled app.
  plugin.meta = { ...metaOf(id), enabled: true, jsonData: {}, pinned: true } as unknown as AppPlugin['meta'];
  return plugin;
}

/** The module says what it is by its `plugin` export; `plugin.json` says of which type. */
async function importModule<T>(id: string): Promise<T> {
  const version = boot.plugins.find((meta) => meta.id === id)?.info.version ?? '';
  const module: { plugin?: T; default?: Promise<{ plugin: T }> } = await System.import(
    `/public/plugins/${id}/module.js?_cache=${version}`
  );
  // A module that awaits (its translations, mostly) is an AMD module whose value is a promise, as Grafana knows too.
  const plugin = module.plugin ?? (await module.default)?.plugin;
  if (plugin === undefined) {
    throw new Error(`the module of "${id}" exports no plugin`);
  }
  return plugin;
}

function coreOrUnknown(id: string): PanelPlugin {
  const plugin = corePanels[id];
  if (plugin === undefined) {
    throw new Error(`the workbench has no panel "${id}"`);
  }
  return plugin;
}

function metaOf(id: string): PanelPluginMeta {
  const logo = '/public/build/img/icons/unicons/apps.svg';
  const core = {
    id,
    name: id,
    type: 'panel',
    module: '',
    baseUrl: '',
    info: { logos: { small: logo, large: logo }, version: '' },
  };
  // plugin.json of the built bundle was checked by the server; what Grafana fills in and nobody here reads is left out.
  return (boot.plugins.find((meta) => meta.id === id) ?? core) as unknown as PanelPluginMeta;
}
