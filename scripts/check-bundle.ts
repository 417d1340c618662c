/**
 * Stands in for the catalogue's validator, which cannot run offline: every rule of it that can be checked here, over `dist`
 * or over a zip named on the command line.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

import * as v from 'valibot';

import { type Bundle, readFolder, readZip } from './bundle/bundle';
import { codeRules } from './bundle/code-rules';
import { fileRules } from './bundle/file-rules';
import { metadataRules } from './bundle/metadata-rules';

const root = path.resolve(import.meta.dirname, '..');
const { name, version, scripts } = v.parse(
  v.object({ name: v.string(), version: v.string(), scripts: v.record(v.string(), v.string()) }),
  JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
);

const input = process.argv[2] ?? path.join(root, 'dist');
if (!existsSync(input)) {
  console.error(`${input} does not exist: run \`npm run build\` (or \`npm run package\` for a zip) first`);
  process.exit(2);
}

const bundle: Bundle = input.endsWith('.zip') ? readZip(readFileSync(input), name) : readFolder(input);
const rules = [{ name: 'archive', check: () => bundle.problems }, ...metadataRules, ...fileRules, ...codeRules];
const outcomes = rules.map((rule) => ({ name: rule.name, problems: rule.check(bundle, { root, version, scripts }) }));

for (const outcome of outcomes) {
  console.log(`${outcome.problems.length === 0 ? 'ok  ' : 'FAIL'} ${outcome.name}`);
  outcome.problems.forEach((line) => console.log(`     ${line}`));
}
for (const [file, bytes] of bundle.files) {
  if (file.endsWith('module.js')) {
    console.log(`     ${file}: ${bytes.length} bytes`);
  }
}
process.exitCode = outcomes.some(({ problems }) => problems.length > 0) ? 1 : 0;
