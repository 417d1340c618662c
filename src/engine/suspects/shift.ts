import { mean } from 'simple-statistics';

import type { Stream } from './evidence';
import { RunningSums, type Side, type Sides } from './running-sums';
import { usualLevel } from './usual';

/** What changed at a moment: means before (baseline included) and after, and how sure it is. */
export interface Shift {
  readonly usual: number;
  readonly now: number;
  /** Values before and after. */
  readonly before: number;
  readonly after: number;
  /** Independent observations after. */
  readonly moments: number;
  /** Standard deviations of what the values' scatter alone gives; signed. */
  readonly z: number;
  /** Squared standard error of the difference; of a level. */
  readonly variance: number;
  /** How far it went before, while all was well: the baseline against the time before, or the halves of that. */
  readonly drift: number | undefined;
}

/** Sums over a stream, so that any moment can be judged at once. */
export class ShiftScanner {
  private readonly values: RunningSums;
  /** Means of stretches of time: what varies between them is what the mean of many values may be off by. */
  private readonly stretches: RunningSums;
  /** How many stretches have values before each row. */
  private readonly counts: Int32Array;

  public constructor(public readonly stream: Stream) {
    const { times, values, baseline, shape } = stream;
    this.counts = countStretches(times, shape === 'level' ? SLOW_SPELL : SAME_TRACE);
    this.values = new RunningSums(values, baseline);
    const each = Math.max(1, Math.round(values.length / Math.max(1, this.counts[values.length] ?? 1)));
    this.stretches = new RunningSums(meansBy(values, this.counts), chunkMeans(baseline, each));
  }

  /** Row of the first value at or after a time. O(log n). */
  public rowAt(time: number): number {
    const { times } = this.stream;
    let low = 0;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((times[middle] ?? 0) < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Compares what is from `row` on with all before it and the baseline. `undefined` without values on either side. */
  public shiftAt(row: number): Shift | undefined {
    const values = this.values.split(row);
    const counts = { before: values.known.count + values.before.count, after: values.after.count };
    if (counts.before === 0 || counts.after === 0) {
      return undefined;
    }
    const stretches = this.stretches.split(this.counts[row] ?? 0);
    const moments = Math.max(1, stretches.after.count);
    const told = { now: values.after.mean, ...counts, moments, drift: this.values.drift(row) };
    return this.stream.shape === 'share' ? shareShift(told, values, stretches) : levelShift(told, values, stretches);
  }
}

type Told = Omit<Shift, 'usual' | 'z' | 'variance'>;

function shareShift(told: Told, { known, before }: Sides, stretches: Sides): Shift {
  const usual = (known.mean * known.count + before.mean * before.count) / (known.count + before.count);
  const moments = Math.max(1, stretches.known.count + stretches.before.count);
  return { ...told, usual, z: shareZ(usual, moments, told.now, told.moments), variance: 0 };
}

function levelShift(told: Told, { known, before }: Sides, { spread, ...stretches }: Sides): Shift {
  const meanOf = (side: Side, stretch: Side): { readonly mean: number; readonly variance: number } | undefined =>
    side.count === 0 ? undefined : { mean: side.mean, variance: spread / Math.max(1, stretch.count) };
  const usual = usualLevel(meanOf(known, stretches.known), meanOf(before, stretches.before));
  const variance = usual.variance + spread / told.moments;
  return { ...told, usual: usual.mean, variance, z: (told.now - usual.mean) / Math.sqrt(variance) };
}

/** A pause or a busy neighbour slows all requests of several seconds: such a stretch is one observation. Nanoseconds. */
const SLOW_SPELL = 10e9;
/** What one trace does again and again within a second is one thing done. */
const SAME_TRACE = 1e9;

/** How many stretches of a length have values before each row. */
function countStretches(times: Float64Array, length: number): Int32Array {
  const counts = new Int32Array(times.length + 1);
  let last = -Infinity;
  times.forEach((time, at) => {
    const stretch = Math.floor(time / length);
    counts[at + 1] = (counts[at] ?? 0) + (stretch === last ? 0 : 1);
    last = stretch;
  });
  return counts;
}

/** Mean of each stretch. */
function meansBy(values: Float64Array, counts: Int32Array): Float64Array {
  const sums = new Float64Array(counts[values.length] ?? 0);
  const sizes = new Float64Array(sums.length);
  values.forEach((value, at) => {
    const stretch = (counts[at + 1] ?? 1) - 1;
    sums[stretch] = (sums[stretch] ?? 0) + value;
    sizes[stretch] = (sizes[stretch] ?? 0) + 1;
  });
  return sums.map((sum, stretch) => sum / (sizes[stretch] ?? 1));
}

/** Mean of every so many values in a row. */
function chunkMeans(values: Float64Array, each: number): Float64Array {
  const count = Math.ceil(values.length / each);
  return Float64Array.from({ length: count }, (_, at) => mean(Array.from(values.subarray(at * each, (at + 1) * each))));
}

/**
 * How alike requests of one time are. What is written by every second request goes with what the shop sells today; what
 * is written by all or by none is the way the code goes, whatever is sold. So this is for a share of a half, and less for
 * shares near 0 or 1.
 */
const ALIKE = 0.2;

/**
 * Signed root of the log likelihood ratio of two shares (G-test). Kish's design effect `1 + (m - 1) rho` takes off what
 * many like requests would prove.
 */
function shareZ(usual: number, before: number, now: number, after: number): number {
  const total = before + after;
  const share = (usual * before + now * after) / total;
  const g =
    2 *
    (before * (part(usual, share) + part(1 - usual, 1 - share)) +
      after * (part(now, share) + part(1 - now, 1 - share)));
  const varied = (usual * before + 0.5) / (before + 1);
  const alike = ALIKE * 4 * varied * (1 - varied);
  const size = 2 / (1 / before + 1 / after);
  const z = Math.sqrt(Math.max(0, g) / (1 + alike * Math.max(0, size - 1)));
  return now >= usual ? z : -z;
}

function part(observed: number, expected: number): number {
  return observed <= 0 ? 0 : observed * Math.log(observed / expected);
}
