import type { SignalSamples, TimeSpan } from '../types';

/** Rows of a signal that lie in a span of time: from `first` up to, but not including, `last`. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** Rows after `from`, up to and including `to`. O(log n). */
export function stretchOf({ times }: Pick<SignalSamples, 'times'>, { from, to }: TimeSpan): Stretch {
  return { first: firstAfter(times, from), last: firstAfter(times, to) };
}

/** The first row whose time is later; times ascend. */
function firstAfter(times: Float64Array, moment: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= moment) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
