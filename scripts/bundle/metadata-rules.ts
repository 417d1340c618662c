import semver from 'semver';
import * as v from 'valibot';

import { type Bundle, invalidPlugins, type Plugin, plugins, text } from './bundle';
import { type Rule } from './rule';

const ID = /^[0-9a-z]+-([0-9a-z]+-)?(app|panel|datasource)$/;
const SIGNATURES: Readonly<Record<string, readonly number[]>> = {
  png: [0x89, 0x50, 0x4e, 0x47],
  jpg: [0xff, 0xd8, 0xff],
  jpeg: [0xff, 0xd8, 0xff],
  gif: [0x47, 0x49, 0x46],
};

/** Rules over the plugin.json files: what the catalogue's validator checks of metadata, nesting, logos and screenshots. */
export const metadataRules: readonly Rule[] = [
  { name: 'plugin.json is valid', check: (bundle) => invalidPlugins(bundle) },
  {
    name: 'one app at the root',
    check: (bundle) =>
      plugins(bundle).some((plugin) => plugin.folder === '' && plugin.type === 'app') ? [] : ['no app at the root'],
  },
  { name: 'ids', check: each(idProblems) },
  { name: 'description, keywords, author', check: each(infoProblems) },
  {
    name: 'version',
    check: (bundle, { version }) => plugins(bundle).flatMap((plugin) => versionProblems(plugin, version)),
  },
  { name: 'grafanaDependency', check: each(dependencyProblems) },
  { name: 'nested plugins are listed in includes', check: includeProblems },
  { name: 'dashboards are listed in includes', check: dashboardProblems },
  { name: 'logos', check: each(logoProblems) },
  { name: 'screenshots', check: (bundle) => plugins(bundle).flatMap((plugin) => screenshotProblems(plugin, bundle)) },
  { name: 'languages have their texts', check: each(languageProblems) },
];

function each(check: (plugin: Plugin, bundle: Bundle) => readonly string[]): Rule['check'] {
  return (bundle) => plugins(bundle).flatMap((plugin) => check(plugin, bundle).map((line) => `${plugin.id}: ${line}`));
}

function idProblems({ id, name, type }: Plugin): readonly string[] {
  return [
    ...(ID.test(id) ? [] : ['the id must be org-name-type in lower case']),
    ...(id.endsWith(`-${type}`) ? [] : [`the id must end in -${type}`]),
    ...(id === name ? ['the name must not be the id'] : []),
  ];
}

function infoProblems({ info }: Plugin): readonly string[] {
  return [
    ...(info.description.trim() === '' ? ['description is empty'] : []),
    ...(info.keywords.length === 0 ? ['keywords are empty'] : []),
    ...(info.author.name === '' ? ['author is empty'] : []),
  ];
}

function versionProblems({ id, folder, info }: Plugin, version: string): readonly string[] {
  // A child without a version inherits the root's.
  const stated = info.version === '' && folder !== '' ? version : info.version;
  return [
    ...(stated === version ? [] : [`${id}: version ${stated} is not package.json's ${version}`]),
    ...(info.updated === '' || /^\d{4}-\d{2}-\d{2}$/.test(info.updated) ? [] : [`${id}: updated is not a date`]),
  ];
}

function dependencyProblems({ dependencies: { grafanaDependency: range } }: Plugin): readonly string[] {
  if (semver.validRange(range) === null || range.includes('||')) {
    return [`grafanaDependency ${range} must be one or two comparators`];
  }
  return /^\d/.test(range) ? [`grafanaDependency ${range} names a single release`] : [];
}

function includeProblems(bundle: Bundle): readonly string[] {
  const all = plugins(bundle);
  const listed = all.find(({ folder }) => folder === '')?.includes ?? [];
  const children = all.filter(({ folder }) => folder !== '');
  const missing = children
    .filter(({ folder, type }) => !listed.some((entry) => entry.path === `${folder}plugin.json` && entry.type === type))
    .map(({ folder, type }) => `includes lacks { type: ${type}, path: ${folder}plugin.json }`);
  const dangling = listed
    .filter(({ path }) => path.endsWith('plugin.json') && !bundle.files.has(path))
    .map(({ path }) => `includes names ${path}, which is not there`);
  return [...missing, ...dangling];
}

/** What the app ships as dashboards is what it says it ships: each file listed, each listed one there, and JSON with a uid. */
function dashboardProblems(bundle: Bundle): readonly string[] {
  const includes = plugins(bundle).find(({ folder }) => folder === '')?.includes ?? [];
  const listed = includes.flatMap(({ type, path }) => (type === 'dashboard' ? [path] : []));
  const files = [...bundle.files.keys()].filter((file) => file.startsWith('dashboards/'));
  return [
    ...files
      .filter((file) => !listed.includes(file))
      .map((file) => `includes lacks { type: dashboard, path: ${file} }`),
    ...listed
      .filter((file) => !hasUid(text(bundle, file)))
      .map((file) => `${file} is absent, or no dashboard with a uid`),
  ];
}

function hasUid(json: string): boolean {
  return v.is(v.pipe(v.string(), v.parseJson(), v.object({ uid: v.pipe(v.string(), v.nonEmpty()) })), json);
}

function logoProblems({ folder, info }: Plugin, bundle: Bundle): readonly string[] {
  return [info.logos.small, info.logos.large].flatMap((logo) => pathProblems(folder, logo, bundle));
}

function screenshotProblems({ id, folder, info }: Plugin, bundle: Bundle): readonly string[] {
  if (folder === '' && info.screenshots.length === 0) {
    return [`${id}: no screenshot`];
  }
  return info.screenshots.flatMap(({ path }) => [
    ...pathProblems(folder, path, bundle),
    ...(matchesExtension(path, bundle.files.get(folder + path)) ? [] : [`${path} is not what its extension says`]),
  ]);
}

function pathProblems(folder: string, path: string, bundle: Bundle): readonly string[] {
  if (/^(\/|\.|https?:)/.test(path)) {
    return [`${path} must be relative and must not begin with a dot`];
  }
  return bundle.files.has(folder + path) ? [] : [`${path} does not exist beside plugin.json`];
}

function matchesExtension(path: string, bytes: Uint8Array | undefined): boolean {
  const signature = SIGNATURES[path.split('.').at(-1)?.toLowerCase() ?? ''];
  return signature === undefined ? path.endsWith('.svg') : signature.every((byte, index) => bytes?.[index] === byte);
}

function languageProblems({ id, folder, languages }: Plugin, bundle: Bundle): readonly string[] {
  return languages
    .map((language) => `${folder}locales/${language}/${id}.json`)
    .filter((file) => text(bundle, file) === '')
    .map((file) => `${file} is missing`);
}
