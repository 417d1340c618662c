/**
 * The import law (docs/architecture.md): who may import whom. This is the one place where it is written; an exception is a
 * line here, with its reason.
 */

/** Small pure libraries that the engine may use. */
const ENGINE_LIBRARIES = ['simple-statistics', 'tinyqueue'];

/** What each room of `src/` may import: rooms of `src/` first, then packages. */
const ROOMS = {
  engine: { rooms: ['engine'], packages: ENGINE_LIBRARIES },
  frames: { rooms: ['engine', 'frames'], packages: ['@grafana/data'] },
  ui: {
    rooms: ['engine', 'ui'],
    packages: ['react', '@grafana/(data|ui|i18n)', '@emotion/css', 'd3', 'lodash', '@tanstack/react-virtual'],
  },
  datasource: {
    rooms: ['engine', 'frames', 'ui', 'datasource'],
    packages: ['react', 'rxjs', 'valibot', 'lodash', '@grafana/(data|ui|i18n|runtime|schema)', '@emotion/css'],
  },
  panels: {
    rooms: ['engine', 'frames', 'ui', 'panels'],
    packages: [
      'react',
      'rxjs',
      'lodash',
      'd3',
      '@grafana/(data|ui|i18n|runtime|schema)',
      '@emotion/css',
      '@tanstack/react-virtual',
      '@dagrejs/dagre',
    ],
  },
  app: {
    rooms: ['engine', 'frames', 'ui', 'app'],
    packages: [
      'react',
      'react-router',
      'rxjs',
      'lodash',
      '@grafana/(data|ui|i18n|runtime|schema)',
      '@emotion/css',
      'valibot',
    ],
  },
};

/** Tests, and what only tests use. */
const TESTS = '\\.test\\.tsx?$|/testing/';

const roomRules = Object.entries(ROOMS).map(([room, { rooms, packages }]) => ({
  name: `room-${room}`,
  comment: `src/${room} imports only what the law names`,
  severity: 'error',
  from: { path: `^src/${room}/`, pathNot: TESTS },
  to: {
    pathNot: [
      `^src/(${rooms.join('|')})/`,
      '/plugin\\.json$',
      ...packages.map((name) => `^node_modules/(@types/)?${name.replace('@types/', '')}(/|$)`),
    ],
  },
}));

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'panel-to-panel',
      comment: 'panels are separate plugins and never import one another',
      severity: 'error',
      from: { path: '^src/panels/([^/]+)/' },
      to: { path: '^src/panels/', pathNot: '^src/panels/$1/' },
    },
    {
      name: 'src-to-pkg',
      comment: 'nothing that ships imports what does not (tests may draw traces with the testkit)',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: '^(pkg|tests|scripts)/' },
    },
    {
      name: 'tests-of-src',
      comment: 'a test in src may use the testkit and the lab, nothing else of pkg',
      severity: 'error',
      from: { path: `^src/.*${TESTS}` },
      to: { path: '^pkg/', pathNot: '^pkg/(testkit|lab)/' },
    },
    {
      name: 'pkg-to-src',
      comment: 'packages use the engine and the frames; only tests may look further',
      severity: 'error',
      from: { path: '^pkg/', pathNot: TESTS },
      to: { path: '^src/', pathNot: '^src/(engine|frames)/' },
    },
    {
      name: 'fakes-without-frames',
      comment: 'a fake source and the reader it is read by must not share a mistake',
      severity: 'error',
      from: { path: '^pkg/workbench/' },
      to: { path: '^src/frames/' },
    },
    {
      name: 'testkit',
      comment: 'the testkit is for tests, the bench and the lab',
      severity: 'error',
      from: { path: '^(src|pkg)/', pathNot: [TESTS, '^pkg/(testkit|bench|lab)/'] },
      to: { path: '^pkg/testkit/' },
    },
    {
      name: 'doors',
      comment: 'a room is entered through its index.ts',
      severity: 'error',
      from: { path: '^(src|pkg)/([^/]+)/', pathNot: TESTS },
      to: {
        path: '^(src/(frames|ui)|pkg/(lab|testkit))/',
        // pkg/lab/files is a door of its own, so that a page that stages an incident never meets node:fs.
        pathNot: ['^$1/$2/', '^(src|pkg)/[^/]+/index\\.tsx?$', '^pkg/lab/files/index\\.ts$', '\\.json$'],
      },
    },
    {
      name: 'engine-doors',
      comment: 'a room of the engine is entered through its index.ts',
      severity: 'error',
      from: { path: '^src/engine/([^/]+)/', pathNot: TESTS },
      to: { path: '^src/engine/[^/]+/', pathNot: ['^src/engine/$1/', 'index\\.ts$'] },
    },
    {
      name: 'testing',
      comment: 'what only tests use is not imported by what ships',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: '/testing/' },
    },
    {
      name: 'no-cycles',
      comment: 'types may refer to one another; code may not',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^artifacts/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
