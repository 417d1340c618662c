/**
 * `npm test`: everything that must hold, each check with its time. `--no-browser` leaves the browser tests out and says so;
 * `--only NAME,...` runs some.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { ensureBrowser, ensurePackages } from './setup.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bin = (name) => path.join(root, 'node_modules', '.bin', name);

const { values: options } = parseArgs({
  options: { 'no-browser': { type: 'boolean', default: false }, only: { type: 'string' } },
});

/**
 * Checks of one group run side by side (two cores); groups run one after the other, each needing what came before. Unit
 * tests take a second worker, for when the other lane is through; browser tests time the page, and run alone.
 */
const groups = [
  [
    [
      { name: 'types', command: [bin('tsc'), '--noEmit', '-p', '.'] },
      { name: 'imports', command: [bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'src', 'pkg', 'tests'] },
      { name: 'dead-code', command: [bin('knip'), '--no-progress'] },
      { name: 'lint', command: [bin('eslint'), '.', '--max-warnings', '0'] },
      { name: 'build', command: ['npm', 'run', '--silent', 'build'] },
      { name: 'bundle', command: ['npm', 'run', '--silent', 'check:bundle'] },
    ],
    [{ name: 'unit', command: [bin('jest'), '--ci', '--maxWorkers', '2'] }],
  ],
  [[{ name: 'browser', command: [bin('playwright'), 'test', '-c', 'tests/workbench'], browser: true }]],
];

ensurePackages();
const browser = options['no-browser'] ? undefined : ensureBrowser();
const only = options.only?.split(',');
const outcomes = [];

for (const group of groups) {
  await Promise.all(group.map(runLane));
}

const failed = outcomes.filter((outcome) => outcome.state === 'failed');
console.log('');
for (const { name, state, seconds } of outcomes) {
  console.log(`${state.padEnd(8)} ${name.padEnd(10)} ${seconds.toFixed(1).padStart(7)} s`);
}
const skipped = outcomes.filter((outcome) => outcome.state === 'skipped');
const passed = outcomes.length - failed.length - skipped.length;
console.log(`${passed} passed, ${failed.length} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
process.exitCode = failed.length > 0 ? 1 : 0;

async function runLane(checks) {
  for (const check of checks) {
    if (only === undefined || only.includes(check.name)) {
      outcomes.push(await run(check));
    }
  }
}

function run({ name, command, browser: needsBrowser = false }) {
  if (needsBrowser && browser === undefined) {
    console.log(`=== ${name}: skipped: --no-browser was given`);
    return { name, state: 'skipped', seconds: 0 };
  }
  const [file, ...args] = command;
  const start = performance.now();
  const output = [];
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, TZ: 'UTC', ...(browser === undefined ? {} : { CHROME_BIN: browser }) },
    });
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', (error) => output.push(Buffer.from(`${error.message}\n`)));
    child.on('close', (code) => {
      const seconds = (performance.now() - start) / 1000;
      const state = code === 0 ? 'passed' : 'failed';
      console.log(`=== ${name}: ${state} in ${seconds.toFixed(1)} s`);
      process.stdout.write(Buffer.concat(output));
      resolve({ name, state, seconds });
    });
  });
}
