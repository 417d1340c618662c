import type { PluginMeta } from '@grafana/data';

/** The name that `plugin.json` gives to the page of this address. */
export function pageName(meta: PluginMeta | undefined, pathname: string): string | undefined {
  return meta?.includes?.find(({ path }) => path?.replace('%PLUGIN_ID%', meta.id) === pathname)?.name;
}
