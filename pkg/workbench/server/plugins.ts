import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';

const schema = v.looseObject({
  id: v.string(),
  type: v.picklist(['app', 'datasource', 'panel']),
  name: v.string(),
  info: v.looseObject({ version: v.string(), logos: v.object({ small: v.string(), large: v.string() }) }),
});

/** A plugin of the built bundle, and the folder that Grafana would serve as `public/plugins/<id>`. */
export interface BuiltPlugin {
  readonly meta: v.InferOutput<typeof schema>;
  readonly folder: string;
}

/**
 * The plugins of a built bundle, as Grafana discovers them: every folder with a `plugin.json`, the nested ones too.
 *
 * @throws Error when there is no bundle.
 */
export function builtPlugins(dist: string): readonly BuiltPlugin[] {
  if (!existsSync(path.join(dist, 'plugin.json'))) {
    throw new Error(`no bundle in ${dist}: run "npm run build" first, or leave --no-build out`);
  }
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'plugin.json')
    .map((file) => {
      const folder = path.join(dist, path.dirname(file));
      return {
        folder,
        meta: withPublicPaths(v.parse(schema, JSON.parse(readFileSync(path.join(dist, file), 'utf8')))),
      };
    });
}

/** Grafana's frontend settings carry addresses, and where the module is. */
function withPublicPaths(meta: BuiltPlugin['meta']): BuiltPlugin['meta'] {
  const base = `public/plugins/${meta.id}`;
  const { small, large } = meta.info.logos;
  return {
    ...meta,
    module: `${base}/module.js`,
    baseUrl: base,
    info: { ...meta.info, logos: { small: `/${base}/${small}`, large: `/${base}/${large}` } },
  };
}
