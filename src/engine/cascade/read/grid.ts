import { median } from 'simple-statistics';

import type { Series } from '../../model';
import { diffEpoch, epochNsFromMs, type EpochNs, type Nanos, nanosFromMs } from '../../units';

/** Times at equal distances that scrapes are put to, so that those of several targets can be summed. */
export interface Grid {
  /** Milliseconds since the epoch of the first time. */
  readonly firstMs: number;
  readonly stepMs: number;
  readonly size: number;
  /** Nanoseconds after the origin. */
  readonly times: Float64Array;
  readonly resolution: Nanos;
}

/** What one series does at each time of a grid. */
export type Column = Float64Array;

/** Samples of one series at most: a week of scrapes every five seconds. A clock that was off must not cost all memory. */
const MOST_TIMES = 121_000;

/** The grid of all scrapes: their usual distance, from the first to the last. O(series). */
export function gridOf(all: readonly Series[], origin: EpochNs): Grid | undefined {
  const steps = all.flatMap(({ times }) => {
    const [first, second] = times;
    return first === undefined || second === undefined || second <= first ? [] : [second - first];
  });
  if (steps.length === 0) {
    return undefined;
  }
  const stepMs = median(steps);
  const ends = all.filter(({ times }) => times.length > 0);
  const earliestMs = ends.reduce((least, { times }) => Math.min(least, times[0]), Infinity);
  const lastMs = ends.reduce((most, { times }) => Math.max(most, times[times.length - 1]), -Infinity);
  const firstMs = Math.max(earliestMs, lastMs - (MOST_TIMES - 1) * stepMs);
  const size = Math.round((lastMs - firstMs) / stepMs) + 1;
  const start = diffEpoch(epochNsFromMs(firstMs), origin);
  return {
    firstMs,
    stepMs,
    size,
    times: Float64Array.from({ length: size }, (_, row) => start + nanosFromMs(row * stepMs)),
    resolution: nanosFromMs(stepMs),
  };
}

/** The row at or after a moment. */
function rowAt({ firstMs, stepMs }: Grid, ms: number): number {
  return Math.ceil((ms - firstMs) / stepMs - 1e-3);
}

/**
 * What a counter grew by up to each time. It may begin anew; one that appears when others have long been there began at
 * 0, which tells of the first failure of a kind. The growth over a gap counts where it was seen.
 */
export function growth(series: Series, grid: Grid): Column {
  const column = new Float64Array(grid.size);
  let before = (series.times[0] ?? 0) > grid.firstMs + grid.stepMs / 2 ? 0 : undefined;
  series.times.forEach((time, sample) => {
    const value = series.values[sample] ?? undefined;
    const row = rowAt(grid, time);
    if (value === undefined || row < 0 || row >= grid.size) {
      return;
    }
    if (before !== undefined) {
      column[row] = (column[row] ?? 0) + (value >= before ? value - before : value);
    }
    before = value;
  });
  return column;
}

/** A gauge as it stands at each time; `NaN` where it was not read. */
export function level(series: Series, grid: Grid): Column {
  const column = new Float64Array(grid.size).fill(NaN);
  series.times.forEach((time, sample) => {
    const row = rowAt(grid, time);
    if (row >= 0 && row < grid.size) {
      column[row] = series.values[sample] ?? NaN;
    }
  });
  return column;
}

/** The sum at each time; `NaN` where none has a value. */
export function summed(columns: readonly Column[], size: number): Column {
  const sum = new Float64Array(size).fill(NaN);
  for (const column of columns) {
    for (let row = 0; row < size; row += 1) {
      const value = column[row] ?? NaN;
      const known = sum[row] ?? NaN;
      sum[row] = Number.isNaN(value) ? known : Number.isNaN(known) ? value : known + value;
    }
  }
  return sum;
}
