import { nanos, type Nanos } from '../../units';
import type { BreakerReason } from '../messages';
import type { CallCounts, InstanceLane, StateInterval, Transition } from '../types';

/** The gauge says open, but the next call would be let through. */
const WAITING = 0.6;
/** Calls were refused between two samples that both say closed. */
const UNSEEN = 0.5;

type Lane = Pick<InstanceLane, 'intervals' | 'transitions'>;

/**
 * Marks the part of an open state in which the breaker only waits for somebody to call: it began longer than `after` ago, and
 * nothing was refused since. Its confidence falls, its reason is `breaker.reason.waits-for-call`.
 */
export function markWaiting(lane: Lane, counts: CallCounts | undefined, after: number): Lane {
  const intervals = lane.intervals.flatMap((interval): readonly StateInterval[] => {
    const { state, start, end } = interval;
    const quietSince = Math.max(start + after, counts === undefined ? start : lastRefusal(counts, start, end));
    if (state !== 'open' || quietSince >= end) {
      return [interval];
    }
    const reason: BreakerReason = { key: 'breaker.reason.waits-for-call', params: { waitNs: after } };
    const cut = nanos(quietSince);
    return [
      { ...interval, end: cut },
      { ...interval, start: cut, confidence: Math.min(interval.confidence, WAITING), reason },
    ];
  });
  return { ...lane, intervals };
}

/** When a call was last refused in `[start, end]`; `start` when none was. */
function lastRefusal(counts: CallCounts, start: Nanos, end: Nanos): number {
  const { rejected } = counts;
  if (rejected === undefined) {
    return start;
  }
  let last: number = start;
  for (let row = firstAfter(counts.end, start); row < rejected.length && (counts.start[row] ?? 0) < end; row += 1) {
    last = (rejected[row] ?? 0) > 0 ? (counts.end[row] ?? last) : last;
  }
  return last;
}

/**
 * Inserts open states that no sample saw: calls were refused between two samples that both say closed. Reason `breaker.reason.refused-unseen`. Both changes are known to the length of the step.
 */
export function insertUnseen(lane: Lane, counts: CallCounts | undefined): Lane {
  const { rejected } = counts ?? {};
  if (counts === undefined || rejected === undefined) {
    return lane;
  }
  const transitions: Transition[] = [...lane.transitions];
  const intervals = lane.intervals.flatMap((interval): readonly StateInterval[] => {
    if (interval.state !== 'closed') {
      return [interval];
    }
    const parts: StateInterval[] = [];
    let rest = interval;
    for (let row = firstAfter(counts.end, interval.start); row < rejected.length; row += 1) {
      const [start, end] = [nanos(counts.start[row] ?? 0), nanos(counts.end[row] ?? 0)];
      if (end >= interval.end) {
        break;
      }
      const count = rejected[row] ?? 0;
      if (count > 0 && start >= interval.start) {
        const reason: BreakerReason = { key: 'breaker.reason.refused-unseen', params: { count } };
        const change = { at: end, within: nanos(end - start), reason, evidence: interval.evidence };
        parts.push({ ...rest, end: start }, { ...rest, state: 'open', start, end, confidence: UNSEEN, reason });
        transitions.push({ ...change, from: 'closed', to: 'open' }, { ...change, from: 'open', to: 'closed' });
        rest = { ...rest, start: end };
      }
    }
    return [...parts, rest].filter(({ start, end }) => end > start);
  });
  transitions.sort((a, b) => a.at - b.at);
  return { intervals, transitions };
}

/** The first row whose end is after a moment. */
function firstAfter(ends: Float64Array, at: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) > at) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
