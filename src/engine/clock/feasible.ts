import type { Bounds, Interval } from './bounds';

/**
 * The lines that lie above every lower bound and below every upper bound, kept as the two convex hulls that decide it:
 * the lower hull of the upper bounds and the upper hull of the lower bounds. All questions about the lines are then
 * questions about a few points (Moon, Skelly, Towsley 1999, "Estimation and removal of clock skew", solved by hulls as in
 * Zhang, Liu, Xia 2002).
 */
export interface FeasibleLines {
  readonly above: Hull;
  readonly below: Hull;
}

interface Hull {
  readonly time: Float64Array;
  readonly value: Float64Array;
}

const STEPS = 64;

/** Builds the hulls of bounds in the order of time; rows for which `keep` is false count for nothing. O(n). */
export function feasibleLines(
  bounds: Bounds,
  keep?: { readonly lower: Uint8Array; readonly upper: Uint8Array }
): FeasibleLines {
  return {
    above: hull(bounds, bounds.upper, keep?.upper, 1),
    below: hull(bounds, bounds.lower, keep?.lower, -1),
  };
}

/** Monotone chain; `sign` 1 keeps the lower hull, -1 the upper one. Infinite bounds bind nothing. */
function hull({ size, time }: Bounds, value: Float64Array, keep: Uint8Array | undefined, sign: 1 | -1): Hull {
  const x = new Float64Array(size);
  const y = new Float64Array(size);
  let count = 0;
  for (let i = 0; i < size; i += 1) {
    const t = time[i] ?? 0;
    const v = sign * (value[i] ?? 0);
    if (keep?.[i] === 0 || !Number.isFinite(v)) {
      continue;
    }
    if (count > 0 && x[count - 1] === t) {
      if ((y[count - 1] ?? 0) <= v) {
        continue;
      }
      count -= 1;
    }
    while (count > 1 && !turnsUp(x, y, count, t, v)) {
      count -= 1;
    }
    x[count] = t;
    y[count] = v;
    count += 1;
  }
  const points = y.slice(0, count);
  return { time: x.slice(0, count), value: sign === 1 ? points : points.map((v) => -v) };
}

function turnsUp(x: Float64Array, y: Float64Array, count: number, t: number, v: number): boolean {
  const x1 = x[count - 2] ?? 0;
  const y1 = y[count - 2] ?? 0;
  const x2 = x[count - 1] ?? 0;
  const y2 = y[count - 1] ?? 0;
  return (y2 - y1) * (t - x2) < (v - y2) * (x2 - x1);
}

/** The offsets at a moment that one rate of change allows; empty when `low > high`. */
export function offsetsFor({ above, below }: FeasibleLines, drift: number, at: number): Interval {
  let high = Infinity;
  let low = -Infinity;
  for (let i = 0; i < above.time.length; i += 1) {
    high = Math.min(high, (above.value[i] ?? 0) - drift * ((above.time[i] ?? 0) - at));
  }
  for (let i = 0; i < below.time.length; i += 1) {
    low = Math.max(low, (below.value[i] ?? 0) - drift * ((below.time[i] ?? 0) - at));
  }
  return { low, high };
}

/** The rate of change that leaves the most room between the bounds, within `limit` both ways, and that room. */
export function roomiest(
  lines: FeasibleLines,
  limit: number,
  at: number
): { readonly drift: number; readonly room: number } {
  const room = (drift: number): number => {
    const { low, high } = offsetsFor(lines, drift, at);
    return high - low;
  };
  const drift = highestPoint(room, -limit, limit);
  return { drift, room: room(drift) };
}

/**
 * Every rate of change and every offset that the bounds allow.
 *
 * @param drift - a rate that is allowed
 * @param limit - rates beyond it are not believed
 * @returns the range of rates, and the range of offsets at `at` over all of them
 */
export function ranges(
  lines: FeasibleLines,
  drift: number,
  limit: number,
  at: number
): { readonly drift: Interval; readonly offset: Interval } {
  const allowed = (rate: number): boolean => {
    const { low, high } = offsetsFor(lines, rate, at);
    return low <= high;
  };
  const rates = { low: furthest(allowed, drift, -limit), high: furthest(allowed, drift, limit) };
  const top = highestPoint((rate) => offsetsFor(lines, rate, at).high, rates.low, rates.high);
  const bottom = highestPoint((rate) => -offsetsFor(lines, rate, at).low, rates.low, rates.high);
  return { drift: rates, offset: { low: offsetsFor(lines, bottom, at).low, high: offsetsFor(lines, top, at).high } };
}

/** Where a concave function is highest, by golden-section search. */
function highestPoint(value: (x: number) => number, low: number, high: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [low, high];
  let [c, d] = [b - ratio * (b - a), a + ratio * (b - a)];
  let [vc, vd] = [value(c), value(d)];
  for (let step = 0; step < STEPS && b > a; step += 1) {
    if (vc >= vd) {
      [b, d, vd] = [d, c, vc];
      c = b - ratio * (b - a);
      vc = value(c);
    } else {
      [a, c, vc] = [c, d, vd];
      d = a + ratio * (b - a);
      vd = value(d);
    }
  }
  return (a + b) / 2;
}

/** How far from an allowed point towards a limit the points stay allowed, by bisection. */
function furthest(allowed: (x: number) => boolean, from: number, limit: number): number {
  if (allowed(limit)) {
    return limit;
  }
  let [inside, outside] = [from, limit];
  for (let step = 0; step < STEPS; step += 1) {
    const half = (inside + outside) / 2;
    if (allowed(half)) {
      inside = half;
    } else {
      outside = half;
    }
  }
  return inside;
}
