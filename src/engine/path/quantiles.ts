import { mean, quantile } from 'simple-statistics';
import type { Quantiles } from './aggregate-types';

const NONE: Quantiles = { count: 0, mean: NaN, p50: NaN, p90: NaN, p95: NaN, p99: NaN, max: NaN };
const SHARES = [0.5, 0.9, 0.95, 0.99, 1];

/** Quantiles of some lengths, by selection (Floyd and Rivest): nothing is sorted, `lengths` stays as it is. O(n). */
export function quantilesOf(lengths: ArrayLike<number>): Quantiles {
  if (lengths.length === 0) {
    return NONE;
  }
  // simple-statistics is typed for plain arrays. A loop: `Array.from` walks an iterator, which is several times slower.
  const values = new Array<number>(lengths.length);
  for (let i = 0; i < values.length; i += 1) {
    values[i] = lengths[i] ?? 0;
  }
  const [p50 = NaN, p90 = NaN, p95 = NaN, p99 = NaN, max = NaN] = quantile(values, SHARES);
  return { count: values.length, mean: mean(values), p50, p90, p95, p99, max };
}
