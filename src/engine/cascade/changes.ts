import { nanos } from '../units';
import type { ChangeEvent, Estimate, PrecedingChange } from './types';

/** Changes further back than this are not what began it. */
const REACH = nanos(15 * 60e9);

/**
 * What changed just before: every change from a quarter of an hour before the first onset to the end of its interval,
 * latest first. O(changes log changes).
 */
export function precedingChanges(
  changes: readonly ChangeEvent[],
  first: Estimate | undefined
): readonly PrecedingChange[] {
  return first === undefined
    ? []
    : changes
        .filter(({ at }) => at >= first.low - REACH && at <= first.high)
        .map((change) => ({ ...change, lead: nanos(first.at - change.at) }))
        .sort((a, b) => b.at - a.at);
}
