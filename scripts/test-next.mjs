/**
 * `npm run test:next`: types and unit tests against Grafana 13.2 and React 19, in a copy of the tree under the system's
 * temporary folder, so that the main install stays as it is.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** What differs from package.json. 13.2.3 is not a complete set: @grafana/ui stops at 13.2.2. */
const NEXT = {
  '@grafana/data': '13.2.2',
  '@grafana/e2e-selectors': '13.2.2',
  '@grafana/i18n': '13.2.2',
  '@grafana/runtime': '13.2.2',
  '@grafana/schema': '13.2.2',
  '@grafana/ui': '13.2.2',
  '@types/react': '19.2.9',
  '@types/react-dom': '19.2.7',
  react: '19.2.9',
  'react-dom': '19.2.9',
};

/** Not part of the bundle, and made of the 12.4 packages: the page that hosts it. */
const PINNED = ['pkg/workbench/host'];

/** What types and unit tests read. */
const PARTS = ['.config', 'src', 'pkg', 'tests', 'scripts', 'provisioning', 'deploy', 'docs'];
const FILES = [
  'tsconfig.json',
  'jest.config.js',
  'jest-setup.js',
  '.dependency-cruiser.cjs',
  'docker-compose.yml',
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'LICENSE',
];

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
for (const section of ['dependencies', 'devDependencies']) {
  for (const name of Object.keys(manifest[section])) {
    manifest[section][name] = NEXT[name] ?? manifest[section][name];
  }
}
const text = `${JSON.stringify(manifest, null, 2)}\n`;
const key = createHash('sha256').update(text).digest('hex').slice(0, 12);
const copy = path.join(os.tmpdir(), `clew-next-${key}`);
const stamp = path.join(copy, 'node_modules', '.clew-installed');

mkdirSync(copy, { recursive: true });
writeFileSync(path.join(copy, 'package.json'), text);
if (!existsSync(stamp)) {
  console.log(`test:next: installing Grafana 13.2.2 and React 19.2 in ${copy} ...`);
  // Some packages of the 12.4 set state React 18 as their peer; the copy is for types and tests only.
  run('npm', ['install', '--no-audit', '--no-fund', '--legacy-peer-deps', '--loglevel', 'error']);
  writeFileSync(stamp, key);
}
for (const part of PARTS) {
  rmSync(path.join(copy, part), { recursive: true, force: true });
  if (existsSync(path.join(root, part))) {
    cpSync(path.join(root, part), path.join(copy, part), { recursive: true });
  }
}
for (const file of FILES) {
  cpSync(path.join(root, file), path.join(copy, file));
}
const types = JSON.parse(readFileSync(path.join(root, 'tsconfig.json'), 'utf8'));
writeFileSync(path.join(copy, 'tsconfig.json'), JSON.stringify({ ...types, exclude: [...types.exclude, ...PINNED] }));

const bin = (name) => path.join(copy, 'node_modules', '.bin', name);
console.log('test:next: types ...');
run(bin('tsc'), ['--noEmit', '-p', '.']);
console.log('test:next: unit tests ...');
run(bin('jest'), ['--ci', '--maxWorkers', '2']);
console.log('2 passed, 0 failed');

function run(command, args) {
  try {
    execFileSync(command, args, { cwd: copy, stdio: 'inherit', env: { ...process.env, TZ: 'UTC' } });
  } catch {
    console.error(`test:next: ${path.basename(command)} ${args.join(' ')} failed`);
    process.exit(1);
  }
}
