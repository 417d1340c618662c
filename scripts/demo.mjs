/** `npm run demo`: installs what is missing, builds the bundle when needed, and serves it in the workbench. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

import { ensurePackages } from './setup.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

ensurePackages();
const child = spawn(process.execPath, ['--import', 'tsx', 'pkg/workbench/main.ts', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => child.kill(signal));
}
child.on('close', (code) => process.exit(code ?? 1));
