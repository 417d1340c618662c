import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

import { err, ok, type Problem, problem, type Result } from '../../../src/engine/result';
import { suspects, type Telemetry } from '../../../src/engine/suspects';
import { epochMsFromNs } from '../../../src/engine/units';
import { readTelemetry } from '../../cli/suspects/incident';
import { readLabel } from './label';
import { calibration, type Scored, strictRank, summary } from './score';

const ANSWERED = 0;
const BAD_INPUT = 2;
const DATE_LENGTH = 10;

/**
 * `bench rca DIR...`: asks for the suspects of labelled incidents, with the `baseline_DATE` beside each, whose DATE is the
 * first span's in UTC, and without being told when it began. One line an incident, one on confidence, the last the summary.
 */
export function rcaBench(
  dirs: readonly string[],
  print: (line: string) => void,
  complain: (line: string) => void
): number {
  if (dirs.length === 0) {
    complain('usage: npm run --silent bench -- rca DIR...');
    return BAD_INPUT;
  }
  const baselines = new Map<string, Telemetry>();
  const scored: Scored[] = [];
  for (const dir of dirs) {
    const one = scoreIncident(dir, baselines);
    if (!one.ok) {
      complain(`${dir}: ${one.error.code} ${JSON.stringify(one.error.params)}`);
      return BAD_INPUT;
    }
    scored.push(one.value);
    print(JSON.stringify({ incident: basename(resolve(dir)), ...one.value, rank: one.value.rank ?? null }));
  }
  print(JSON.stringify({ calibration: calibration(scored) }));
  print(JSON.stringify(summary(scored)));
  return ANSWERED;
}

function scoreIncident(dir: string, baselines: Map<string, Telemetry>): Result<Scored & { readonly first: string }> {
  const label = readLabel(dir);
  if (label === undefined) {
    return err(problem('rca.no-label', { dir }));
  }
  const incident = readTelemetry(dir);
  if (!incident.ok) {
    return incident;
  }
  const { telemetry } = incident.value;
  const baseline = readBaseline(dir, telemetry, baselines);
  if (!baseline.ok) {
    return baseline;
  }
  const found = suspects({
    incident: telemetry,
    ...(baseline.value === undefined ? {} : { baseline: baseline.value }),
  }).result.suspects;
  return ok({
    ...label,
    first: found[0]?.service ?? '',
    rank: strictRank(found, label.service),
    confidence: found[0]?.confidence ?? 0,
  });
}

function readBaseline(
  dir: string,
  { traces }: Telemetry,
  known: Map<string, Telemetry>
): Result<Telemetry | undefined, Problem> {
  const [first, ...others] = traces.map(({ origin }) => origin);
  if (first === undefined) {
    return ok(undefined);
  }
  const earliest = others.reduce((least, time) => (time < least ? time : least), first);
  const date = new Date(epochMsFromNs(earliest)).toISOString().slice(0, DATE_LENGTH);
  const path = join(dirname(resolve(dir)), `baseline_${date}`);
  const read = known.get(path);
  if (read !== undefined || !existsSync(path)) {
    return ok(read);
  }
  const baseline = readTelemetry(path);
  if (!baseline.ok) {
    return baseline;
  }
  known.set(path, baseline.value.telemetry);
  return ok(baseline.value.telemetry);
}
