import { type Bounds, byTime, type Interval, offsetAt, slice } from './bounds';
import type { ExchangeColumns } from './exchanges';
import { ranges } from './feasible';
import { stretches } from './segments';
import { LARGEST_DRIFT, medianMiddle, type OffsetSegment, settle, type Settled } from './settle';

export interface ClockStep {
  /** The middle between the last exchange before and the first after it. */
  readonly at: number;
  /** Nanoseconds between those two: the step is somewhere in between. */
  readonly within: number;
  /** By how much the offset grew, nanoseconds. */
  readonly by: number;
}

/** How far the server's clock is ahead of the client's, nanoseconds. */
export interface OffsetEstimate {
  /** In the order of time; never empty. */
  readonly segments: readonly OffsetSegment[];
  readonly steps: readonly ClockStep[];
  readonly exchanges: number;
  /** Rows of exchanges that contradict the rest, and were not followed. */
  readonly outliers: readonly number[];
  /** By how much each bound was widened, because clocks tick. */
  readonly tick: number;
  /** First and last time of an exchange. */
  readonly span: Interval;
}

/** An offset at a moment with the range that the exchanges allow. */
export interface OffsetReading extends Interval {
  readonly offset: number;
  /** Nanoseconds per nanosecond, and the range that is allowed. */
  readonly drift: number;
  readonly driftRange: Interval;
}

/**
 * Estimates the offset between two clocks from all exchanges between them.
 *
 * Why these steps: a single exchange is wrong by up to half its round trip (Jaeger's defect); a mean follows outliers; the
 * intersection of all bounds is emptied by one late span; regression believes that delays are symmetric at every moment.
 * Here the bounds alone make the interval, after exchanges that contradict the majority were set aside (Marzullo), over
 * all rates of change that the rest allow (linear programming on hulls, Moon 1999), and the middle of many exchanges
 * makes the point estimate, which is better than the middle of the interval when queues are alike both ways.
 *
 * @param tick - distance of two ticks of the clocks, nanoseconds; every bound is given that much
 * @returns `undefined` when the exchanges bound the offset on one side only (every call outlives its caller).
 */
export function estimateOffset(columns: ExchangeColumns, tick: number): OffsetEstimate | undefined {
  const { bounds, row } = byTime(widened(columns, tick));
  const middle = medianMiddle(bounds, 0, 0);
  if (middle === undefined) {
    return undefined;
  }
  const settled = settleAll(bounds, middle);
  const segments = settled.map(({ segment }) => segment);
  return {
    segments,
    steps: stepsBetween(segments),
    exchanges: columns.size,
    outliers: settled.flatMap(({ outliers }) => outliers.map((at) => row[at] ?? 0)).sort((a, b) => a - b),
    tick,
    span: { low: bounds.time[0] ?? 0, high: bounds.time[bounds.size - 1] ?? 0 },
  };
}

/**
 * What is known of the offset at a moment; outside the exchanges' time, by the nearest segment. Between the last exchange
 * before a step and the first after it, both are possible.
 */
export function readOffset(estimate: OffsetEstimate, time: number): OffsetReading {
  const at = segmentAt(estimate, time);
  const segment = estimate.segments[at];
  if (segment === undefined) {
    throw new Error('an estimate has a segment');
  }
  const reading = readingOf(segment, time);
  const before = estimate.segments[at - 1];
  if (before === undefined || time >= segment.from) {
    return reading;
  }
  const earlier = readingOf(before, time);
  return { ...reading, low: Math.min(reading.low, earlier.low), high: Math.max(reading.high, earlier.high) };
}

function readingOf({ line, lines, drift }: OffsetSegment, time: number): OffsetReading {
  const allowed = ranges(lines, line.drift, LARGEST_DRIFT, time).offset;
  const offset = offsetAt(line, time);
  return {
    offset,
    low: Math.min(allowed.low, offset),
    high: Math.max(allowed.high, offset),
    drift: line.drift,
    driftRange: drift,
  };
}

