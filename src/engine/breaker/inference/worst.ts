import { nanos } from '../../units';
import type { BreakerState, InstanceLane, StateInterval, Transition } from '../types';

/** What troubles most comes first; what nobody knows last. */
const TROUBLE: readonly BreakerState[] = ['forced', 'open', 'half-open', 'disabled', 'closed', 'unknown'];

/**
 * Several processes' lanes as one: at each moment the state that troubles most of those that are known. Lanes cover the same
 * window. O(intervals log intervals + intervals x lanes).
 */
export function worstLane(lanes: readonly InstanceLane[]): {
  readonly intervals: readonly StateInterval[];
  readonly transitions: readonly Transition[];
} {
  const cuts = [...new Set(lanes.flatMap(({ intervals }) => intervals.map(({ start }): number => start)))];
  cuts.sort((a, b) => a - b);
  const end = Math.max(0, ...lanes.map(({ intervals }) => intervals.at(-1)?.end ?? 0));
  const rows = lanes.map(() => 0);
  const intervals: StateInterval[] = [];
  cuts.forEach((start, cut) => {
    const worst = worstAt(lanes, rows, start);
    if (worst !== undefined) {
      append(intervals, { ...worst, start: nanos(start), end: nanos(cuts[cut + 1] ?? end) });
    }
  });
  return { intervals, transitions: changesOf(intervals, lanes) };
}

/** The worst of the intervals that hold a moment; `rows` move on with it. */
function worstAt(lanes: readonly InstanceLane[], rows: number[], at: number): StateInterval | undefined {
  let worst: StateInterval | undefined;
  lanes.forEach(({ intervals }, lane) => {
    let row = rows[lane] ?? 0;
    while ((intervals[row]?.end ?? Infinity) <= at) {
      row += 1;
    }
    rows[lane] = row;
    const found = intervals[row];
    if (found !== undefined && found.start <= at && (worst === undefined || rank(found) < rank(worst))) {
      worst = found;
    }
  });
  return worst;
}

function rank({ state }: StateInterval): number {
  return TROUBLE.indexOf(state);
}

/** Adds an interval, or makes the last one longer when it tells the same; then it is as sure as the less sure of both. */
function append(intervals: StateInterval[], next: StateInterval): void {
  const last = intervals.at(-1);
  if (last !== undefined && last.state === next.state && last.end === next.start) {
    intervals[intervals.length - 1] = {
      ...last,
      end: next.end,
      confidence: Math.min(last.confidence, next.confidence),
    };
  } else {
    intervals.push(next);
  }
}

/** The transitions of the lanes that change the worst state. */
function changesOf(intervals: readonly StateInterval[], lanes: readonly InstanceLane[]): readonly Transition[] {
  const known = new Map<string, Transition>();
  for (const transition of lanes.flatMap(({ transitions }) => transitions)) {
    known.set(`${transition.at}\n${transition.to}`, transition);
  }
  return intervals.flatMap((interval, row) => {
    const from = intervals[row - 1]?.state ?? 'unknown';
    const cause = known.get(`${interval.start}\n${interval.state}`);
    const changes = from !== 'unknown' && interval.state !== 'unknown' && from !== interval.state;
    if (!changes || interval.reason === undefined) {
      return [];
    }
    const bare = { at: interval.start, within: nanos(0), reason: interval.reason, evidence: interval.evidence };
    return [{ ...bare, ...cause, from, to: interval.state }];
  });
}
