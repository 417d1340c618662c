import { type Bundle, plugins, text } from './bundle';
import { type Rule } from './rule';

const APACHE = 'Apache License';
const JARGON = [/\byarn\b/i, /\bnodejs\b/i];
const TEMPLATE_TEXTS = [/Grafana app plugin template/i, /This is a starting point/i, /Replace this/i, /\bTODO\b/];
const TRACKERS = /(google-analytics|googletagmanager|segment\.(io|com)|hotjar|mixpanel|fullstory|rudderstack)/i;
const UNSAFE_SVG = /<(script|foreignObject|iframe|embed|object)\b|\son\w+\s*=|(href|src)\s*=\s*["'](?!#)/i;

/** Files that a bundle may hold, by their path. */
const EXPECTED = [
  /^(.+\/)?plugin\.json$/,
  /^(.+\/)?module\.js(\.map)?$/,
  /^\d+\.js(\.map)?$/,
  /^[\w-]+\.js(\.map)?$/,
  /^(.+\/)?(editors|layout)\.js(\.map)?$/,
  /^(README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^(.+\/)?img\/.+\.(svg|png|jpe?g|gif)$/,
  /^(.+\/)?locales\/[a-z]{2}-[A-Z]{2}\/[\w-]+\.json$/,
  /^(.+\/)?query_help\.md$/,
  /^dashboards\/[\w-]+\.json$/,
  /^MANIFEST\.txt$/,
];

/** Rules over the other files: texts, licence, images, strays. */
export const fileRules: readonly Rule[] = [
  { name: 'nothing but what belongs there', check: strayProblems },
  { name: 'module.js and its map beside every plugin.json', check: moduleProblems },
  { name: 'README', check: readmeProblems },
  { name: 'CHANGELOG', check: changelogProblems },
  {
    name: 'LICENSE',
    check: (bundle) => (text(bundle, 'LICENSE').includes(APACHE) ? [] : ['LICENSE is not the Apache licence']),
  },
  { name: 'SVG is safe', check: svgProblems },
  {
    name: 'no tracking',
    check: (bundle) =>
      scripts(bundle)
        .filter((file) => TRACKERS.test(text(bundle, file)))
        .map((file) => `${file} names a tracking service`),
  },
  {
    name: 'no retired toolkit in the npm scripts',
    check: (_, project) =>
      Object.entries(project.scripts)
        .filter(([, command]) => command.includes('grafana-toolkit'))
        .map(([name]) => `script ${name} calls grafana-toolkit`),
  },
  {
    name: 'no template variable left',
    check: (bundle) =>
      [...bundle.files.keys()]
        .filter((file) => /(plugin\.json|README\.md)$/.test(file) && /%[A-Z_]+%/.test(text(bundle, file)))
        .map((file) => `${file} holds a %VARIABLE%`),
  },
];

/** Every script of the bundle. */
export function scripts(bundle: Bundle): readonly string[] {
  return [...bundle.files.keys()].filter((file) => file.endsWith('.js'));
}

function strayProblems(bundle: Bundle): readonly string[] {
  return [...bundle.files.keys()]
    .filter((file) => file.split('/').some((part) => part.startsWith('.')) || !EXPECTED.some((ok) => ok.test(file)))
    .map((file) => `${file} does not belong in a bundle`);
}

function moduleProblems(bundle: Bundle): readonly string[] {
  return plugins(bundle)
    .flatMap(({ folder }) => [`${folder}module.js`, `${folder}module.js.map`])
    .filter((file) => !bundle.files.has(file))
    .map((file) => `${file} is missing`);
}

function readmeProblems(bundle: Bundle): readonly string[] {
  const readme = text(bundle, 'README.md');
  const relative = [...readme.matchAll(/\]\((?!https?:|#|mailto:)([^)]+)\)/g)].map(([, target]) => target);
  return [
    ...(readme.length < 500 ? ['README.md says too little'] : []),
    ...(readme.includes('<!--') ? ['README.md holds an HTML comment'] : []),
    ...TEMPLATE_TEXTS.filter((template) => template.test(readme)).map(
      (found) => `README.md holds template text ${found}`
    ),
    ...JARGON.filter((word) => word.test(readme)).map((word) => `README.md uses developers' jargon: ${word.source}`),
    ...relative.map((target) => `README.md links to ${target}, which is not absolute`),
  ];
}

function changelogProblems(bundle: Bundle): readonly string[] {
  return /^## \[?\d+\.\d+\.\d+\]? - \d{4}-\d{2}-\d{2}$/m.test(text(bundle, 'CHANGELOG.md'))
    ? []
    : ['CHANGELOG.md has no dated release (## [1.2.3] - 2026-01-31)'];
}

function svgProblems(bundle: Bundle): readonly string[] {
  return [...bundle.files.keys()]
    .filter((file) => file.endsWith('.svg') && UNSAFE_SVG.test(text(bundle, file)))
    .map((file) => `${file} holds a script, a handler or a foreign reference`);
}
