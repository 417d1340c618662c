import { parseArgs } from 'node:util';

import {
  analyseBreakers,
  type BreakerWindow,
  customPattern,
  TRANSITION_PATTERNS,
  type TransitionPattern,
} from '../../../src/engine/breaker';
import { defaultIdentityRules } from '../../../src/engine/correlation';
import { err, ok, problem, type Result } from '../../../src/engine/result';
import { addNanos, type EpochNs, epochNs, epochNsFromMs, nanos } from '../../../src/engine/units';
import type { Printed } from '../path/critical-path-command';
import { type Incident, readIncident } from '../read/folder';
import { breakersJson } from './breakers-json';
import { breakersText } from './breakers-text';
import { withShortNames } from './names';

interface BreakersCommand {
  readonly dir: string;
  readonly json: boolean;
  readonly patterns: readonly TransitionPattern[];
}

/**
 * `clew breakers [--json] [--log-pattern REGEX] DIR`: which breakers there are in an incident's folder, what states they had,
 * and where one is missing. The window is all that the folder tells of.
 */
export function breakersCommand(args: readonly string[]): Result<Printed> {
  const command = readCommand(args);
  if (!command.ok) {
    return command;
  }
  const { dir, json, patterns } = command.value;
  const incident = readIncident(dir, defaultIdentityRules);
  if (!incident.ok) {
    return incident;
  }
  const { series, logs, traces } = incident.value;
  const input = { window: windowOf(incident.value), series, lines: logs, traces };
  const found = withShortNames(analyseBreakers(input, { patterns }));
  return ok({ stdout: json ? `${JSON.stringify(breakersJson(found))}\n` : breakersText(found), failed: [] });
}

/** From the first moment to the last of all files; of no length when they are empty. */
function windowOf({ series, logs, traces }: Incident): BreakerWindow {
  const moments: EpochNs[] = [
    ...series.flatMap(({ times }) =>
      [times[0], times.at(-1)].flatMap((time) => (time === undefined ? [] : [epochNsFromMs(time)]))
    ),
    ...logs.flatMap(({ origin, time, size }) => (size === 0 ? [] : [origin, addNanos(origin, nanos(last(time)))])),
    ...traces.flatMap(({ origin, start, duration }) => [
      origin,
      addNanos(origin, nanos(start.reduce((end, own, row) => Math.max(end, own + (duration[row] ?? 0)), 0))),
    ]),
  ];
  const [first = epochNs(BigInt(0))] = moments;
  return {
    start: moments.reduce((least, moment) => (moment < least ? moment : least), first),
    end: moments.reduce((most, moment) => (moment > most ? moment : most), first),
  };
}

function last(times: Float64Array): number {
  return times.reduce((most, time) => Math.max(most, time), 0);
}

function readCommand(args: readonly string[]): Result<BreakersCommand> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, 'log-pattern': { type: 'string' } },
    });
    const [dir] = positionals;
    if (dir === undefined) {
      return err(problem('usage.no-dir'));
    }
    if (positionals.length > 1) {
      return err(problem('usage.many-dirs', { dirs: positionals.join(', ') }));
    }
    const text = values['log-pattern'];
    const own = text === undefined ? ok(undefined) : customPattern(text);
    return own.ok
      ? ok({
          dir,
          json: values.json === true,
          patterns: [...(own.value === undefined ? [] : [own.value]), ...TRANSITION_PATTERNS],
        })
      : own;
  } catch (error) {
    return err(problem('usage.option', { reason: error instanceof Error ? error.message : String(error) }));
  }
}
