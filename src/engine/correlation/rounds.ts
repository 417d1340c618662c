import type { ServiceIdentity } from '../model';
import { type Problem, problem } from '../result';
import { normaliseTraceId, type TraceId } from '../units';
import { TRACE_KEY } from './key';
import {
  currentWindow,
  isSettled,
  knownServices,
  knownTraces,
  type Learnt,
  newIds,
  relatedWindow,
  searchedIds,
} from './known';
import type { Lookup, RoundLimits, RoundState, TimeWindow } from './lookup';
import { covers, widened } from './window';

type Kind = Lookup['kind'];
type Unnamed = Lookup extends infer One ? (One extends Lookup ? Omit<One, 'name'> : never) : never;

const TRACE_SIDE: readonly Kind[] = ['span-search', 'traces'];
const LOG_SIDE: readonly Kind[] = ['log-search', 'logs-by-trace'];

/**
 * The lookups that can be asked now and have not been asked yet. To be called at the start and whenever an answer has
 * taught something or settled; it never asks the same thing twice. An empty plan while every asked lookup is settled is
 * the end.
 *
 * 1. The ID is looked up in traces and logs at once (the built-in `trace` key: the trace itself, and lines that name it).
 * 2. What an answer teaches is asked for as soon as it is known, without waiting for slower legs: traces by ID, lines
 *    that name them, and IDs that no searched ID stands for; at most `maxHops` from the asked ID, `maxTraces` and `maxIds`.
 * 3. When nothing at all was found and every lookup is settled, step 1 again in the next wider window.
 * 4. Metrics for the services found, as soon as either traces or logs have said all; services learnt later are asked for
 *    later.
 *
 * `metrics` alone needs services too, so that traces are looked up for it. Pure; O(answers).
 */
export function planRound(state: RoundState, limits: RoundLimits): readonly Lookup[] {
  if (state.asked.length === 0) {
    return named(state, firstRound(state, 0, state.window));
  }
  const next = [...followTraces(state, limits), ...followIds(state, limits)];
  const plan = [...next, ...metrics(state, limits, next)];
  return named(state, plan.length > 0 ? plan : widen(state, limits));
}

/**
 * What the limits have left out, for the report: `rounds.traces-left-out` {limit}, `rounds.ids-left-out` {limit} and
 * `rounds.hops-left-out` {limit}; `count` is how many.
 */
export function leftOut(state: RoundState, limits: RoundLimits): readonly Problem[] {
  const asked = askedTraces(state);
  const traces = knownTraces(state).filter(({ value }) => !asked.has(value));
  const ids = newIds(state);
  const tooFar = [...traces, ...ids].filter(({ hop }) => hop > limits.maxHops).length;
  const near = (all: ReadonlyArray<Learnt<unknown>>): number => all.filter(({ hop }) => hop <= limits.maxHops).length;
  const rows: ReadonlyArray<readonly [string, number, number]> = [
    ['rounds.traces-left-out', limits.maxTraces, Math.max(0, near(traces) - roomForTraces(state, limits))],
    ['rounds.ids-left-out', limits.maxIds, Math.max(0, near(ids) - roomForIds(state, limits))],
    ['rounds.hops-left-out', limits.maxHops, tooFar],
  ];
  return rows.flatMap(([code, limit, count]) => (count === 0 ? [] : [problem(code, { limit }, count)]));
}

/**
 * Why a value cannot be asked for: `rounds.empty-id` {key}, or `rounds.bad-trace-id` {id} for the built-in key.
 * `undefined` when it can.
 */
export function idProblem(key: RoundState['key'], id: string): Problem | undefined {
  if (id === '') {
    return problem('rounds.empty-id', { key: key.name });
  }
  return key.name === TRACE_KEY && normaliseTraceId(id) === undefined
    ? problem('rounds.bad-trace-id', { id })
    : undefined;
}

function wantsTraces({ signals }: RoundState): boolean {
  return signals.includes('traces') || !signals.includes('logs');
}

function wantsLogs({ signals }: RoundState): boolean {
  return signals.includes('logs');
}

function firstRound(state: RoundState, step: number, window: TimeWindow): readonly Unnamed[] {
  const { key, id } = state;
  const base = { hop: 0, step, window };
  if (idProblem(key, id) !== undefined) {
    return [];
  }
  if (key.name !== TRACE_KEY) {
    return searches(state, id, base);
  }
  const traceId = normaliseTraceId(id);
  const traceIds = traceId === undefined ? [] : [traceId];
  return [
    ...(wantsTraces(state) && step === 0 ? [{ kind: 'traces' as const, traceIds, ...base }] : []),
    ...(wantsLogs(state) ? [{ kind: 'logs-by-trace' as const, traceIds, ...base }] : []),
  ];
}

function searches(state: RoundState, id: string, base: Pick<Lookup, 'hop' | 'step' | 'window'>): readonly Unnamed[] {
  const { key } = state;
  return [
    ...(wantsTraces(state) ? [{ kind: 'span-search' as const, key, id, ...base }] : []),
    ...(wantsLogs(state) ? [{ kind: 'log-search' as const, key, id, ...base }] : []),
  ];
}

