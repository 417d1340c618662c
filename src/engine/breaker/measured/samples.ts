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
  const times = series.map((one) => one.times);
  const columns = series.map((one) => one.values);
  const values = new Float64Array(series.length);
  /** Of each series, the row of its next sample, and when that is. */
  const rows = new Int32Array(series.length);
  const heads = Float64Array.from(times, ([first = Infinity]) => first);
  let at = heads.reduce((least, head) => Math.min(least, head), Infinity);
  while (at !== Infinity) {
    let following = Infinity;
    let any = false;
    for (let i = 0; i < heads.length; i += 1) {
      let head = heads[i] ?? Infinity;
      let value = NaN;
      if (head === at) {
        const row = rows[i] ?? 0;
        value = columns[i]?.[row] ?? NaN;
        any ||= !Number.isNaN(value);
        head = times[i]?.[row + 1] ?? Infinity;
        heads[i] = head;
        rows[i] = row + 1;
      }
      values[i] = value;
      following = head < following ? head : following;
    }
    if (any) {
      visit(Math.round((at - originMs) * NS_PER_MS), values);
    }
    at = following;
  }
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
