import { median, medianSorted, quantile } from 'simple-statistics';
import { type Bounds, type Interval, isTwoSided, offsetAt, type OffsetLine } from './bounds';
import { mostConsistent } from './consistent';
import { feasibleLines, type FeasibleLines, offsetsFor, ranges } from './feasible';

const PPM = 1e-6;
/** NTP slews by at most 500 ppm and oscillators are off by 100 at worst: a clock that is not being set changes no faster. */
export const LARGEST_DRIFT = 600 * PPM;
/** Rates tried where there are too few exchanges to see one; a tie goes to the first. */
const RATES = [0, 1, 2, 5, 10, 20, 50, 100, 200].flatMap((ppm) => (ppm === 0 ? [0] : [ppm * PPM, -ppm * PPM]));
const TRIED_ON = 512;
const DRIFT_BINS = 32;
const FEWEST_PER_BIN = 4;
const SHORT_ROUND_TRIPS = 0.1;
/** Round trips beyond the edge in which late answers are counted when few are near it. */
const WIDER = 10;

/** One stretch of time without a step. Times are nanoseconds after the collection's origin, by the client's clock. */
export interface OffsetSegment {
  readonly from: number;
  readonly to: number;
  readonly line: OffsetLine;
  /** Offsets that the exchanges allow at `line.at`. */
  readonly range: Interval;
  /** Rates of change that the exchanges allow, nanoseconds per nanosecond. */
  readonly drift: Interval;
  readonly lines: FeasibleLines;
}

export interface Settled {
  readonly segment: OffsetSegment;
  /** Rows of the whole that contradict the rest. */
  readonly outliers: readonly number[];
}

/**
 * Fits one stretch: the interval that most exchanges agree on at the given rate decides who contradicts the rest; what
 * remains allows a range of lines; inside it, the middle of the exchanges makes the estimate.
 *
 * @param bounds - exchanges in the order of time, widened by the clocks' resolution; at least one with two bounds
 * @param firstRow - row of the whole at which this stretch begins
 * @param guess - a rate of change to begin with
 */
export function settle(bounds: Bounds, firstRow: number, guess: number): Settled {
  const from = bounds.time[0] ?? 0;
  const to = bounds.time[bounds.size - 1] ?? 0;
  const at = (from + to) / 2;
  const first = select(bounds, bestRate(bounds, guess, at), at);
  // The first rate was a guess: a second look at the rate that suits those who agree leaves fewer out wrongly.
  const better = typicalLine(bounds, first, at, first.drift);
  const second = select(bounds, better.drift, at);
  const chosen = second.agreed >= first.agreed ? second : first;
  const lines = feasibleLines(bounds, withoutDoubtful(bounds, chosen, at));
  const allowed = ranges(lines, chosen.drift, LARGEST_DRIFT, at);
  const typical = typicalLine(bounds, chosen, at, chosen.drift);
  const drift = clamp(typical.drift, allowed.drift);
  const offset = clamp(typical.offset, offsetsFor(lines, drift, at));
  const line = { at, drift, offset };
  return {
    segment: { from, to, line, range: allowed.offset, drift: allowed.drift, lines },
    outliers: outliersOf(bounds, chosen).map((row) => row + firstRow),
  };
}

interface Selection {
  readonly drift: number;
  /** 1 for each bound that is followed. */
  readonly lower: Uint8Array;
  readonly upper: Uint8Array;
  readonly agreed: number;
  /** Where the agreement is, at the rate `drift`. */
  readonly inside: Interval;
}

/** The rate at which most bounds hold in one interval, on a sample spread evenly; the first at which all do. */
function bestRate(bounds: Bounds, guess: number, at: number): number {
  const sample = sampleOf(bounds);
  let best = guess;
  let most = -1;
  for (const drift of [guess, ...RATES]) {
    const { agreed } = select(sample, drift, at);
    if (agreed > most) {
      most = agreed;
      best = drift;
    }
    if (agreed === 2 * sample.size) {
      break;
    }
  }
  return best;
}

function sampleOf(bounds: Bounds): Bounds {
  if (bounds.size <= TRIED_ON) {
    return bounds;
  }
  const take = (column: Float64Array): Float64Array =>
    Float64Array.from({ length: TRIED_ON }, (_, i) => column[Math.floor((i * bounds.size) / TRIED_ON)] ?? 0);
  return { size: TRIED_ON, time: take(bounds.time), lower: take(bounds.lower), upper: take(bounds.upper) };
}

function select(bounds: Bounds, drift: number, at: number): Selection {
  const near = medianMiddle(bounds, drift, at) ?? 0;
  const found = mostConsistent(bounds, drift, at, near) ?? { low: near, high: near };
  const centre = found.low === -Infinity ? Math.min(near, found.high) : (found.low + found.high) / 2;
  const middle = { at, drift, offset: centre };
  const lower = new Uint8Array(bounds.size);
  const upper = new Uint8Array(bounds.size);
  let agreed = 0;
  for (let row = 0; row < bounds.size; row += 1) {
    const offset = offsetAt(middle, bounds.time[row] ?? 0);
    lower[row] = (bounds.lower[row] ?? 0) <= offset ? 1 : 0;
    upper[row] = (bounds.upper[row] ?? 0) >= offset ? 1 : 0;
    agreed += (lower[row] ?? 0) + (upper[row] ?? 0);
  }
  return { drift, lower, upper, agreed, inside: found };
}

