import type { Stream } from './evidence/stream';

/** What changed at a moment: means before (baseline included) and after, and how sure it is. */
export interface Shift {
  readonly usual: number;
  readonly now: number;
  /** Values before and after. */
  readonly before: number;
  readonly after: number;
  /** Standard deviations of what the values' scatter alone gives; signed. */
  readonly z: number;
  /** Squared standard error of the difference; of a level. */
  readonly variance: number;
}

/** Sums over a stream, so that any moment can be judged at once. */
export class ShiftScanner {
  private readonly sums: Float64Array;
  private readonly squares: Float64Array;
  private readonly baselineSum: number;
  private readonly baselineSquares: number;

  public constructor(public readonly stream: Stream) {
    const { values, baseline } = stream;
    this.sums = new Float64Array(values.length + 1);
    this.squares = new Float64Array(values.length + 1);
    values.forEach((value, at) => {
      this.sums[at + 1] = (this.sums[at] ?? 0) + value;
      this.squares[at + 1] = (this.squares[at] ?? 0) + value * value;
    });
    this.baselineSum = baseline.reduce((sum, value) => sum + value, 0);
    this.baselineSquares = baseline.reduce((sum, value) => sum + value * value, 0);
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
    const { values, baseline } = this.stream;
    const before = baseline.length + row;
    const after = values.length - row;
    if (before === 0 || after === 0) {
      return undefined;
    }
    const sumBefore = this.baselineSum + (this.sums[row] ?? 0);
    const sumAfter = (this.sums[values.length] ?? 0) - (this.sums[row] ?? 0);
    const usual = sumBefore / before;
    const now = sumAfter / after;
    if (this.stream.shape === 'share') {
      return { usual, now, before, after, z: shareZ(sumBefore, before, sumAfter, after), variance: 0 };
    }
    const squares = this.baselineSquares + (this.squares[values.length] ?? 0);
    const within = squares - before * usual * usual - after * now * now;
    const spread = (within + PRIOR_COUNT * PRIOR_SPREAD ** 2) / (before + after - 2 + PRIOR_COUNT);
    const variance = Math.max(0, spread) * (1 / before + 1 / after);
    return { usual, now, before, after, z: (now - usual) / Math.sqrt(variance), variance };
  }
}

/** Until a few values are known, they are taken to scatter by a factor of about 1.3. */
const PRIOR_COUNT = 2;
const PRIOR_SPREAD = 0.25;

/**
 * How alike requests of one time are: which lines they write goes with what the shop sells today. Kish's design effect
 * `1 + (m - 1) rho` takes off what many like requests would prove.
 */
const ALIKE = 0.03;

/** Signed root of the log likelihood ratio of two shares (G-test), with the design effect taken off. */
function shareZ(hitsBefore: number, before: number, hitsAfter: number, after: number): number {
  const total = before + after;
  const hits = hitsBefore + hitsAfter;
  const g =
    2 *
    (part(hitsBefore, (before * hits) / total) +
      part(before - hitsBefore, (before * (total - hits)) / total) +
      part(hitsAfter, (after * hits) / total) +
      part(after - hitsAfter, (after * (total - hits)) / total));
  const alike = 2 / (1 / before + 1 / after);
  const z = Math.sqrt(Math.max(0, g) / (1 + ALIKE * Math.max(0, alike - 1)));
  return hitsAfter / after >= hitsBefore / before ? z : -z;
}

function part(observed: number, expected: number): number {
  return observed === 0 ? 0 : observed * Math.log(observed / expected);
}
