import { type Given, readOptions, readScale, readScenario, readSeed } from './arguments';
import { LIVE_USAGE, type LiveArguments, parseLive } from './live';
import type { ScenarioName } from './scenarios';

export type Command =
  | { readonly kind: 'list' }
  | { readonly kind: 'help' }
  | {
      readonly kind: 'run';
      readonly scenario: ScenarioName;
      readonly seed: number;
      readonly out: string;
      readonly startNs: bigint | undefined;
      readonly scale: number;
    }
  | ({ readonly kind: 'live' } & LiveArguments)
  | { readonly kind: 'bad'; readonly reason: string };

const OPTIONS = ['--seed', '--out', '--start-ns', '--scale'] as const;
type Option = (typeof OPTIONS)[number];

export const USAGE = `lab: stages incidents

  npm run lab -- list
      The scenarios, and what goes wrong in each.

  npm run lab -- run NAME --out DIR [--seed N] [--start-ns NS] [--scale F]
      One scenario as files.
      --out       folder for traces.json, logs.jsonl, metrics.json, exemplars.json and truth.json; made when it is missing
      --seed      a whole number, 1 unless given; 1 to 9 keep the names of the source documents
      --start-ns  start of the run, nanoseconds since 1970; 2026-11-21T10:00:00Z unless given
      --scale     multiplies the rate of users, above 0 and at most 5; 1 unless given

${LIVE_USAGE}`;

function bad(reason: string): Command {
  return { kind: 'bad', reason };
}

/** Reads the arguments of the command line; what cannot be run is a reason, not an exception. */
export function parseCommand(args: readonly string[]): Command {
  const [verb, ...rest] = args;
  if (rest.includes('--help') || rest.includes('-h')) {
    return { kind: 'help' };
  }
  switch (verb) {
    case 'list':
      return rest.length === 0 ? { kind: 'list' } : bad('list takes no arguments');
    case 'help':
    case '--help':
    case '-h':
      return { kind: 'help' };
    case 'run':
      return parseRun(rest);
    case 'live': {
      const live = parseLive(rest);
      return live.ok ? { kind: 'live', ...live.value } : bad(live.reason);
    }
    case undefined:
      return bad('a command is missing: list, run or live');
    default:
      return bad(`unknown command "${verb}": list, run or live`);
  }
}

function parseRun([name, ...rest]: readonly string[]): Command {
  const scenario = readScenario(name, 'a scenario is missing after run');
  if (!scenario.ok) {
    return bad(scenario.reason);
  }
  const options = readOptions(rest, OPTIONS);
  return options.ok ? checkRun(scenario.value, options.value) : bad(options.reason);
}

function checkRun(scenario: ScenarioName, options: Given<Option>): Command {
  const out = options.get('--out');
  const start = options.get('--start-ns');
  const seed = readSeed(options.get('--seed'));
  const scale = readScale(options.get('--scale'));
  if (out === undefined || out === '') {
    return bad('--out DIR is missing');
  }
  if (start !== undefined && !/^\d{1,19}$/.test(start)) {
    return bad(`--start-ns must be nanoseconds since 1970, not "${start}"`);
  }
  if (!seed.ok) {
    return bad(seed.reason);
  }
  if (!scale.ok) {
    return bad(scale.reason);
  }
  return {
    kind: 'run',
    scenario,
    seed: seed.value,
    out,
    startNs: start === undefined ? undefined : BigInt(start),
    scale: scale.value,
  };
}
