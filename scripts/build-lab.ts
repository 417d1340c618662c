/** Makes `artifacts/lab.cjs`: the lab in one file, so that any machine with Node runs it without packages. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';

import { buildSync } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const artifacts = path.join(root, 'artifacts');

mkdirSync(artifacts, { recursive: true });
buildSync({
  entryPoints: [path.join(root, 'pkg', 'lab', 'main.ts')],
  outfile: path.join(artifacts, 'lab.cjs'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
});
console.log(path.join(artifacts, 'lab.cjs'));
