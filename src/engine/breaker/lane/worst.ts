import { nanos } from '../../units';
import type { BreakerReason } from '../messages';
import type { BreakerState, InstanceLane, StateInterval, Transition } from '../types';

/** What troubles most comes first; what nobody knows last. */
const TROUBLE: readonly BreakerState[] = ['forced', 'open', 'half-open', 'disabled', 'closed', 'unknown'];

/** Less is worse. */
export function rankOf(state: BreakerState): number {
  return TROUBLE.indexOf(state);
}

/**
 * Several processes' lanes as one: at each moment the state that troubles most of those that are known, with the reason
 * `breaker.reason.mixed` where not all known ones share it. Lanes cover the same window.
 * O(intervals x lanes).
 */
export function worstLane(lanes: readonly InstanceLane[]): Pick<InstanceLane, 'intervals' | 'transitions'> {
  const [only, ...others] = lanes;
  if (only !== undefined && others.length === 0) {
    return only;
  }
  const cuts = [...new Set(lanes.flatMap(({ intervals }) => intervals.map(({ start }): number => start)))];
  cuts.sort((a, b) => a - b);
  const end = Math.max(0, ...lanes.map(({ intervals }) => intervals.at(-1)?.end ?? 0));
  const rows = lanes.map(() => 0);
  const intervals: StateInterval[] = [];
  cuts.forEach((start, cut) => {
    const worst = worstOf(intervalsAt(lanes, rows, start));
    if (worst !== undefined) {
      append(intervals, { ...worst, start: nanos(start), end: nanos(cuts[cut + 1] ?? end) });
    }
  });
  return { intervals, transitions: changesOf(intervals, lanes) };
}

/** Each lane's interval that holds a moment; `rows` move on with it. */
function intervalsAt(lanes: readonly InstanceLane[], rows: number[], at: number): readonly StateInterval[] {
  return lanes.flatMap(({ intervals }, lane) => {
    let row = rows[lane] ?? 0;
    while ((intervals[row]?.end ?? Infinity) <= at) {
      row += 1;
    }
    rows[lane] = row;
    const found = intervals[row];
    return found !== undefined && found.start <= at ? [found] : [];
  });
}

function worstOf(intervals: readonly StateInterval[]): StateInterval | undefined {
  const [first, ...others] = intervals;
  if (first === undefined) {
    return undefined;
  }
  const worst = others.reduce((sofar, one) => (rankOf(one.state) < rankOf(sofar.state) ? one : sofar), first);
  const known = intervals.filter(({ state }) => state !== 'unknown').length;
  const count = intervals.filter(({ state }) => state === worst.state).length;
  const mixed: BreakerReason = { key: 'breaker.reason.mixed', params: { count, known } };
  return known > count && worst.state !== 'unknown' ? { ...worst, reason: mixed } : worst;
}

/** Adds an interval, or makes the last one longer when it tells the same; then it is as sure as the less sure of both. */
function append(intervals: StateInterval[], next: StateInterval): void {
  const last = intervals.at(-1);
  if (last === undefined || last.state !== next.state || !sameReason(last, next)) {
    intervals.push(next);
    return;
  }
  intervals[intervals.length - 1] = { ...last, end: next.end, confidence: Math.min(last.confidence, next.confidence) };
}

function sameReason(one: StateInterval, other: StateInterval): boolean {
  const count = (interval: StateInterval): unknown => interval.reason?.params.count;
  return one.reason?.key === other.reason?.key && count(one) === count(other);
}

/** The transitions of the lanes that change the worst state. */
function changesOf(intervals: readonly StateInterval[], lanes: readonly InstanceLane[]): readonly Transition[] {
  const known = new Map<string, Transition>();
  for (const transition of lanes.flatMap(({ transitions }) => transitions)) {
    known.set(`${transition.at} ${transition.to}`, transition);
    known.set(`${transition.at}`, transition);
  }
  return intervals.flatMap(({ start, state }, row) => {
    const from = intervals[row - 1]?.state ?? 'unknown';
    const cause = known.get(`${start} ${state}`) ?? known.get(`${start}`);
    const changes = from !== 'unknown' && state !== 'unknown' && from !== state;
    return changes && cause !== undefined ? [{ ...cause, from, to: state }] : [];
  });
}
