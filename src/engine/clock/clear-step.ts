import { type Bounds, type Interval, isTwoSided, slice } from './bounds';
import { feasibleLines, ranges, roomiest } from './feasible';

/** Exchanges that must agree on either side. */
const LEAST_A_SIDE = 4;
/**
 * How far the two sides must be apart, in round trips of either. A late answer moves a bound by no more than the round
 * trip that it is part of, so that no lateness looks like a step of this size.
 */
const APART = 4;

/** One side of a cut: what its exchanges allow at the moment of the cut, and the longest of their round trips. */
interface Side extends Interval {
  readonly roundTrip: number;
}

/**
 * Finds where a clock was set among few exchanges, too few for blocks of them to outvote strays: the cut at which all that
 * came before agree on one line and all that came after on another (but for one stray each), at least four a side, and
 * the lines are apart by much more than any round trip. Anything less clear is no step. O(n) where all agree, else O(n^3)
 * for few n.
 *
 * @param limit - the largest believable rate of change
 * @returns the first row after the step, and the rate that suits each side; `undefined` where there is no clear step
 */
export function clearStep(
  bounds: Bounds,
  limit: number
): { readonly row: number; readonly drifts: readonly [before: number, after: number] } | undefined {
  if (bounds.size < 2 * LEAST_A_SIDE || fitting(bounds, limit) !== undefined) {
    return undefined;
  }
  for (let row = LEAST_A_SIDE; row <= bounds.size - LEAST_A_SIDE; row += 1) {
    const [before, after] = [slice(bounds, 0, row), slice(bounds, row, bounds.size)];
    const [left, right] = [agreeing(before, limit), agreeing(after, limit)];
    if (left !== undefined && right !== undefined) {
      const at = ((bounds.time[row - 1] ?? 0) + (bounds.time[row] ?? 0)) / 2;
      const [a, b] = [sideOf(left, limit, at), sideOf(right, limit, at)];
      const gap = Math.max(a.low - b.high, b.low - a.high);
      if (gap >= APART * Math.max(a.roundTrip, b.roundTrip)) {
        return { row, drifts: [left.drift, right.drift] };
      }
    }
  }
  return undefined;
}

interface Fitting {
  readonly bounds: Bounds;
  readonly keep: { readonly lower: Uint8Array; readonly upper: Uint8Array };
  readonly drift: number;
}

/** The side as it is, or without the one exchange that keeps the others from agreeing. */
function agreeing(bounds: Bounds, limit: number): Fitting | undefined {
  const whole = fitting(bounds, limit);
  if (whole !== undefined || bounds.size <= LEAST_A_SIDE) {
    return whole;
  }
  for (let stray = 0; stray < bounds.size; stray += 1) {
    const rest = fitting(bounds, limit, stray);
    if (rest !== undefined) {
      return rest;
    }
  }
  return undefined;
}

/** A line through all bounds but those of a stray; an exchange that outlived its client has no lower one. */
function fitting(bounds: Bounds, limit: number, stray?: number): Fitting | undefined {
  const upper = new Uint8Array(bounds.size).fill(1);
  const lower = upper.map((_, row) => (isTwoSided(bounds, row) ? 1 : 0));
  if (stray !== undefined) {
    upper[stray] = 0;
    lower[stray] = 0;
  }
  if (lower.reduce((sum, kept) => sum + kept, 0) < LEAST_A_SIDE) {
    return undefined;
  }
  const keep = { lower, upper };
  const { drift, room } = roomiest(feasibleLines(bounds, keep), limit, bounds.time[0] ?? 0);
  return room >= 0 ? { bounds, keep, drift } : undefined;
}

function sideOf({ bounds, keep, drift }: Fitting, limit: number, at: number): Side {
  const { offset } = ranges(feasibleLines(bounds, keep), drift, limit, at);
  let roundTrip = 0;
  for (let row = 0; row < bounds.size; row += 1) {
    if (keep.lower[row] === 1 && keep.upper[row] === 1) {
      roundTrip = Math.max(roundTrip, (bounds.upper[row] ?? 0) - (bounds.lower[row] ?? 0));
    }
  }
  return { ...offset, roundTrip };
}
