import { asyncScheduler, concat, defer, map, of, type Observable } from 'rxjs';
import type { DataFrame } from '@grafana/data';
import type { Arrival, IdentityRules, Lookup, LookupAnswer, ReportLine } from '../../engine/correlation';
import type { Problem } from '../../engine/result';
import type { Convention } from '../../engine/signals';
import { ask, type AskContext, type Told } from '../delegate/ask';
import type { ChildTarget } from '../delegate/child';
import { malformed, type Failure } from '../delegate/failure';
import type { Narrowing } from '../filters/narrowing';
import type { QueryLimits } from '../limits';
import type { Linked } from '../linked';
import { LOADING, verdict, type Verdict } from './verdict';

/** What all legs of one refresh share. */
export interface LegContext extends AskContext {
  readonly limits: QueryLimits;
  readonly rules: IdentityRules;
  /** Prefix of every `refId`: unique among the queries of a panel. */
  readonly refId: string;
  /** Scope and filters of the query and the dashboard; none when absent. */
  readonly narrowing?: Narrowing;
  /** Metric conventions, best first; those that ship when absent. */
  readonly conventions?: readonly Convention[];
}

/** The part of a lookup's answer that one leg knows. */
export type Learnt = Pick<LookupAnswer, 'traceIds' | 'ids' | 'services' | 'window' | 'rows'>;

export const NOTHING_LEARNT: Learnt = { traceIds: [], ids: [], services: [], window: undefined, rows: 0 };

/** What a leg has brought so far, and what that taught. Each replaces the one before. */
export interface LegUpdate {
  /** Name of the lookup that the leg serves. */
  readonly lookup: string;
  readonly leg: string;
  readonly source: Linked;
  readonly settled: boolean;
  readonly arrival: Arrival & { readonly report: ReportLine };
  readonly learnt: Learnt;
  /** The queries that were asked: what links open. */
  readonly targets: readonly ChildTarget[];
}

/** What a leg's reader makes of frames. */
export interface Reading {
  readonly found: Pick<Arrival, 'traces' | 'logs' | 'series' | 'exemplars'>;
  readonly learnt: Learnt;
  readonly problems: readonly Problem[];
  /** The answer holds as many rows as were asked for: this many. */
  readonly limitReached?: number;
  /** There were frames, and none of the kind that was asked for. */
  readonly stray?: boolean;
}

export const NOTHING_READ: Reading = { found: {}, learnt: NOTHING_LEARNT, problems: [] };

/** What makes one leg. */
export interface LegSpec {
  readonly lookup: Lookup;
  /** Stable: `logs:line:<uid>`. */
  readonly leg: string;
  readonly source: Linked;
  readonly targets: readonly ChildTarget[];
  readonly read: (frames: readonly DataFrame[]) => Reading;
  /** Failures that only say "not here": a trace that this source does not hold. */
  readonly absent?: (reason: Failure) => boolean;
  /** Shortest sensible step of series, in milliseconds. */
  readonly minIntervalMs?: number;
}

/** An answer to a leg's request, and what it was read as. */
export interface Heard {
  readonly told: Told;
  readonly reading: Reading;
}

/** Runs one request as a leg: an update when it starts, one for each answer, the last of them settled. Never errors. */
export function runLeg(spec: LegSpec, context: LegContext): Observable<LegUpdate> {
  return defer(() => {
    const elapsed = stopwatch();
    const answers = askLeg(spec, context).pipe(
      map(({ told, reading }) => legUpdate(spec, verdict(told, reading, spec.absent), reading, told.settled, elapsed()))
    );
    return concat(of(legUpdate(spec, LOADING, NOTHING_READ, false, undefined)), answers);
  });
}

/** A leg's request, each answer read; frames that have not changed are not read again. */
function askLeg(spec: LegSpec, context: LegContext): Observable<Heard> {
  const { source, leg, targets, minIntervalMs, lookup } = spec;
  return defer(() => {
    let last: Heard | undefined;
    return ask({ source, name: leg, targets, window: lookup.window, minIntervalMs }, context).pipe(
      map((told) => {
        last = last !== undefined && sameFrames(last.told, told) ? { told, reading: last.reading } : read(spec, told);
        return last;
      })
    );
  });
}

/** Milliseconds since the call. Uses the scheduler's clock, which tests drive. */
export function stopwatch(): () => number {
  const started = asyncScheduler.now();
  return () => asyncScheduler.now() - started;
}

export function legUpdate(
  { lookup, leg, source, targets }: Pick<LegSpec, 'lookup' | 'leg' | 'source' | 'targets'>,
  { state, key, params }: Verdict,
  { found, learnt, problems }: Reading,
  settled: boolean,
  elapsedMs: number | undefined
): LegUpdate {
  const report: ReportLine = {
    leg,
    signal: source.signal,
    source: source.name,
    state,
    message: key,
    params,
    rows: learnt.rows,
    elapsedMs,
  };
  return { lookup: lookup.name, leg, source, settled, arrival: { leg, ...found, report, problems }, learnt, targets };
}

/** The name of a leg: its signal and what it does, its source, and the lookup when it is not the first of its kind. */
export function legName(signalAndVerb: string, source: Linked, lookup: Lookup): string {
  const place = lookup.name.slice(lookup.name.indexOf(':') + 1);
  return place === '0' ? `${signalAndVerb}:${source.uid}` : `${signalAndVerb}:${source.uid}:${place}`;
}

/** Readers are tolerant; one that throws nevertheless has met what it cannot read, and fails its leg only. */
function read(spec: LegSpec, told: Told): Heard {
  try {
    return { told, reading: told.frames.length === 0 ? NOTHING_READ : spec.read(told.frames) };
  } catch (error) {
    const failures = [...told.failures, malformed(error)];
    return { told: { ...told, failures }, reading: NOTHING_READ };
  }
}

function sameFrames(before: Told, now: Told): boolean {
  return (
    before.frames.length === now.frames.length && before.frames.every((frame, index) => frame === now.frames[index])
  );
}