/** Traces that are not fetched yet, and lines of known traces in a window that was not asked yet. */
function followTraces(state: RoundState, limits: RoundLimits): readonly Unnamed[] {
  const step = currentStep(state);
  const window = relatedWindow(state, limits);
  const allowed = admitted(state, limits);
  const fresh = wantsTraces(state) ? byHop(unaskedTraces(state).filter(({ value }) => allowed.has(value))) : [];
  const lines = wantsLogs(state)
    ? byHop([...allowed].flatMap(([value, hop]) => (isAskedInLogs(state, value, window) ? [] : [{ value, hop }])))
    : [];
  return [
    ...fresh.map(([hop, traceIds]) => ({ kind: 'traces' as const, hop, step, window, traceIds })),
    ...lines.map(([hop, traceIds]) => ({ kind: 'logs-by-trace' as const, hop, step, window, traceIds })),
  ];
}

/** Trace IDs within the limits, and their hops: those that were asked, then the nearest of the others. */
function admitted(state: RoundState, limits: RoundLimits): ReadonlyMap<TraceId, number> {
  const asked = askedTraces(state);
  const near = knownTraces(state).filter(({ value, hop }) => hop <= limits.maxHops && !asked.has(value));
  return new Map([
    ...asked,
    ...near.slice(0, roomForTraces(state, limits)).map(({ value, hop }) => [value, hop] as const),
  ]);
}

function followIds(state: RoundState, limits: RoundLimits): readonly Unnamed[] {
  const base = { step: currentStep(state), window: currentWindow(state) };
  return newIds(state)
    .filter(({ hop }) => hop <= limits.maxHops)
    .slice(0, roomForIds(state, limits))
    .flatMap(({ value, hop }) => searches(state, value, { hop, ...base }));
}

/** Metrics of services not asked for yet, once one side has said all and will not be asked more in this plan. */
function metrics(state: RoundState, limits: RoundLimits, next: readonly Unnamed[]): readonly Unnamed[] {
  if (!state.signals.includes('metrics')) {
    return [];
  }
  const asked = new Set(
    state.asked.flatMap((lookup) => (lookup.kind === 'metrics' ? lookup.services.map(({ key }) => key) : []))
  );
  const services: readonly ServiceIdentity[] = knownServices(state).filter(({ key }) => !asked.has(key));
  const isComplete = (side: readonly Kind[]): boolean =>
    state.asked.some(({ kind }) => side.includes(kind)) &&
    isSettled(state, side) &&
    !next.some(({ kind }) => side.includes(kind));
  return services.length > 0 && (isComplete(TRACE_SIDE) || isComplete(LOG_SIDE))
    ? [{ kind: 'metrics', hop: 0, step: currentStep(state), window: relatedWindow(state, limits), services }]
    : [];
}

function widen(state: RoundState, limits: RoundLimits): readonly Unnamed[] {
  const step = currentStep(state);
  const seconds = limits.widening[step];
  const empty = isSettled(state, [...TRACE_SIDE, ...LOG_SIDE]) && state.answers.every(({ rows }) => rows === 0);
  return empty && seconds !== undefined ? firstRound(state, step + 1, widened(state.window, seconds)) : [];
}

function currentStep(state: RoundState): number {
  return state.asked.reduce((last, { step }) => Math.max(last, step), 0);
}

function unaskedTraces(state: RoundState): ReadonlyArray<Learnt<TraceId>> {
  const asked = fetchedTraces(state);
  return knownTraces(state).filter(({ value }) => !asked.has(value));
}

function fetchedTraces(state: RoundState): ReadonlySet<TraceId> {
  return new Set(state.asked.flatMap((lookup) => (lookup.kind === 'traces' ? lookup.traceIds : [])));
}

/** Trace IDs that any lookup named, by the hop at which it did. */
function askedTraces(state: RoundState): ReadonlyMap<TraceId, number> {
  const hops = new Map<TraceId, number>();
  for (const lookup of state.asked) {
    for (const traceId of 'traceIds' in lookup ? lookup.traceIds : []) {
      hops.set(traceId, Math.min(lookup.hop, hops.get(traceId) ?? lookup.hop));
    }
  }
  return hops;
}

function isAskedInLogs(state: RoundState, traceId: TraceId, window: TimeWindow): boolean {
  return state.asked.some(
    (lookup) => lookup.kind === 'logs-by-trace' && lookup.traceIds.includes(traceId) && covers(lookup.window, window)
  );
}

function roomForTraces(state: RoundState, limits: RoundLimits): number {
  return Math.max(0, limits.maxTraces - askedTraces(state).size);
}

function roomForIds(state: RoundState, limits: RoundLimits): number {
  return Math.max(0, limits.maxIds - searchedIds(state).length);
}

/** One lookup for each hop: sources take several trace IDs in one request. */
function byHop(learnt: ReadonlyArray<Learnt<TraceId>>): ReadonlyArray<readonly [number, readonly TraceId[]]> {
  const hops = [...new Set(learnt.map(({ hop }) => hop))].sort((a, b) => a - b);
  return hops.map((hop) => [hop, learnt.filter((one) => one.hop === hop).map(({ value }) => value)]);
}

/** `<kind>:<n>`, counted from 0 within the question. */
function named(state: RoundState, plan: readonly Unnamed[]): readonly Lookup[] {
  const counts = new Map<Kind, number>();
  state.asked.forEach(({ kind }) => counts.set(kind, (counts.get(kind) ?? 0) + 1));
  return plan.map((lookup) => {
    const n = counts.get(lookup.kind) ?? 0;
    counts.set(lookup.kind, n + 1);
    return { ...lookup, name: `${lookup.kind}:${n}` };
  });
}
