import type { Series } from '../../model';
import { type Column, type Grid, growth, summed } from './grid';

/** Buckets of a histogram by their upper bound, ascending; each counts all that is below. */
export interface Buckets {
  readonly bounds: readonly number[];
  readonly counts: readonly Column[];
}

/** Growth of the buckets of several series, summed by bound. */
export function bucketsOf(series: readonly Series[], grid: Grid): Buckets {
  const byBound = new Map<number, Column[]>();
  for (const one of series) {
    const bound = one.labels.le === '+Inf' ? Infinity : Number(one.labels.le);
    byBound.set(bound, [...(byBound.get(bound) ?? []), growth(one, grid)]);
  }
  const bounds = [...byBound.keys()].filter((bound) => !Number.isNaN(bound)).sort((a, b) => a - b);
  return { bounds, counts: bounds.map((bound) => summed(byBound.get(bound) ?? [], grid.size)) };
}

/** Requests in all buckets at each time. */
export function countOf({ counts }: Buckets, size: number): Column {
  return counts[counts.length - 1] ?? new Float64Array(size);
}

/**
 * A quantile at each time, by linear interpolation within its bucket as Prometheus' `histogram_quantile` has it: below the
 * first bound from 0, beyond the last finite bound that bound. `NaN` where there were no requests.
 */
export function quantileOf(buckets: Buckets, quantile: number, size: number): Column {
  const column = new Float64Array(size).fill(NaN);
  const total = countOf(buckets, size);
  for (let row = 0; row < size; row += 1) {
    const all = total[row] ?? 0;
    if (all > 0) {
      column[row] = valueAt(buckets, row, quantile * all);
    }
  }
  return column;
}

function valueAt({ bounds, counts }: Buckets, row: number, rank: number): number {
  const at = counts.findIndex((count) => (count[row] ?? 0) >= rank);
  const below = counts[at - 1]?.[row] ?? 0;
  const from = bounds[at - 1] ?? 0;
  const to = bounds[at] ?? Infinity;
  const inside = (counts[at]?.[row] ?? 0) - below;
  return to === Infinity ? from : from + (to - from) * (inside > 0 ? (rank - below) / inside : 1);
}
