import { mean, quantileSorted } from 'simple-statistics';
import type { Quantiles } from './aggregate-types';

const NONE: Quantiles = { count: 0, mean: NaN, p50: NaN, p90: NaN, p95: NaN, p99: NaN, max: NaN };

/** Quantiles of some lengths; sorts a copy. O(n log n). */
export function quantilesOf(lengths: ArrayLike<number>): Quantiles {
  const sorted = new Float64Array(lengths).sort();
  if (sorted.length === 0) {
    return NONE;
  }
  // simple-statistics is typed for plain arrays. A loop: `Array.from` walks an iterator, which is several times slower.
  const values: number[] = [];
  for (let i = 0; i < sorted.length; i += 1) {
    values.push(sorted[i] ?? 0);
  }
  const at = (share: number): number => quantileSorted(values, share);
  return {
    count: values.length,
    mean: mean(values),
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    p99: at(0.99),
    max: values[values.length - 1] ?? NaN,
  };
}
