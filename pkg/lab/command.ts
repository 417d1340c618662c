import { type ScenarioName, scenarioNames } from './scenarios';

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
  | { readonly kind: 'bad'; readonly reason: string };

const OPTIONS = ['--seed', '--out', '--start-ns', '--scale'] as const;
type Option = (typeof OPTIONS)[number];

export const USAGE = `usage:
  npm run lab -- list
  npm run lab -- run NAME --out DIR [--seed N] [--start-ns NS] [--scale F]

  --seed      a whole number, 1 unless given; 1 to 9 keep the names of the source documents
  --out       folder for traces.json, logs.jsonl, metrics.json, exemplars.json and truth.json
  --start-ns  start of the run, nanoseconds since 1970
  --scale     multiplies the rate of users, above 0 and at most 5
`;

const MAX_SCALE = 5;
const MAX_SEED = 2 ** 31 - 1;

function bad(reason: string): Command {
  return { kind: 'bad', reason };
}

/** Reads the arguments of the command line; what cannot be run is a reason, not an exception. */
export function parseCommand(args: readonly string[]): Command {
  const [verb, ...rest] = args;
  switch (verb) {
    case 'list':
      return rest.length === 0 ? { kind: 'list' } : bad('list takes no arguments');
    case 'help':
    case '--help':
      return { kind: 'help' };
    case 'run':
      return parseRun(rest);
    case undefined:
      return bad('a command is missing: list or run');
    default:
      return bad(`unknown command "${verb}": list or run`);
  }
}

function parseRun([name, ...rest]: readonly string[]): Command {
  const scenario = scenarioNames.find((known) => known === name);
  if (scenario === undefined) {
    return bad(
      name === undefined || name.startsWith('--')
        ? 'a scenario is missing after run'
        : `unknown scenario "${name}"; there are ${scenarioNames.join(', ')}`
    );
  }
  const options = new Map<Option, string>();
  for (let i = 0; i < rest.length; i += 2) {
    const option = OPTIONS.find((known) => known === rest[i]);
    const value = rest[i + 1];
    if (option === undefined) {
      return bad(`unknown argument "${rest[i]}"`);
    }
    if (value === undefined || value.startsWith('--')) {
      return bad(`${option} needs a value`);
    }
    options.set(option, value);
  }
  return checkRun(scenario, options);
}

function checkRun(scenario: ScenarioName, options: ReadonlyMap<Option, string>): Command {
  const out = options.get('--out');
  const seed = options.get('--seed') ?? '1';
  const start = options.get('--start-ns');
  const scale = Number(options.get('--scale') ?? '1');
  if (out === undefined || out === '') {
    return bad('--out DIR is missing');
  }
  if (!/^\d+$/.test(seed) || Number(seed) > MAX_SEED) {
    return bad(`--seed must be a whole number from 0 to ${MAX_SEED}, not "${seed}"`);
  }
  if (start !== undefined && !/^\d{1,19}$/.test(start)) {
    return bad(`--start-ns must be nanoseconds since 1970, not "${start}"`);
  }
  if (!(scale > 0 && scale <= MAX_SCALE)) {
    return bad(`--scale must be above 0 and at most ${MAX_SCALE}, not "${options.get('--scale') ?? ''}"`);
  }
  return {
    kind: 'run',
    scenario,
    seed: Number(seed),
    out,
    startNs: start === undefined ? undefined : BigInt(start),
    scale,
  };
}
