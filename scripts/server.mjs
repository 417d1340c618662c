/** `npm run server`: builds what docker-compose.yml mounts, then starts all of it. Arguments go to `docker compose up`. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

import { ensurePackages } from './setup.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

ensurePackages();
if (!existsSync(path.join(root, 'dist', 'plugin.json'))) {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
}
execFileSync(process.execPath, ['--import', 'tsx', path.join(root, 'scripts', 'build-lab.ts')], {
  cwd: root,
  stdio: 'inherit',
});
const { status, error } = spawnSync('docker', ['compose', 'up', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
if (error !== undefined) {
  console.error(
    `docker compose cannot be started: ${error.message}. Everything is built; \`npm run demo\` needs no Docker.`
  );
}
process.exitCode = status ?? 1;
