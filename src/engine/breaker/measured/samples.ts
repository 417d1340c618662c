import type { Series } from '../../model';

const NS_PER_MS = 1e6;

/**
 * Walks the samples of several series in order of time. One visit for each moment at which any of them has a sample;
 * `values[i]` is that of `series[i]`, NaN where it has none. The array is reused. O(samples x series).
 *
 * @param originMs - what times are told relative to, in nanoseconds
 */
export function eachSample(
  series: readonly Series[],
  originMs: number,
  visit: (at: number, values: Float64Array) => void
): void {
  const values = new Float64Array(series.length);
  const next = new Int32Array(series.length);
  for (let at = earliest(series, next); at !== Infinity; at = earliest(series, next)) {
    let any = false;
    for (let i = 0; i < series.length; i += 1) {
      const row = next[i] ?? 0;
      const own = series[i];
      const isHere = own?.times[row] === at;
      const value = isHere ? (own.values[row] ?? NaN) : NaN;
      values[i] = value;
      next[i] = isHere ? row + 1 : row;
      any ||= !Number.isNaN(value);
    }
    if (any) {
      visit(Math.round((at - originMs) * NS_PER_MS), values);
    }
  }
}

function earliest(series: readonly Series[], next: Int32Array): number {
  let first = Infinity;
  for (let i = 0; i < series.length; i += 1) {
    const time = series[i]?.times[next[i] ?? 0];
    if (time !== undefined && time < first) {
      first = time;
    }
  }
  return first;
}

/** The distance of two samples, in nanoseconds: what the source says, or the least that is seen; `undefined` for one sample. */
export function stepOf(series: readonly Series[]): number | undefined {
  let least = Infinity;
  for (const { intervalMs, times } of series) {
    const [first, second] = times;
    const seen = first === undefined || second === undefined ? Infinity : second - first;
    least = Math.min(least, intervalMs ?? seen);
  }
  return least === Infinity || least <= 0 ? undefined : least * NS_PER_MS;
}