/**
 * The line through the middles of the exchanges that agree: its rate is the median of the slopes between the medians of
 * bins (Theil-Sen, which a quarter of wrong bins does not move), its offset the median of what is left.
 */
function typicalLine(bounds: Bounds, chosen: Selection, at: number, otherwise: number): OffsetLine {
  const rows: number[] = [];
  for (let row = 0; row < bounds.size; row += 1) {
    if (chosen.lower[row] === 1 && chosen.upper[row] === 1) {
      rows.push(row);
    }
  }
  const middle = (row: number): number => ((bounds.lower[row] ?? 0) + (bounds.upper[row] ?? 0)) / 2;
  const drift = theilSen(rows, bounds, middle) ?? otherwise;
  const left = rows.map((row) => middle(row) - drift * ((bounds.time[row] ?? 0) - at)).sort((a, b) => a - b);
  return { at, drift, offset: left.length === 0 ? (medianMiddle(bounds, drift, at) ?? 0) : medianSorted(left) };
}

function theilSen(rows: readonly number[], bounds: Bounds, middle: (row: number) => number): number | undefined {
  const bins = Math.min(DRIFT_BINS, Math.floor(rows.length / FEWEST_PER_BIN));
  if (bins < 3) {
    return undefined;
  }
  const points = Array.from({ length: bins }, (_, bin) => {
    const part = rows.slice(Math.floor((bin * rows.length) / bins), Math.floor(((bin + 1) * rows.length) / bins));
    return { time: median(part.map((row) => bounds.time[row] ?? 0)), value: median(part.map(middle)) };
  });
  const slopes = points.flatMap((a, i) =>
    points.slice(i + 1).flatMap((b) => (b.time > a.time ? [(b.value - a.value) / (b.time - a.time)] : []))
  );
  return slopes.length === 0 ? undefined : median(slopes);
}

/** Median of the middles of exchanges that bound both ways, carried to `at`; `undefined` where there are none. */
export function medianMiddle(bounds: Bounds, drift: number, at: number): number | undefined {
  const { size, time, lower, upper } = bounds;
  const middles: number[] = [];
  for (let row = 0; row < size; row += 1) {
    if (isTwoSided(bounds, row)) {
      middles.push(((lower[row] ?? 0) + (upper[row] ?? 0)) / 2 - drift * ((time[row] ?? 0) - at));
    }
  }
  return middles.length === 0 ? undefined : median(middles);
}

/**
 * Leaves out the tightest bounds of a side on which others lie beyond the agreement: where some calls end visibly late,
 * some end late by too little to be seen, and their bounds would cut the true offset off. As many bounds lie, as a rule,
 * within a round trip inside the edge as outside of it; of that number, the upper end of what chance makes of it goes.
 */
function withoutDoubtful(bounds: Bounds, chosen: Selection, at: number): Pick<Selection, 'lower' | 'upper'> {
  const { inside, drift } = chosen;
  const roundTrip = typicalRoundTrip(bounds, chosen);
  const residual = (column: Float64Array, row: number): number =>
    (column[row] ?? 0) - drift * ((bounds.time[row] ?? 0) - at);
  const side = (column: Float64Array, kept: Uint8Array, sign: 1 | -1, edge: number): Uint8Array => {
    const past = (row: number): number => sign * (residual(column, row) - edge);
    const beyond = Array.from(kept.keys()).filter((row) => kept[row] === 0);
    const near = beyond.filter((row) => past(row) <= roundTrip).length;
    const wide = beyond.filter((row) => past(row) <= WIDER * roundTrip).length / WIDER;
    const expected = Math.max(near, wide);
    const doubtful = expected === 0 ? 0 : Math.ceil(expected + 2 * Math.sqrt(expected)) + 1;
    const tightest = Array.from(kept.keys())
      .filter((row) => kept[row] === 1)
      .sort((a, b) => past(b) - past(a));
    const remaining = kept.slice();
    // A side always keeps its last bound: without one there would be no estimate.
    tightest.slice(0, Math.min(doubtful, tightest.length - 1)).forEach((row) => (remaining[row] = 0));
    return remaining;
  };
  return {
    lower: side(bounds.lower, chosen.lower, 1, inside.high),
    upper: side(bounds.upper, chosen.upper, -1, inside.low),
  };
}

/** The round trip that a tenth of the agreeing exchanges stay under. */
function typicalRoundTrip({ size, lower, upper }: Bounds, chosen: Selection): number {
  const found: number[] = [];
  for (let row = 0; row < size; row += 1) {
    if (chosen.lower[row] === 1 && chosen.upper[row] === 1) {
      found.push((upper[row] ?? 0) - (lower[row] ?? 0));
    }
  }
  return found.length === 0 ? 0 : quantile(found, SHORT_ROUND_TRIPS);
}

/** Exchanges with a bound that was not followed. */
function outliersOf(bounds: Bounds, chosen: Selection): readonly number[] {
  const found: number[] = [];
  for (let row = 0; row < bounds.size; row += 1) {
    if (chosen.lower[row] === 0 || chosen.upper[row] === 0) {
      found.push(row);
    }
  }
  return found;
}

function clamp(value: number, { low, high }: Interval): number {
  return Math.min(Math.max(value, low), high);
}
