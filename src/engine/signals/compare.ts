import type { Series } from '../model';
import type { EpochMs } from '../units';

type Values = Series['values'];

/** The samples that are there. */
function present(values: Values): readonly number[] {
  return values.filter((value): value is number => value !== null && Number.isFinite(value));
}

/** Mean of the samples; `undefined` of none. O(n). */
export function meanOf(values: Values): number | undefined {
  const there = present(values);
  return there.length === 0 ? undefined : there.reduce((sum, value) => sum + value, 0) / there.length;
}

/** Median of the samples, the mean of the middle two of an even number; `undefined` of none. O(n log n). */
export function medianOf(values: Values): number | undefined {
  const sorted = [...present(values)].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) {
    return undefined;
  }
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The largest sample; `undefined` of none. O(n). */
export function peakOf(values: Values): number | undefined {
  const there = present(values);
  return there.length === 0 ? undefined : there.reduce((most, value) => Math.max(most, value), -Infinity);
}

/**
 * How many times the baseline a value is. `undefined` when either is unknown, and when the baseline is nothing: what was
 * not there before has no ratio, and `0 -> x` is told from the two values.
 */
export function ratioOf(value: number | undefined, baseline: number | undefined): number | undefined {
  return value === undefined || baseline === undefined || baseline === 0 ? undefined : value / baseline;
}

/**
 * `part / whole` at each time of `whole`: a part that is absent is nothing, a whole of nothing gives no share. O(n).
 * @returns the samples; times in the unit of the series, share between 0 and 1 when the part is one
 */
export function shareOf(
  part: Pick<Series, 'times' | 'values'> | undefined,
  whole: Pick<Series, 'times' | 'values'>
): Pick<Series, 'times' | 'values'> {
  const parts = new Map<EpochMs, number | null>(part?.times.map((time, at) => [time, part.values[at]]));
  return {
    times: whole.times,
    values: whole.values.map((value, at) =>
      value === null || value === 0 ? null : (parts.get(whole.times[at]) ?? 0) / value
    ),
  };
}

/** Several series as one: the sum of the samples at each time at which any has one. O(n log n). */
export function sumOf(all: ReadonlyArray<Pick<Series, 'times' | 'values'>>): Pick<Series, 'times' | 'values'> {
  return combined(all, (a, b) => a + b);
}

/** The largest sample at each time at which any series has one. O(n log n). */
export function worstOf(all: ReadonlyArray<Pick<Series, 'times' | 'values'>>): Pick<Series, 'times' | 'values'> {
  return combined(all, Math.max);
}

function combined(
  all: ReadonlyArray<Pick<Series, 'times' | 'values'>>,
  combine: (a: number, b: number) => number
): Pick<Series, 'times' | 'values'> {
  const samples = new Map<EpochMs, number | null>();
  for (const { times, values } of all) {
    times.forEach((time, at) => {
      const known = samples.get(time) ?? null;
      const value = values[at];
      samples.set(time, known === null ? value : value === null ? known : combine(known, value));
    });
  }
  const times = [...samples.keys()].sort((a, b) => a - b);
  return { times, values: times.map((time) => samples.get(time) ?? null) };
}
