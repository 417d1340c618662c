import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { unzipSync } from 'fflate';
import * as v from 'valibot';

/** The files of a built bundle by their path inside the plugin's folder, and where it was read from. */
export interface Bundle {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Problems met while reading: a zip without exactly one folder. */
  readonly problems: readonly string[];
}

/** The parts of a plugin.json that the rules look at; unknown fields are kept out of the way. */
const pluginSchema = v.object({
  type: v.picklist(['app', 'datasource', 'panel']),
  id: v.string(),
  name: v.string(),
  languages: v.optional(v.array(v.string()), []),
  includes: v.optional(
    v.array(v.object({ type: v.string(), name: v.optional(v.string(), ''), path: v.optional(v.string(), '') })),
    []
  ),
  info: v.object({
    description: v.string(),
    keywords: v.array(v.string()),
    version: v.optional(v.string(), ''),
    updated: v.optional(v.string(), ''),
    logos: v.object({ small: v.string(), large: v.string() }),
    screenshots: v.optional(v.array(v.object({ name: v.string(), path: v.string() })), []),
    author: v.object({ name: v.string() }),
  }),
  dependencies: v.object({ grafanaDependency: v.string() }),
});

/** One plugin.json of the bundle, validated. */
export interface Plugin extends v.InferOutput<typeof pluginSchema> {
  /** Folder inside the bundle, '' for the root, else ending in '/'. */
  readonly folder: string;
}

const decoder = new TextDecoder();

/** Reads a folder such as `dist`. */
export function readFolder(folder: string): Bundle {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry): [string, Uint8Array] => {
    const file = path.join(entry.parentPath, entry.name);
    return [path.relative(folder, file).split(path.sep).join('/'), readFileSync(file)];
  });
  return { files: new Map(files), problems: [] };
}

/** Reads a zip, which must hold exactly one folder, named after the app's id. */
export function readZip(zip: Uint8Array, id: string): Bundle {
  const entries = Object.entries(unzipSync(zip)).filter(([name]) => !name.endsWith('/'));
  const folders = new Set(entries.map(([name]) => name.split('/')[0]));
  const problems =
    folders.size === 1 && folders.has(id)
      ? []
      : [`the zip must hold one folder named ${id}, and holds: ${[...folders].join(', ')}`];
  return { files: new Map(entries.map(([name, bytes]) => [name.slice(name.indexOf('/') + 1), bytes])), problems };
}

/** Text of one file, or '' when it is absent. */
export function text(bundle: Bundle, file: string): string {
  const bytes = bundle.files.get(file);
  return bytes === undefined ? '' : decoder.decode(bytes);
}

/** Every plugin.json of the bundle; one that is not valid is reported by {@link invalidPlugins}. */
export function plugins(bundle: Bundle): readonly Plugin[] {
  return parsed(bundle).flatMap(({ folder, result }) => (result.success ? [{ ...result.output, folder }] : []));
}

/** What is wrong with the plugin.json files that could not be read. */
export function invalidPlugins(bundle: Bundle): readonly string[] {
  return parsed(bundle).flatMap(({ folder, result }) =>
    result.success
      ? []
      : result.issues.map((issue) => `${folder}plugin.json: ${v.getDotPath(issue) ?? ''} ${issue.message}`)
  );
}

function parsed(bundle: Bundle) {
  return [...bundle.files.keys()]
    .filter((file) => /(^|\/)plugin\.json$/.test(file))
    .map((file) => ({
      folder: file.slice(0, -'plugin.json'.length),
      result: v.safeParse(pluginSchema, JSON.parse(text(bundle, file))),
    }));
}
