/**
 * Bounds on an offset that changes at a constant rate: `lower[i] <= a + b * (time[i] - middle) <= upper[i]` for every row.
 * Nanoseconds throughout; `b` is nanoseconds per nanosecond (1e-6 is one ppm). Rows ascend by time.
 */
export interface Bounds {
  readonly size: number;
  readonly time: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** Offset at a moment and its rate of change. */
export interface OffsetLine {
  /** The moment at which `offset` holds. */
  readonly at: number;
  readonly offset: number;
  /** Nanoseconds per nanosecond. */
  readonly drift: number;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Whether an exchange bounds the offset both ways: a server that works for longer than its client waits has outlived it. */
export function isTwoSided({ lower, upper }: Bounds, row: number): boolean {
  return (lower[row] ?? 0) <= (upper[row] ?? 0);
}

/** Value of a line at another moment. */
export function offsetAt({ at, offset, drift }: OffsetLine, time: number): number {
  return offset + drift * (time - at);
}

/** Rows `from` to `to` (exclusive), sharing the columns. */
export function slice({ time, lower, upper }: Bounds, from: number, to: number): Bounds {
  return {
    size: to - from,
    time: time.subarray(from, to),
    lower: lower.subarray(from, to),
    upper: upper.subarray(from, to),
  };
}

/**
 * The rows in the order of their times. Buckets of equal width first, then a sort inside each: linear for times that are
 * spread out, as requests are.
 *
 * @returns the sorted copy, and the row of the input that each of its rows was.
 */
export function byTime(bounds: Bounds): { readonly bounds: Bounds; readonly row: Uint32Array } {
  const { size, time, lower, upper } = bounds;
  const row = order(time, size);
  const sorted = { size, time: new Float64Array(size), lower: new Float64Array(size), upper: new Float64Array(size) };
  for (let i = 0; i < size; i += 1) {
    const from = row[i] ?? 0;
    sorted.time[i] = time[from] ?? 0;
    sorted.lower[i] = lower[from] ?? 0;
    sorted.upper[i] = upper[from] ?? 0;
  }
  return { bounds: sorted, row };
}

function order(time: Float64Array, size: number): Uint32Array {
  const bucketOf = bucketsOf(time, size);
  const start = new Uint32Array(size + 1);
  for (let i = 0; i < size; i += 1) {
    const after = bucketOf(i) + 1;
    start[after] = (start[after] ?? 0) + 1;
  }
  for (let bucket = 0; bucket < size; bucket += 1) {
    start[bucket + 1] = (start[bucket + 1] ?? 0) + (start[bucket] ?? 0);
  }
  const row = new Uint32Array(size);
  const next = start.slice();
  for (let i = 0; i < size; i += 1) {
    const bucket = bucketOf(i);
    const at = next[bucket] ?? 0;
    row[at] = i;
    next[bucket] = at + 1;
  }
  sortBuckets(row, start, time);
  return row;
}

/** As many buckets as rows, of equal width from the first time to the last. */
function bucketsOf(time: Float64Array, size: number): (row: number) => number {
  let first = Infinity;
  let last = -Infinity;
  for (let i = 0; i < size; i += 1) {
    first = Math.min(first, time[i] ?? 0);
    last = Math.max(last, time[i] ?? 0);
  }
  const scale = last > first ? (size - 1) / (last - first) : 0;
  return (row) => Math.floor(((time[row] ?? 0) - first) * scale);
}

function sortBuckets(row: Uint32Array, start: Uint32Array, time: Float64Array): void {
  for (let bucket = 0; bucket + 1 < start.length; bucket += 1) {
    const from = start[bucket] ?? 0;
    const to = start[bucket + 1] ?? 0;
    if (to - from > 1) {
      row.subarray(from, to).sort((a, b) => (time[a] ?? 0) - (time[b] ?? 0) || a - b);
    }
  }
}
