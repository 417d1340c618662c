import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { buildSync } from 'esbuild';

import type { Measure } from './measure';
import type { benchNames, runBenches } from './run';

const ANSWERED = 0;
const FAILED = 1;
const BAD_INPUT = 2;

/** Libraries that are no modules yet require Node's own parts when they run. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

interface Runner {
  readonly benchNames: typeof benchNames;
  readonly runBenches: typeof runBenches;
}

/**
 * What ships is bundled into one scope. Run module by module, as a test is, half the time of a small function goes into
 * finding it through the exports of its module; so the benchmarks are bundled first.
 */
async function bundled(): Promise<Runner> {
  const dir = mkdtempSync(join(tmpdir(), 'clew-bench-'));
  const outfile = join(dir, 'run.mjs');
  try {
    buildSync({
      entryPoints: [join(__dirname, 'run.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      banner: { js: REQUIRE },
      logLevel: 'error',
    });
    const runner: Runner = await import(pathToFileURL(outfile).href);
    return runner;
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** Needs a browser and the built bundle, and cannot be bundled itself. */
const RENDER = 'render';

async function* measures(runner: Runner, names: readonly string[]): AsyncGenerator<Measure> {
  yield* runner.runBenches(names);
  if (names.includes(RENDER)) {
    const { renderBench } = await import('./render/index');
    yield* renderBench();
  }
}

/** Takes folders, and times nothing: it needs no bundle. */
const RCA = 'rca';

async function main(names: readonly string[]): Promise<number> {
  const [first, ...folders] = names;
  if (first === RCA) {
    const { rcaBench } = await import('./rca/index');
    return rcaBench(
      folders,
      (line) => process.stdout.write(`${line}\n`),
      (line) => process.stderr.write(`${line}\n`)
    );
  }
  const runner = await bundled();
  const known = [...runner.benchNames, RENDER];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0 || names.length === 0) {
    const reason = unknown.length > 0 ? `unknown bench: ${unknown.join(', ')}\n` : '';
    process.stderr.write(
      `${reason}usage: npm run --silent bench -- NAME...   with NAME one of: ${known.join(', ')}; or rca DIR...\n`
    );
    return BAD_INPUT;
  }
  let exit = ANSWERED;
  for await (const measure of measures(runner, names)) {
    process.stdout.write(`${JSON.stringify(measure)}\n`);
    exit = measure.holds ? exit : FAILED;
  }
  return exit;
}

main(process.argv.slice(2)).then(
  (exit) => {
    process.exitCode = exit;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = FAILED;
  }
);
