/**
 * `npm run texts`: writes the English texts of every plugin into its locale file, from the `t()` and `<Trans>` of its own
 * folder and of the shared `src/ui`, and from the tables of messages (`wording()`). `--check` writes nothing and fails when a file is stale.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const check = process.argv.includes('--check');

/** Every plugin of the bundle: its folder under `src`, and the folders whose texts it shows. */
const PLUGINS = [
  { folder: '', sources: ['app', 'ui'] },
  { folder: 'datasource', sources: ['datasource', 'ui'] },
  { folder: 'panels/timeline', sources: ['panels/timeline', 'ui'] },
  { folder: 'panels/criticalpath', sources: ['panels/criticalpath', 'ui'] },
  { folder: 'panels/clockskew', sources: ['panels/clockskew', 'ui'] },
  { folder: 'panels/circuitbreaker', sources: ['panels/circuitbreaker', 'ui'] },
  { folder: 'panels/cascade', sources: ['panels/cascade', 'ui'] },
];

const stale = PLUGINS.filter(({ folder, sources }) => {
  const { id } = JSON.parse(readFileSync(path.join(root, 'src', folder, 'plugin.json'), 'utf8'));
  const file = path.join(root, 'src', folder, 'locales', 'en-US', `${id}.json`);
  const texts = extract(sources);
  if (existsSync(file) && readFileSync(file, 'utf8') === texts) {
    return false;
  }
  if (!check) {
    writeFileSync(file, texts);
  }
  console.log(`${check ? 'stale' : 'written'}: ${path.relative(root, file)}`);
  return true;
});
if (check && stale.length > 0) {
  console.log('run `npm run texts`');
  process.exitCode = 1;
}

function extract(sources) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'clew-texts-'));
  const config = path.join(folder, 'config.mjs');
  const output = path.join(folder, '$LOCALE.json');
  const settings = {
    locales: ['en-US'],
    output,
    input: sources.flatMap((source) => [
      path.join(root, 'src', source, '**/*.{ts,tsx}'),
      `!${path.join(root, 'src', source, '**/*.test.{ts,tsx}')}`,
    ]),
    sort: true,
    createOldCatalogs: false,
    defaultNamespace: 'texts',
    namespaceSeparator: false,
    failOnWarnings: false,
    lexers: {
      ts: [{ lexer: 'JavascriptLexer', functions: ['t', 'wording'] }],
      tsx: [{ lexer: 'JsxLexer', functions: ['t', 'wording'] }],
    },
  };
  writeFileSync(config, `export default ${JSON.stringify(settings)};\n`);
  execFileSync(path.join(root, 'node_modules', '.bin', 'i18next'), ['--config', config, '--silent'], { cwd: root });
  return readFileSync(output.replace('$LOCALE', 'en-US'), 'utf8');
}
