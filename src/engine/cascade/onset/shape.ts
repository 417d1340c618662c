import type { Deviation } from './deviation';
import type { Stretch } from './stretch';

/** How a signal left the usual. */
export interface Shape {
  readonly shape: 'step' | 'ramp';
  /** Of a ramp: when it began to grow, nanoseconds after the origin. */
  readonly began: number | undefined;
}

/** Deviations at which a sample is noticed, and twice that: standard deviations. */
export const NOTICED = 3;
const GROWN = 2 * NOTICED;
/** So many samples must be grown: one may be an accident. */
const WITNESSES = 2;
/** A step that shows in more than this many samples is a ramp. */
const STEP_SAMPLES = 4;

/**
 * Tells a ramp (a leak, a queue that fills) from a step: a step is past twice the deviation at which it is noticed within a
 * few samples. What takes longer has taken as long before it was noticed, if it grew evenly: that is when a ramp began,
 * which is before any sample shows it. O(n).
 *
 * @param rows - of the episode, from the first that shows it
 * @param sign - 1 for what grows, -1 for what falls
 */
export function shapeOf(times: Float64Array, { z }: Deviation, { first, last }: Stretch, sign: 1 | -1): Shape {
  let witnesses = 0;
  for (let row = first; row < last; row += 1) {
    witnesses += (z[row] ?? NaN) * sign >= GROWN ? 1 : 0;
    if (witnesses === WITNESSES) {
      const noticed = times[first] ?? 0;
      return row - first < STEP_SAMPLES ? STEP : { shape: 'ramp', began: noticed - ((times[row] ?? 0) - noticed) };
    }
  }
  return STEP;
}

/** What is not known to have grown. */
export const STEP: Shape = { shape: 'step', began: undefined };
