import type { Nanos } from '../units';
import { quantileAmong } from './onset/robust';
import type { SignalSamples, TimeSpan } from './types';

/** Values at equal distances: row `i` tells of the step that ends `i + 1` steps after the span's beginning. */
export interface Binned {
  /** `NaN` where there was nothing. */
  readonly values: Float64Array;
  /** Requests behind each value, where that is known. */
  readonly counts: Float64Array | undefined;
}

/** P99 of single latencies: the quantile that thresholds are set for. */
const QUANTILE = 0.99;

/**
 * A signal at equal distances: single requests become shares of failures and P99 of latencies, samples go to the step they
 * end in (the last of several counts). O(n log n).
 */
export function binned(samples: SignalSamples, span: TimeSpan, step: Nanos): Binned {
  const size = Math.max(0, Math.ceil((span.to - span.from) / step));
  return samples.resolution === 0 ? requestsIn(samples, span, step, size) : valuesIn(samples, span, step, size);
}

function rowOf(time: number, { from }: TimeSpan, step: number): number {
  return Math.ceil((time - from) / step) - 1;
}

function valuesIn({ times, values, counts }: SignalSamples, span: TimeSpan, step: number, size: number): Binned {
  const binnedValues = new Float64Array(size).fill(NaN);
  const binnedCounts = counts === undefined ? undefined : new Float64Array(size);
  for (let sample = 0; sample < times.length; sample += 1) {
    const row = rowOf(times[sample] ?? 0, span, step);
    if (row >= 0 && row < size) {
      binnedValues[row] = values[sample] ?? NaN;
      if (binnedCounts !== undefined) {
        binnedCounts[row] = counts?.[sample] ?? 0;
      }
    }
  }
  return { values: binnedValues, counts: binnedCounts };
}

function requestsIn({ signal, times, values }: SignalSamples, span: TimeSpan, step: number, size: number): Binned {
  const result = new Float64Array(size).fill(NaN);
  const counts = new Float64Array(size);
  let first = 0;
  while (first < times.length) {
    const row = rowOf(times[first] ?? 0, span, step);
    let last = first + 1;
    while (last < times.length && rowOf(times[last] ?? 0, span, step) === row) {
      last += 1;
    }
    if (row >= 0 && row < size) {
      const part = values.subarray(first, last);
      result[row] = signal === 'latency' ? quantileAmong(part, QUANTILE) : meanOf(part);
      counts[row] = part.length;
    }
    first = last;
  }
  return { values: result, counts };
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
