import { type ScenarioName, scenarioNames } from './scenarios';

/** A value that was read, or the reason why it cannot be. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

export type Given<Option extends string> = ReadonlyMap<Option, string>;

const MAX_SCALE = 5;
const MAX_SEED = 2 ** 31 - 1;

export function value<T>(read: T): Read<T> {
  return { ok: true, value: read };
}

export function refused(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}

/** Reads `--name value` and `--name=value`, and flags, which have no value and are given as ''. */
export function readOptions<Option extends string>(
  given: readonly string[],
  names: readonly Option[],
  flags: readonly Option[] = []
): Read<Given<Option>> {
  const args = given.flatMap((argument) => /^(--[^=]+)=(.*)$/s.exec(argument)?.slice(1) ?? [argument]);
  const options = new Map<Option, string>();
  for (let i = 0; i < args.length; i += 1) {
    const option = names.find((known) => known === args[i]);
    if (option === undefined) {
      return refused(`unknown argument "${args[i]}"`);
    }
    if (flags.includes(option)) {
      options.set(option, '');
      continue;
    }
    i += 1;
    const text = args.at(i);
    if (text === undefined || text.startsWith('--')) {
      return refused(`${option} needs a value`);
    }
    options.set(option, text);
  }
  return value(options);
}

export function readScenario(name: string | undefined, missing: string): Read<ScenarioName> {
  const scenario = scenarioNames.find((known) => known === name);
  if (scenario !== undefined) {
    return value(scenario);
  }
  return refused(
    name === undefined || name.startsWith('--')
      ? missing
      : `unknown scenario "${name}"; there are ${scenarioNames.join(', ')}`
  );
}

/** 1 unless given. */
export function readSeed(text = '1'): Read<number> {
  return /^\d+$/.test(text) && Number(text) <= MAX_SEED
    ? value(Number(text))
    : refused(`--seed must be a whole number from 0 to ${MAX_SEED}, not "${text}"`);
}

/** 1 unless given. */
export function readScale(text = '1'): Read<number> {
  const scale = Number(text);
  return scale > 0 && scale <= MAX_SCALE
    ? value(scale)
    : refused(`--scale must be above 0 and at most ${MAX_SCALE}, not "${text}"`);
}
