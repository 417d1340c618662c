import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import * as v from 'valibot';

import { type Bundle, plugins, text } from './bundle';
import { scripts } from './file-rules';
import { type Project, type Rule } from './rule';

const NESTED_LIMIT = 250_000;
const APP_LIMIT = 40_000;

/** Modules that Grafana 12.4 and 13.2 both share with plugins; anything else must be inside the bundle. */
const SHARED = new Set([
  'module',
  'lodash',
  'moment',
  '@emotion/css',
  '@emotion/react',
  'react',
  'react/jsx-runtime',
  'react-dom',
  'react-router',
  'rxjs',
  'i18next',
  'd3',
  '@grafana/ui',
  '@grafana/runtime',
  '@grafana/data',
]);

/** Licences that may be bundled into an Apache-2.0 work. */
const LICENCES = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'CC0-1.0', 'Unlicense'];

const mapSchema = v.object({
  sources: v.array(v.string()),
  sourcesContent: v.optional(v.array(v.nullable(v.string())), []),
});

/** Rules over the code: sizes, source maps, licences, externals, chunks. */
export const codeRules: readonly Rule[] = [
  { name: 'size of every module.js', check: sizeProblems },
  { name: 'source maps match src/', check: mapProblems },
  { name: 'licences of what is bundled', check: licenceProblems },
  { name: 'externals are shared by Grafana', check: externalProblems },
  { name: 'chunks of nested plugins are few, in their own folder', check: chunkProblems },
];

function sizeProblems(bundle: Bundle): readonly string[] {
  return plugins(bundle).flatMap(({ folder }) => {
    const file = `${folder}module.js`;
    const size = bundle.files.get(file)?.length ?? 0;
    const limit = folder === '' ? APP_LIMIT : NESTED_LIMIT;
    return size <= limit ? [] : [`${file} is ${size} bytes, more than ${limit}`];
  });
}

interface Source {
  readonly map: string;
  /** Path from the project's root, or undefined for what webpack made itself. */
  readonly file: string | undefined;
  readonly content: string | undefined;
}

function sources(bundle: Bundle): readonly Source[] {
  return [...bundle.files.keys()]
    .filter((file) => file.endsWith('.js.map'))
    .flatMap((map) => {
      const { sources: names, sourcesContent } = v.parse(mapSchema, JSON.parse(text(bundle, map)));
      return names.map((name, index) => ({ map, file: sourceFile(name), content: sourcesContent[index] ?? undefined }));
    });
}

/** webpack names sources relative to its context, `src`: `webpack://id/./module.tsx`, `webpack://id/../node_modules/x`. */
function sourceFile(name: string): string | undefined {
  const [, file] = /^webpack:\/\/[^/]+\/(.*?)(\?[0-9a-f]*)?$/.exec(name) ?? [];
  if (file === undefined || /^(webpack\/|external |ignored\||amd)/.test(file) || /\|/.test(file)) {
    return undefined;
  }
  return path.posix.normalize(path.posix.join('src', file)).replace(/ .*$/, '');
}

function mapProblems(bundle: Bundle, { root }: Project): readonly string[] {
  const own = sources(bundle).filter(({ file }) => file !== undefined && !file.includes('node_modules/'));
  const outside = own
    .filter(({ file }) => !file?.startsWith('src/'))
    .map(({ map, file }) => `${map}: ${file} is not under src/`);
  const different = own
    .filter(({ file, content }) => file?.startsWith('src/') === true && content !== onDisk(root, file))
    .map(({ map, file }) => `${map}: ${file} differs from the source`);
  return own.length === 0 ? ['the source maps name no source of ours'] : [...outside, ...different];
}

function onDisk(root: string, file: string): string | undefined {
  const full = path.join(root, file);
  return existsSync(full) ? readFileSync(full, 'utf8') : undefined;
}

function licenceProblems(bundle: Bundle, { root }: Project): readonly string[] {
  const packages = new Set(
    sources(bundle).flatMap(({ file }) => {
      const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\/.+/.exec(file ?? '') ?? [];
      return name === undefined || file === undefined
        ? []
        : [file.slice(0, file.lastIndexOf(`${name}/`) + name.length)];
    })
  );
  return [...packages].flatMap((folder) => {
    const manifest = v.safeParse(
      v.object({ license: v.string() }),
      JSON.parse(onDisk(root, `${folder}/package.json`) ?? '{}')
    );
    const licence = manifest.success ? manifest.output.license : 'none stated';
    const allowed = licence
      .replace(/[()]/g, '')
      .split(' OR ')
      .some((name) => LICENCES.includes(name));
    return allowed ? [] : [`${folder} is ${licence}`];
  });
}

function externalProblems(bundle: Bundle): readonly string[] {
  return plugins(bundle).flatMap(({ folder }) => {
    const file = `${folder}module.js`;
    const [, list] = /\bdefine\(\[([^\]]*)\]/.exec(text(bundle, file)) ?? [];
    if (list === undefined) {
      return [`${file} is not an AMD module`];
    }
    const names = [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name);
    return names
      .filter((name) => !SHARED.has(name))
      .map((name) => `${file} wants ${name} from Grafana, which does not share it`);
  });
}

/** What a nested plugin may fetch later: no query and no answer on the screen may wait for it. */
const CHUNKS: ReadonlySet<string | undefined> = new Set(['editors', 'layout']);

/**
 * Grafana serves a nested plugin from its own folder, so that its chunks lie there and are asked for under the plugin's own
 * address.
 */
function chunkProblems(bundle: Bundle): readonly string[] {
  const nested = plugins(bundle).filter(({ folder }) => folder !== '');
  return nested.flatMap(({ folder, id }) => {
    const own = sources(bundle).filter(({ map, file }) => map.startsWith(folder) && file?.startsWith('src/') === true);
    const loads = own.flatMap(({ map, file, content = '' }) =>
      [...content.matchAll(LAZY)].map(([, name]) => ({ name, where: `${map}: ${file}` }))
    );
    const others = loads
      .filter(({ name }) => !CHUNKS.has(name))
      .map(
        ({ name, where }) => `${where} loads a chunk named "${name ?? ''}", which is none of ${[...CHUNKS].join(', ')}`
      );
    const wanted = loads.flatMap(({ name }) => [`${folder}${name}.js`, `${folder}${name}.js.map`]);
    const missing = wanted.filter((file) => !bundle.files.has(file)).map((file) => `${file} is wanted and not there`);
    const elsewhere =
      loads.length > 0 && !text(bundle, `${folder}module.js`).includes(`public/plugins/${id}/`)
        ? [`${folder}module.js looks for its chunks elsewhere than under public/plugins/${id}/`]
        : [];
    const strays = scripts(bundle)
      .filter((file) => file.startsWith(folder) && file !== `${folder}module.js` && !wanted.includes(file))
      .map((file) => `${file} is a chunk that nothing loads`);
    return [...others, ...missing, ...elsewhere, ...strays];
  });
}

/** Every call that loads a chunk, with the chunk's name where it has one; workers have none. */
const LAZY = /\bimport\(\s*(?:\/\*\s*webpackChunkName:\s*"([^"]*)"\s*\*\/)?|new Worker\(/g;
