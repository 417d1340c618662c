import { quantileSorted } from 'simple-statistics';

/** Middle and spread of what is usual. */
export interface Spread {
  readonly median: number;
  /** Of a normal distribution the standard deviation. */
  readonly scale: number;
}

const UPPER_QUANTILE = 0.975;
/** Standard deviations from the median to that quantile, for a normal distribution. */
const UPPER_DEVIATIONS = 1.96;
/** Standard deviations in an interquartile range, for a normal distribution. */
const PER_QUARTILE_RANGE = 1.349;
/** More values than these say no more of a spread. */
const ENOUGH = 500;

/**
 * Median, and the larger of two robust spreads: of the middle half (IQR), and of the upper tail, which latencies and rates
 * have longer than a normal distribution. O(n), of at most 500 values at equal distances.
 *
 * @param floor - the least spread that is believed
 */
export function spreadOf(values: Float64Array, floor: number): Spread {
  const sorted = sorting(values, Math.max(1, Math.ceil(values.length / ENOUGH)));
  const median = quantileSorted(sorted, 0.5);
  const middle = (quantileSorted(sorted, 0.75) - quantileSorted(sorted, 0.25)) / PER_QUARTILE_RANGE;
  const upper = (quantileSorted(sorted, UPPER_QUANTILE) - median) / UPPER_DEVIATIONS;
  return { median, scale: Math.max(middle, upper, floor) };
}

/** A quantile of numbers in any order; `NaN` of none. O(n log n). */
export function quantileAmong(values: Float64Array, quantile: number): number {
  return values.length === 0 ? NaN : quantileSorted(sorting(values, 1), quantile);
}

/** Every `step`th of the values, in order. */
function sorting(values: Float64Array, step: number): readonly number[] {
  const few = new Float64Array(Math.ceil(values.length / step));
  for (let row = 0; row < few.length; row += 1) {
    few[row] = values[row * step] ?? 0;
  }
  few.sort();
  const sorted = new Array<number>(few.length);
  for (let row = 0; row < few.length; row += 1) {
    sorted[row] = few[row] ?? 0;
  }
  return sorted;
}
