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
  let best: Interval = { low: lower[size - 1] ?? 0, high: upper[0] ?? 0 };
  if (best.low <= best.high) {
    return best;
  }
  // Where every server outlived its client, no lower edge is worth anything.
  best = { low: -Infinity, high: upper[0] ?? 0 };
  let bestScore = START_WEIGHT * size;
  let passed = 0;
  // The best interval starts at a lower edge and reaches to the next upper one.
  for (let i = 0; i < size; i += 1) {
    const low = lower[i] ?? 0;
    if ((lower[i + 1] ?? Infinity) === low) {
      continue;
    }
    while (passed < size && (upper[passed] ?? 0) < low) {
      passed += 1;
    }
    const score = i + 1 + START_WEIGHT * (size - passed);
    const high = Math.min(upper[passed] ?? Infinity, lower[i + 1] ?? Infinity);
    const found = { low, high: Number.isFinite(high) ? high : low };
    if (score > bestScore || (score === bestScore && distance(found, near) < distance(best, near))) {
      bestScore = score;
      best = found;
    }
  }
  return best;
}

function distance({ low, high }: Interval, point: number): number {
  return point < low ? low - point : point > high ? point - high : 0;
}
