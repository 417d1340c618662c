import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import * as v from 'valibot';
import { parse } from 'yaml';

/** The repository; tests run in it. */
export const root = process.cwd();

/** A YAML file of the repository, held against a schema. */
export function readYaml<Schema extends v.GenericSchema>(file: string, schema: Schema): v.InferOutput<Schema> {
  return v.parse(schema, parse(readFileSync(path.join(root, file), 'utf8')));
}

/** The files of a folder of the repository, `a/b.yaml`; none when it is absent. */
export function filesIn(folder: string, ending: string): readonly string[] {
  const full = path.join(root, folder);
  return existsSync(full)
    ? readdirSync(full)
        .filter((name) => name.endsWith(ending))
        .map((name) => path.posix.join(folder, name))
        .sort()
    : [];
}

const pluginJson = v.object({ id: v.string(), type: v.picklist(['app', 'datasource', 'panel']) });

/** Every plugin.json, by its path below `src`. */
export const pluginFiles: readonly string[] = ['.', 'datasource', ...panels()]
  .map((folder) => path.posix.join(folder, 'plugin.json'))
  .filter((file) => existsSync(path.join(root, 'src', file)));

/** What the bundle holds, read off the plugin.json files: the app first, then by id. */
export const plugins = pluginFiles
  .map((file) => v.parse(pluginJson, JSON.parse(readFileSync(path.join(root, 'src', file), 'utf8'))))
  .sort((a, b) => Number(b.type === 'app') - Number(a.type === 'app') || (a.id < b.id ? -1 : 1));

export const pluginIds: readonly string[] = plugins.map(({ id }) => id);

function panels(): readonly string[] {
  return readdirSync(path.join(root, 'src/panels')).map((name) => path.posix.join('panels', name));
}

/** Every dashboard that ships, and the ids of its panels. */
export function dashboards(): ReadonlyArray<{ readonly uid: string; readonly panels: readonly number[] }> {
  const schema = v.object({ uid: v.string(), panels: v.array(v.object({ id: v.number() })) });
  return [...filesIn('src/dashboards', '.json'), ...filesIn('provisioning/dashboards', '.json')].map((file) => {
    const { uid, panels } = v.parse(schema, JSON.parse(readFileSync(path.join(root, file), 'utf8')));
    return { uid, panels: panels.map(({ id }) => id) };
  });
}
