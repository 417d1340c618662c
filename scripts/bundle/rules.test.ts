import { readFileSync } from 'node:fs';

import { zipSync } from 'fflate';

import { type Bundle, readZip } from './bundle';
import { codeRules } from './code-rules';
import { fileRules } from './file-rules';
import { metadataRules } from './metadata-rules';
import { type Project } from './rule';

const PROJECT: Project = { root: process.cwd(), version: '1.2.3', scripts: { build: 'webpack' } };
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
const RULES = [...metadataRules, ...fileRules, ...codeRules];

const info = {
  description: 'Joins three signals',
  keywords: ['traces'],
  version: '1.2.3',
  updated: '2026-11-21',
  logos: { small: 'img/logo.svg', large: 'img/logo.svg' },
  author: { name: 'Clew' },
};
const app = {
  type: 'app',
  id: 'acme-thread-app',
  name: 'Thread',
  languages: ['en-US'],
  includes: [{ type: 'panel', name: 'Line', path: 'line/plugin.json' }],
  info: { ...info, screenshots: [{ name: 'Line', path: 'img/line.png' }] },
  dependencies: { grafanaDependency: '>=12.4.0' },
};
const panel = {
  type: 'panel',
  id: 'acme-line-panel',
  name: 'Line',
  info,
  dependencies: { grafanaDependency: '>=12.4.0' },
};

const MODULE = 'define(["react","@grafana/data"],()=>1)';
const MAP = JSON.stringify({
  sources: ['webpack://acme/./engine/units.ts'],
  sourcesContent: [readFileSync('src/engine/units.ts', 'utf8')],
});

/** A bundle that passes every rule; a test changes one file and names the rule that must object. */
function bundleWith(changes: Readonly<Record<string, string | Uint8Array | undefined>> = {}): Bundle {
  const files: Record<string, string | Uint8Array | undefined> = {
    'plugin.json': JSON.stringify(app),
    'line/plugin.json': JSON.stringify(panel),
    'module.js': MODULE,
    'module.js.map': MAP,
    'line/module.js': MODULE,
    'line/module.js.map': MAP,
    'img/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
    'line/img/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
    'img/line.png': PNG,
    'locales/en-US/acme-thread-app.json': '{"a":"b"}',
    'README.md': `# Thread\n\n${'It joins three signals. '.repeat(30)}`,
    'CHANGELOG.md': '# Changelog\n\n## [1.2.3] - 2026-11-21\n',
    LICENSE: 'Apache License\nVersion 2.0',
    ...changes,
  };
  const entries = Object.entries(files).flatMap(([name, content]): Array<[string, Uint8Array]> =>
    content === undefined ? [] : [[name, typeof content === 'string' ? Buffer.from(content) : content]]
  );
  return { files: new Map(entries), problems: [] };
}

function objections(bundle: Bundle, project = PROJECT): readonly string[] {
  return RULES.filter((rule) => rule.check(bundle, project).length > 0).map((rule) => rule.name);
}

const CHUNKS = 'chunks of nested plugins are few, in their own folder';
const lazily = (content: string) => JSON.stringify({ sources: ['webpack://a/./x.ts'], sourcesContent: [content] });
const withChunk = (changes: Readonly<Record<string, string | undefined>> = {}) => ({
  'line/module.js': `${MODULE};"public/plugins/acme-line-panel/"`,
  'line/module.js.map': lazily('import(/* webpackChunkName: "editors" */ "./y")'),
  'line/editors.js': '1',
  'line/editors.js.map': MAP,
  ...changes,
});
const withApp = (change: object) => ({ 'plugin.json': JSON.stringify({ ...app, ...change }) });
const withInfo = (change: object) => withApp({ info: { ...app.info, ...change } });

