/** `npm run package`: builds, zips `dist` as one folder named after the app's id, writes the checksums, checks the zip. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

import * as v from 'valibot';

import { readFolder } from './bundle/bundle';
import { pack } from './bundle/pack';

const root = path.resolve(import.meta.dirname, '..');
const { name, version } = v.parse(
  v.object({ name: v.string(), version: v.string() }),
  JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
);

execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });

const zip = pack(readFolder(path.join(root, 'dist')), name);

const artifacts = path.join(root, 'artifacts');
const target = path.join(artifacts, `${name}-${version}.zip`);
mkdirSync(artifacts, { recursive: true });
writeFileSync(target, zip);
for (const algorithm of ['sha1', 'sha256']) {
  const digest = createHash(algorithm).update(zip).digest('hex');
  writeFileSync(`${target}.${algorithm}`, `${digest}  ${path.basename(target)}\n`);
}
console.log(`${target} (${zip.length} bytes)`);
execFileSync(process.execPath, ['--import', 'tsx', path.join(root, 'scripts', 'check-bundle.ts'), target], {
  cwd: root,
  stdio: 'inherit',
});
