import { nanos } from '../../units';
import type { Breaker, Disagreement, StateInterval } from '../types';

/** An inference less sure than this contradicts nobody. */
const SURE_ENOUGH = 0.5;

/**
 * Where a measured and an inferred lane of one breaker say different things. What lies within a measured change's uncertainty
 * is none: the gauge was not looked at in between.
 */
export function disagreements(measured: Breaker, inferred: Breaker): readonly Disagreement[] {
  const found: Disagreement[] = [];
  let row = 0;
  for (const own of measured.intervals) {
    while ((inferred.intervals[row]?.end ?? Infinity) <= own.start) {
      row += 1;
    }
    for (let at = row; (inferred.intervals[at]?.start ?? Infinity) < own.end; at += 1) {
      const other = inferred.intervals[at];
      if (other !== undefined && contradicts(own, other)) {
        found.push({
          start: nanos(Math.max(own.start, other.start)),
          end: nanos(Math.min(own.end, other.end)),
          measured: own.state,
          inferred: other.state,
        });
      }
    }
  }
  const unsure = [...measured.transitions, ...inferred.transitions];
  return found.filter(({ start, end }) => !unsure.some(({ at, within }) => start >= at - within && end <= at + within));
}

function contradicts(measured: StateInterval, inferred: StateInterval): boolean {
  const isKnown = measured.state !== 'unknown' && inferred.state !== 'unknown' && inferred.confidence >= SURE_ENOUGH;
  return isKnown && refuses(measured.state) !== refuses(inferred.state);
}

/** Half-open and open are told apart by which calls there were; whether calls are refused is what matters. */
function refuses(state: StateInterval['state']): boolean {
  return state === 'open' || state === 'forced' || state === 'half-open';
}

/** Share of the window in which a lane knows its state, 0 to 1. */
export function knownShare({ intervals }: Breaker): number {
  const length = (intervals.at(-1)?.end ?? 0) - (intervals[0]?.start ?? 0);
  const known = intervals.reduce((sum, { state, start, end }) => (state === 'unknown' ? sum : sum + end - start), 0);
  return length > 0 ? known / length : 0;
}
