import type { Bounds, Interval } from './bounds';

/**
 * How much more a violated start edge weighs than a violated end edge. A server cannot start before it is asked, but it
 * often ends after its client has gone (fire and forget, timeouts, buffered writes), so that `server end - client end` is
 * the bound that lies.
 */
const START_WEIGHT = 4;

/**
 * The interval in which most bounds hold, when the offset changes at `drift`: Marzullo's intersection (Marzullo 1984; the
 * selection step of NTP, RFC 5905 11.2.1), with the two edges of an exchange taken one by one. Where several intervals
 * tie, the one nearest to `near` is taken. O(n log n).
 *
 * @param middle - moment at which the answer holds
 * @returns `undefined` for no rows.
 */
export function mostConsistent(bounds: Bounds, drift: number, middle: number, near: number): Interval | undefined {
  const { size } = bounds;
  if (size === 0) {
    return undefined;
  }
  const lower = new Float64Array(size);
  const upper = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    const moved = drift * ((bounds.time[i] ?? 0) - middle);
    lower[i] = (bounds.lower[i] ?? 0) - moved;
    upper[i] = (bounds.upper[i] ?? 0) - moved;
  }
  return sweep(lower.sort(), upper.sort(), near);
}

/** Both sides ascend. Between two neighbouring edges the number of bounds that hold is constant. */
function sweep(lower: Float64Array, upper: Float64Array, near: number): Interval {
  const size = lower.length;
  const all = { low: lower[size - 1] ?? 0, high: upper[0] ?? 0 };
  if (all.low <= all.high) {
    return all;
  }
  // Where every server outlived its client, no lower edge is worth anything.
  let best: Interval = { low: -Infinity, high: all.high };
  let bestScore = START_WEIGHT * size;
  let passed = 0;
  // The best interval starts at a lower edge and reaches to the next upper one.
  for (let i = 0; i < size; i += 1) {
    const low = lower[i] ?? 0;
    passed = countBelow(upper, low, passed);
    const found = { low, high: nextEdge(low, upper[passed], lower[i + 1]) };
    const score = i + 1 + START_WEIGHT * (size - passed);
    const isNearer = score === bestScore && distance(found, near) < distance(best, near);
    // Of equal edges the last one counts them all.
    if (lower[i + 1] !== low && (score > bestScore || isNearer)) {
      bestScore = score;
      best = found;
    }
  }
  return best;
}

/** How many ascending values are below a limit, counted on from an earlier answer. */
function countBelow(values: Float64Array, limit: number, from: number): number {
  let count = from;
  while (count < values.length && (values[count] ?? 0) < limit) {
    count += 1;
  }
  return count;
}

/** Where the interval that begins at `low` ends; at once, when no edge follows. */
function nextEdge(low: number, upper = Infinity, lower = Infinity): number {
  const high = Math.min(upper, lower);
  return Number.isFinite(high) ? high : low;
}

function distance({ low, high }: Interval, point: number): number {
  return point < low ? low - point : point > high ? point - high : 0;
}
