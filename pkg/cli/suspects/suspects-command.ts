import { err, ok, problem, type Result } from '../../../src/engine/result';
import { suspects } from '../../../src/engine/suspects';
import { epochNs, type EpochNs, epochNsFromMs } from '../../../src/engine/units';
import { onlyFolder, readArguments } from '../arguments';
import type { Printed } from '../printed';
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
  const given = readArguments(args, {
    json: { type: 'boolean' },
    at: { type: 'string' },
    baseline: { type: 'string' },
  });
  if (!given.ok) {
    return given;
  }
  const { values, positionals } = given.value;
  const dir = onlyFolder(positionals, 'usage.no-incident');
  if (!dir.ok) {
    return dir;
  }
  const at = values.at === undefined ? undefined : readTime(values.at);
  return values.at !== undefined && at === undefined
    ? err(problem('usage.at', { value: values.at }))
    : ok({ at, baseline: values.baseline, json: values.json === true, dir: dir.value });
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
