import { map, merge, of, scan, switchMap, type Observable } from 'rxjs';
import type { TimeWindow } from '../../engine/correlation';
import { addNanos, diffEpoch, epochMsFromNs, nanos } from '../../engine/units';
import type { SearchHit } from '../../frames';
import type { LegContext } from '../legs/leg';
import { drawSome, seededRandom, shareOut } from './random';
import { said, type Sampled, type SamplingTask } from './sampling';
import { searchTraces, type SearchAnswer } from './search';

/** Slices of the window, each searched on its own: a search alone would answer the newest traces only. */
const SLICES = 8;
/** Traces asked of a slice for each that it should give. */
const SEARCHED_PER_WANTED = 4;
const LEAST_SEARCHED = 100;
const MOST_SEARCHED = 1000;

interface Slice {
  readonly window: TimeWindow;
  readonly answer: SearchAnswer;
}

/**
 * Traces drawn at random from the whole window: by the traffic of each slice of time (`random`), or equally many of each
 * (`stratified`). When one search names every trace of the selection, the draw is exact. Otherwise each slice is searched
 * alone; in one that was cut off at the limit only its newest traces can be drawn, and its traffic is estimated from how
 * much of the slice they cover. The same seed draws the same traces.
 */
export function spread(
  kind: 'random' | 'stratified',
  task: SamplingTask,
  window: TimeWindow,
  context: LegContext
): Observable<Sampled> {
  const limit = Math.min(
    MOST_SEARCHED,
    Math.max(LEAST_SEARCHED, Math.ceil((SEARCHED_PER_WANTED * task.traces) / SLICES))
  );
  const whole = {
    ...task,
    name: `${task.name}-all`,
    window,
    limit: Math.max(limit, Math.min(MOST_SEARCHED, 2 * task.traces)),
  };
  return searchTraces(whole, context).pipe(
    switchMap((answer) =>
      answer.complete || answer.failures.length > 0
        ? of(drawn(kind, task, cutUp(window, answer)))
        : sliced(kind, task, window, limit, context)
    )
  );
}

function sliced(
  kind: 'random' | 'stratified',
  task: SamplingTask,
  window: TimeWindow,
  limit: number,
  context: LegContext
): Observable<Sampled> {
  const searches = slicesOf(window).map((slice, number) =>
    searchTraces({ ...task, name: `${task.name}-${number}`, window: slice, limit }, context).pipe(
      map((answer): Slice => ({ window: slice, answer }))
    )
  );
  return merge(...searches).pipe(
    scan((done: readonly Slice[], slice) => [...done, slice], []),
    map((done) => (done.length < SLICES ? searching(done) : drawn(kind, task, inOrder(done))))
  );
}

/** One complete answer as if each slice had been asked. */
function cutUp(window: TimeWindow, answer: SearchAnswer): readonly Slice[] {
  return slicesOf(window).map((slice, number) => {
    const from = epochMsFromNs(slice.from);
    const to = epochMsFromNs(slice.to);
    const hits = answer.hits.filter(({ startMs }) => {
      // A trace that began before the window was found in it nevertheless.
      const start = Math.max(startMs ?? 0, epochMsFromNs(window.from));
      return (start >= from || number === 0) && (start < to || number === SLICES - 1);
    });
    return { window: slice, answer: { ...answer, hits, failures: number === 0 ? answer.failures : [] } };
  });
}

function slicesOf({ from, to }: TimeWindow): readonly TimeWindow[] {
  const length = diffEpoch(to, from);
  const edge = (number: number) => addNanos(from, nanos((length * number) / SLICES));
  return Array.from({ length: SLICES }, (_, number) => ({ from: edge(number), to: edge(number + 1) }));
}

function inOrder(slices: readonly Slice[]): readonly Slice[] {
  return [...slices].sort((a, b) => (a.window.from < b.window.from ? -1 : 1));
}

function searching(done: readonly Slice[]): Sampled {
  const seen = unique(done).flat().length;
  return {
    chosen: [],
    seen,
    settled: false,
    uncertain: false,
    ...said('sample.searching', { count: seen }),
    ...asked(done),
  };
}

function drawn(kind: 'random' | 'stratified', task: SamplingTask, slices: readonly Slice[]): Sampled {
  const hits = unique(slices);
  const sizes = hits.map((some) => some.length);
  const seen = sizes.reduce((sum, size) => sum + size, 0);
  const weights = kind === 'stratified' ? slices.map(() => 1) : slices.map(traffic);
  const counts = shareOut(task.traces, weights, sizes);
  const random = seededRandom(task.seed);
  const chosen = hits.flatMap((some, number) => drawSome(inStableOrder(some), counts[number] ?? 0, random));
  const isComplete = slices.every(({ answer }) => answer.complete);
  const count = chosen.length;
  const base = { chosen, seen, settled: true, uncertain: false, ...asked(slices) };
  if (isComplete && count === seen) {
    return { ...base, ...said('sample.all', { count }) };
  }
  if (isComplete && kind === 'random') {
    return { ...base, ...said('sample.random-all', { count, seen }) };
  }
  return { ...base, ...said(`sample.${kind}`, { count, seen, slices: SLICES }) };
}

/** Hits of each slice; a trace that reaches over an edge belongs to the first slice that named it. */
function unique(slices: readonly Slice[]): ReadonlyArray<readonly SearchHit[]> {
  const known = new Set<string>();
  return slices.map(({ answer }) =>
    answer.hits.filter(({ traceId }) => {
      const isNew = !known.has(traceId);
      known.add(traceId);
      return isNew;
    })
  );
}

/** Whatever order a source answers in, a seed draws the same. */
function inStableOrder(hits: readonly SearchHit[]): readonly SearchHit[] {
  return [...hits].sort((a, b) => (a.traceId < b.traceId ? -1 : 1));
}

/** How many traces a slice holds: as many as were named, or an estimate from the part that the named ones cover. */
function traffic({ window, answer }: Slice): number {
  const { hits, complete } = answer;
  const starts = hits.flatMap(({ startMs }) => startMs ?? []);
  if (complete || starts.length < 2) {
    return hits.length;
  }
  const from = epochMsFromNs(window.from);
  const to = epochMsFromNs(window.to);
  const covered = to - Math.max(from, Math.min(...starts));
  return covered > 0 ? (hits.length * (to - from)) / covered : hits.length;
}

function asked(slices: readonly Slice[]): Pick<Sampled, 'failures' | 'targets'> {
  const targets = slices.map(({ answer }) => answer.target);
  return {
    failures: slices.flatMap(({ answer }) => answer.failures),
    targets: targets.filter(({ refId }, number) => targets.findIndex((one) => one.refId === refId) === number),
  };
}
