import type { Series } from '../../model';
import type { CallCounts } from '../types';
import { Growth } from './growth';
import { eachSample } from './samples';

/** Counters by what they count; one series may count in several columns. */
export interface Counters {
  readonly calls: readonly Series[];
  readonly failed: readonly Series[];
  readonly rejected: readonly Series[];
}

/**
 * Calls between samples, in one pass over the counters. A step begins at the sample before; what happened before the first
 * sample is not known. `undefined` when nothing counts.
 *
 * @param end - of the window: later samples are left out, and of those before it all but the last
 */
export function callCounts(counters: Counters, originMs: number, end: number): CallCounts | undefined {
  const columns = [counters.calls, counters.failed, counters.rejected];
  const series = [...new Set(columns.flat())];
  if (series.length === 0) {
    return undefined;
  }
  const members = columns.map((own) => own.map((one) => series.indexOf(one)));
  const growth = new Growth(series.length);
  const longest = Math.max(...series.map(({ times }) => times.length));
  let times: Float64Array = new Float64Array(longest);
  let sums: Float64Array[] = members.map(() => new Float64Array(longest));
  let size = 0;
  eachSample(series, originMs, (at, values) => {
    if (at > end) {
      return;
    }
    growth.add(values);
    // Of the samples before the window only the last one begins a step in it.
    size = at <= 0 ? 0 : size;
    if (size === times.length) {
      // Counters that are not scraped together have more moments than samples each.
      times = doubled(times);
      sums = sums.map(doubled);
    }
    times[size] = at;
    for (let column = 0; column < sums.length; column += 1) {
      let sum = 0;
      for (const row of members[column] ?? []) {
        sum += growth.grown[row] ?? 0;
      }
      const own = sums[column];
      if (own !== undefined) {
        own[size] = sum;
      }
    }
    size += 1;
  });
  const [calls, failed, rejected] = sums.map((sum, column) =>
    members[column]?.length === 0 ? undefined : sum.slice(1, size)
  );
  return {
    start: times.slice(0, Math.max(0, size - 1)),
    end: times.slice(1, size),
    ...(calls === undefined ? {} : { calls }),
    ...(failed === undefined ? {} : { failed }),
    ...(rejected === undefined ? {} : { rejected }),
  };
}

function doubled(column: Float64Array): Float64Array {
  const longer = new Float64Array(2 * column.length);
  longer.set(column);
  return longer;
}

/** Counts of several processes, step by step. Processes are scraped at moments of their own: each step of the first takes in those of the others that end within it. */
export function addCounts(all: readonly CallCounts[]): CallCounts | undefined {
  const [first, ...others] = all;
  if (first === undefined || others.length === 0) {
    return first;
  }
  const longest = all.reduce((most, one) => (one.end.length > most.end.length ? one : most), first);
  const column = (name: 'calls' | 'failed' | 'rejected'): Float64Array | undefined => {
    const sum = new Float64Array(longest.end.length);
    const own = all.filter((one) => one[name] !== undefined);
    own.forEach((one) => addColumn(sum, longest.end, one.end, one[name] ?? new Float64Array(0)));
    return own.length === 0 ? undefined : sum;
  };
  const [calls, failed, rejected] = [column('calls'), column('failed'), column('rejected')];
  return {
    start: longest.start,
    end: longest.end,
    ...(calls === undefined ? {} : { calls }),
    ...(failed === undefined ? {} : { failed }),
    ...(rejected === undefined ? {} : { rejected }),
  };
}

function addColumn(sum: Float64Array, ends: Float64Array, times: Float64Array, values: Float64Array): void {
  let step = 0;
  for (let row = 0; row < times.length; row += 1) {
    while (step < ends.length - 1 && (ends[step] ?? 0) < (times[row] ?? 0)) {
      step += 1;
    }
    sum[step] = (sum[step] ?? 0) + (values[row] ?? 0);
  }
}