/** Bounds, each wider by a tick. */
function widened({ size, time, lower, upper }: ExchangeColumns, tick: number): Bounds {
  const made = { size, time: time.subarray(0, size), lower: new Float64Array(size), upper: new Float64Array(size) };
  for (let i = 0; i < size; i += 1) {
    made.upper[i] = (upper[i] ?? 0) + tick;
    made.lower[i] = (lower[i] ?? 0) - tick;
  }
  return made;
}

/**
 * The range of the offset about a moment: that of the middle of its segment, carried along the line. Narrower than
 * {@link readOffset} far from the middle, where the rate's uncertainty adds up, and cheap enough for every violation.
 */
export function offsetAbout(estimate: OffsetEstimate, time: number): Interval {
  const { line = { at: 0, drift: 0 }, range = { low: -Infinity, high: Infinity } } =
    estimate.segments[segmentAt(estimate, time)] ?? {};
  const moved = line.drift * (time - line.at);
  return { low: range.low + moved, high: range.high + moved };
}

/** The segment that a moment lies in, or the one after the gap that it lies in; beyond the last one, that. */
function segmentAt({ segments }: OffsetEstimate, time: number): number {
  const found = segments.findIndex(({ to }) => time <= to);
  return found < 0 ? segments.length - 1 : found;
}

/** Settles each stretch; where two meet, the cut is moved to where the fewest exchanges contradict their line. */
function settleAll(bounds: Bounds, middle: number): readonly Settled[] {
  const found = stretches(bounds, LARGEST_DRIFT, middle);
  const settleRows = (from: number, to: number, drift: number): Settled => settle(slice(bounds, from, to), from, drift);
  const first = found.map(({ from, to, drift }) => settleRows(from, to, drift));
  if (found.length === 1) {
    return first;
  }
  const cuts = found.slice(1).map((stretch, at) => {
    const before = found[at] ?? stretch;
    const reach = { from: Math.floor((before.from + before.to) / 2), to: Math.ceil((stretch.from + stretch.to) / 2) };
    return bestCut(bounds, reach, first[at]?.segment, first[at + 1]?.segment);
  });
  const edges = [0, ...cuts, bounds.size];
  return found.map(({ drift }, at) =>
    settleRows(edges[at] ?? 0, edges[at + 1] ?? bounds.size, first[at]?.segment.line.drift ?? drift)
  );
}

/** The row at which to change from one line to the other so that the fewest bounds are violated. O(rows). */
function bestCut(
  bounds: Bounds,
  { from, to }: { readonly from: number; readonly to: number },
  before: OffsetSegment | undefined,
  after: OffsetSegment | undefined
): number {
  if (before === undefined || after === undefined) {
    return from;
  }
  const wrong = (row: number, { line }: OffsetSegment): number => {
    const offset = offsetAt(line, bounds.time[row] ?? 0);
    return ((bounds.lower[row] ?? 0) > offset ? 1 : 0) + ((bounds.upper[row] ?? 0) < offset ? 1 : 0);
  };
  let best = from;
  let score = 0;
  let lowest = 0;
  for (let row = from; row < to; row += 1) {
    score += wrong(row, before) - wrong(row, after);
    if (score < lowest) {
      lowest = score;
      best = row + 1;
    }
  }
  return best;
}

/** A change of rate alone is no step: the lines must differ by more than either is uncertain. */
function stepsBetween(segments: readonly OffsetSegment[]): readonly ClockStep[] {
  return segments.slice(1).flatMap((after, index) => {
    const before = segments[index];
    if (before === undefined) {
      return [];
    }
    const at = (before.to + after.from) / 2;
    const left = ranges(before.lines, before.line.drift, LARGEST_DRIFT, at).offset;
    const right = ranges(after.lines, after.line.drift, LARGEST_DRIFT, at).offset;
    const apart = left.high < right.low || right.high < left.low;
    return apart
      ? [{ at, within: after.from - before.to, by: offsetAt(after.line, at) - offsetAt(before.line, at) }]
      : [];
  });
}
