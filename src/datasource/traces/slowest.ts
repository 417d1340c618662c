import { EMPTY, expand, map, of, type Observable } from 'rxjs';
import type { TimeWindow } from '../../engine/correlation';
import type { TraceId } from '../../engine/units';
import type { SearchHit } from '../../frames';
import type { LegContext } from '../legs/leg';
import { hitMs, said, type Sampled, type SamplingTask } from './sampling';
import { searchTraces, type SearchAnswer } from './search';

/** Traces asked of one search for each that is wanted: so many times fewer are left after each, when slowness is no matter of time. */
const SEARCHED_PER_WANTED = 10;
const LEAST_SEARCHED = 500;
const MOST_SEARCHED = 1000;
const MOST_SEARCHES = 8;
/** A search that the limit cut again is followed by one for traces so many times as long. */
const LEAP = 2;
/** Between a threshold that left too many and one that left too few there is nothing worth another guess. */
const CLOSE = 1.1;

interface Step {
  readonly seen: ReadonlyMap<TraceId, SearchHit>;
  readonly searches: number;
  /** Traces of so many milliseconds and more have all been named; `Infinity` before a search ended below its limit. */
  readonly provenMs: number;
  /** The last threshold at which a search was cut off; -1 before. */
  readonly cutMs: number;
  readonly failed: boolean;
  readonly failures: Sampled['failures'];
  readonly targets: Sampled['targets'];
}

/**
 * The slowest traces of a selection. A search answers the newest first and stops at its limit, so it is asked again for
 * traces at least as long as the N-th slowest seen so far: none of the N slowest is shorter, so none is lost. When that is
 * cut off as well, because the slow ones are old, it leaps to longer ones, and comes back when there are too few. A search
 * that stays below its limit proves that it named all; it is over when that is so from the N-th slowest seen upwards.
 * Answers after every search.
 */
export function slowest(task: SamplingTask, window: TimeWindow, context: LegContext): Observable<Sampled> {
  const limit = Math.min(MOST_SEARCHED, Math.max(LEAST_SEARCHED, SEARCHED_PER_WANTED * task.traces));
  const first: Step = {
    seen: new Map(),
    searches: 0,
    provenMs: Infinity,
    cutMs: -1,
    failed: false,
    failures: [],
    targets: [],
  };
  const search = (step: Step, thresholdMs: number): Observable<Step> =>
    searchTraces(
      {
        ...task,
        name: `${task.name}-${step.searches}`,
        ...(thresholdMs > 0 ? { slowerThanMs: thresholdMs } : {}),
        window,
        limit,
      },
      context
    ).pipe(map((answer) => after(step, thresholdMs, answer)));
  return search(first, 0).pipe(
    expand((step) => {
      const next = nextThreshold(step, task.traces);
      return next === undefined ? EMPTY : search(step, next);
    }),
    map((step) => told(step, task.traces))
  );
}

function after(step: Step, thresholdMs: number, answer: SearchAnswer): Step {
  const seen = new Map(step.seen);
  answer.hits.forEach((hit) => seen.set(hit.traceId, hit));
  const failed = answer.failures.length > 0;
  return {
    seen,
    searches: step.searches + 1,
    provenMs: answer.complete ? Math.min(step.provenMs, thresholdMs) : step.provenMs,
    cutMs: answer.complete || failed ? step.cutMs : Math.max(step.cutMs, thresholdMs),
    failed,
    failures: [...step.failures, ...answer.failures],
    targets: [...step.targets, answer.target],
  };
}

/** From where to search next; `undefined` when there is nothing to gain. */
function nextThreshold(step: Step, wanted: number): number | undefined {
  const { searches, failed, provenMs, cutMs } = step;
  const least = leastWanted(step, wanted);
  if (failed || searches >= MOST_SEARCHES || provenMs <= least) {
    return undefined;
  }
  if (provenMs < Infinity) {
    const between = provenMs > CLOSE * least ? Math.round(Math.sqrt(Math.max(1, least) * provenMs)) : least;
    return Math.max(between, least) > cutMs ? Math.max(between, least) : undefined;
  }
  // Only the first of the searches that are cut off goes to the N-th slowest: that is enough when slow ones are everywhere.
  const next = searches < 2 ? least : LEAP * Math.max(1, least);
  return next > cutMs ? next : LEAP * Math.max(1, cutMs);
}

/** Length of the shortest trace that would be chosen now; 0 while there are too few. */
function leastWanted({ seen }: Step, wanted: number): number {
  const least = slowestFirst(seen)[wanted - 1];
  return least === undefined ? 0 : hitMs(least);
}

function told(step: Step, wanted: number): Sampled {
  const { seen, searches, failures, targets, provenMs } = step;
  const chosen = slowestFirst(seen).slice(0, wanted);
  const settled = nextThreshold(step, wanted) === undefined;
  const least = leastWanted(step, wanted);
  const isProven = provenMs <= least;
  const base = { chosen, seen: seen.size, settled, uncertain: settled && !isProven, failures, targets };
  const count = chosen.length;
  if (!settled) {
    return { ...base, ...said('sample.searching', { count: seen.size }) };
  }
  if (provenMs === 0 && seen.size <= wanted) {
    return { ...base, ...said('sample.all', { count }) };
  }
  return isProven
    ? { ...base, ...said('sample.slowest', { count, seconds: least / 1000 }) }
    : { ...base, ...said('sample.slowest-seen', { count, seen: seen.size, searches }) };
}

function slowestFirst(seen: ReadonlyMap<TraceId, SearchHit>): readonly SearchHit[] {
  return [...seen.values()].sort((a, b) => (b.duration ?? 0) - (a.duration ?? 0) || (a.traceId < b.traceId ? -1 : 1));
}

/** Nothing was chosen, because nothing could be asked. */
export function nothingSampled(message: Sampled['message'], params: Sampled['params']): Observable<Sampled> {
  return of({ chosen: [], seen: 0, settled: true, uncertain: false, message, params, failures: [], targets: [] });
}
