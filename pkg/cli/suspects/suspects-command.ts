import { parseArgs } from 'node:util';

import { err, ok, problem, type Result } from '../../../src/engine/result';
import { suspects } from '../../../src/engine/suspects';
import { epochNs, type EpochNs, epochNsFromMs } from '../../../src/engine/units';
import type { Printed } from '../path/critical-path-command';
import { readTelemetry } from './incident';
import { suspectsJson } from './suspects-json';
import { suspectsText } from './suspects-text';

interface SuspectsCommand {
  readonly at: EpochNs | undefined;
  readonly baseline: string | undefined;
  readonly json: boolean;
  readonly dir: string;
}

/** `clew suspects [--json] [--at ISO] [--baseline DIR] DIR`: who is to blame, and what tells so. */
export function suspectsCommand(args: readonly string[]): Result<Printed> {
  const command = readCommand(args);
  if (!command.ok) {
    return command;
  }
  const { at, baseline, json, dir } = command.value;
  const incident = readTelemetry(dir);
  if (!incident.ok) {
    return incident;
  }
  const usual = baseline === undefined ? ok(undefined) : readTelemetry(baseline);
  if (!usual.ok) {
    return usual;
  }
  const { result, problems } = suspects({
    incident: incident.value.telemetry,
    ...(usual.value === undefined ? {} : { baseline: usual.value.telemetry }),
    ...(at === undefined ? {} : { at }),
  });
  const met = [...incident.value.problems, ...(usual.value?.problems ?? []), ...problems];
  return ok({
    stdout: json ? `${JSON.stringify(suspectsJson(result, met))}\n` : suspectsText(result, met),
    failed: [],
  });
}

function readCommand(args: readonly string[]): Result<SuspectsCommand> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, at: { type: 'string' }, baseline: { type: 'string' } },
    });
    const [dir] = positionals;
    if (dir === undefined) {
      return err(problem('usage.no-incident'));
    }
    if (positionals.length > 1) {
      return err(problem('usage.many-dirs', { dirs: positionals.join(', ') }));
    }
    const at = values.at === undefined ? undefined : readTime(values.at);
    if (values.at !== undefined && at === undefined) {
      return err(problem('usage.at', { value: values.at }));
    }
    return ok({ at, baseline: values.baseline, json: values.json === true, dir });
  } catch (error) {
    return err(problem('usage.option', { reason: error instanceof Error ? error.message : String(error) }));
  }
}

const ISO = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?$/i;
const NS_DIGITS = 9;

/** A time in ISO 8601, UTC unless it says otherwise, to the nanosecond. */
function readTime(text: string): EpochNs | undefined {
  const parts = ISO.exec(text.trim());
  if (parts === null) {
    return undefined;
  }
  const [, date = '', time = '', fraction = '', zone = 'Z'] = parts;
  const ms = Date.parse(`${date}T${time}${zone.toUpperCase()}`);
  const within = BigInt(fraction.padEnd(NS_DIGITS, '0'));
  return Number.isNaN(ms) ? undefined : epochNs(epochNsFromMs(ms) + within);
}