describe('the rules of the bundle check', () => {
  it('find nothing wrong with a good bundle', () => {
    expect(objections(bundleWith())).toEqual([]);
  });

  it.each([
    ['plugin.json is valid', withApp({ type: 'widget' })],
    ['ids', withApp({ id: 'acme-thread-of-many-app' })],
    ['ids', withApp({ id: 'acme-thread-panel' })],
    ['description, keywords, author', withInfo({ description: ' ' })],
    ['version', withInfo({ version: '1.2.4' })],
    ['grafanaDependency', withApp({ dependencies: { grafanaDependency: '12.4.0' } })],
    ['grafanaDependency', withApp({ dependencies: { grafanaDependency: '>=12.x.y' } })],
    ['nested plugins are listed in includes', withApp({ includes: [] })],
    [
      'nested plugins are listed in includes',
      withApp({ includes: [...app.includes, { type: 'panel', path: 'no/plugin.json' }] }),
    ],
    ['dashboards are listed in includes', { 'dashboards/a.json': '{"uid":"a"}' }],
    [
      'dashboards are listed in includes',
      withApp({ includes: [...app.includes, { type: 'dashboard', path: 'dashboards/a.json' }] }),
    ],
    [
      'dashboards are listed in includes',
      {
        ...withApp({ includes: [...app.includes, { type: 'dashboard', path: 'dashboards/a.json' }] }),
        'dashboards/a.json': '{}',
      },
    ],
    ['logos', { 'line/img/logo.svg': undefined }],
    ['logos', withInfo({ logos: { small: '/img/logo.svg', large: 'img/logo.svg' } })],
    ['screenshots', withInfo({ screenshots: [] })],
    ['screenshots', { 'img/line.png': 'not a picture' }],
    ['languages have their texts', { 'locales/en-US/acme-thread-app.json': undefined }],
    ['nothing but what belongs there', { 'fixtures/trace.json': '{}' }],
    ['nothing but what belongs there', { 'img/.hidden.svg': '<svg/>' }],
    ['module.js and its map beside every plugin.json', { 'line/module.js.map': undefined }],
    ['README', { 'README.md': `# Thread <!-- hidden -->${'x'.repeat(500)}` }],
    ['README', { 'README.md': `# Thread, see [docs](docs/frames.md)${'x'.repeat(500)}` }],
    ['CHANGELOG', { 'CHANGELOG.md': '# Changelog' }],
    ['LICENSE', { LICENSE: 'All rights reserved' }],
    ['SVG is safe', { 'img/logo.svg': '<svg><script>1</script></svg>' }],
    ['no tracking', { 'module.js': `${MODULE};fetch("https://www.google-analytics.com")` }],
    ['no template variable left', { 'README.md': `%VERSION%${'x'.repeat(500)}` }],
    ['size of every module.js', { 'module.js': MODULE + ' '.repeat(40_000) }],
    ['size of every module.js', { 'line/module.js': MODULE + ' '.repeat(250_000) }],
    ['source maps match src/', { 'module.js.map': MAP.replace('EpochNs', 'EpochMicros') }],
    ['source maps match src/', { 'module.js.map': MAP.replace('./engine', '../pkg/lab') }],
    ['externals are shared by Grafana', { 'module.js': 'define(["left-pad"],()=>1)' }],
    [CHUNKS, { 'line/412.js': '1' }],
    [CHUNKS, { 'line/editors.js': '1', 'line/editors.js.map': MAP }],
    [CHUNKS, withChunk({ 'line/module.js.map': lazily('import("./y")') })],
    [CHUNKS, withChunk({ 'line/module.js.map': lazily('import(/* webpackChunkName: "engine" */ "./y")') })],
    [CHUNKS, withChunk({ 'line/module.js.map': lazily('new Worker(new URL("./y"))') })],
    [CHUNKS, withChunk({ 'line/editors.js': undefined, 'editors.js': '1' })],
    [CHUNKS, withChunk({ 'line/editors.js.map': undefined })],
    [CHUNKS, withChunk({ 'line/layout.js': '1', 'line/layout.js.map': MAP })],
    [CHUNKS, withChunk({ 'line/module.js': `${MODULE};"public/plugins/acme-thread-app/"` })],
  ])('%s', (rule, changes) => {
    expect(objections(bundleWith(changes))).toContain(rule);
  });

  it('accept chunks that a nested plugin fetches from its own folder', () => {
    const good = bundleWith(withChunk());
    expect(RULES.find(({ name }) => name === CHUNKS)?.check(good, PROJECT)).toEqual([]);
  });

  it('accept the dashboards that the app says it has', () => {
    const includes = [...app.includes, { type: 'dashboard', name: 'A', path: 'dashboards/a.json' }];
    expect(objections(bundleWith({ ...withApp({ includes }), 'dashboards/a.json': '{"uid":"a"}' }))).toEqual([]);
  });

  it('refuses a licence that is not permissive', () => {
    const map = { sources: ['webpack://a/../node_modules/no-such-package/index.js'], sourcesContent: ['1'] };
    expect(objections(bundleWith({ 'line/module.js.map': JSON.stringify(map) }))).toContain(
      'licences of what is bundled'
    );
  });

  it('refuses the retired toolkit', () => {
    const project = { ...PROJECT, scripts: { build: 'grafana-toolkit plugin:build' } };
    expect(objections(bundleWith(), project)).toEqual(['no retired toolkit in the npm scripts']);
  });

  it('refuses a zip that is not one folder named after the id', () => {
    const inDist = zipSync({ 'dist/plugin.json': Buffer.from('{}') });
    expect(readZip(inDist, 'acme-thread-app').problems).toHaveLength(1);
    const good = zipSync({ 'acme-thread-app/plugin.json': Buffer.from('{}') });
    expect(readZip(good, 'acme-thread-app').problems).toEqual([]);
  });
});
