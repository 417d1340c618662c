/** How many, and their mean; 0 for none. */
export interface Side {
  readonly count: number;
  readonly mean: number;
}

/** What is known from a good time, the time before a split and the time after it, and the variance within them. */
export interface Sides {
  readonly known: Side;
  readonly before: Side;
  readonly after: Side;
  readonly spread: number;
}

/** Until a few values are known, they are taken to scatter by a factor of about 1.3 (a logarithm). */
const PRIOR_COUNT = 2;
const PRIOR_SPREAD = 0.25;

/** Sums and squares up to each row, so that every split of the values is O(1). */
export class RunningSums {
  private readonly sums: Float64Array;
  private readonly squares: Float64Array;
  private readonly usual: { readonly count: number; readonly sum: number; readonly squares: number };

  public constructor(values: Float64Array, usual: Float64Array) {
    this.sums = new Float64Array(values.length + 1);
    this.squares = new Float64Array(values.length + 1);
    values.forEach((value, at) => {
      this.sums[at + 1] = (this.sums[at] ?? 0) + value;
      this.squares[at + 1] = (this.squares[at] ?? 0) + value * value;
    });
    this.usual = {
      count: usual.length,
      sum: usual.reduce((sum, value) => sum + value, 0),
      squares: usual.reduce((sum, value) => sum + value * value, 0),
    };
  }

  /** Before `row`, and from it on. */
  public split(row: number): Sides {
    const size = this.sums.length - 1;
    const known = sideOf(this.usual.count, this.usual.sum);
    const before = sideOf(row, this.sums[row] ?? 0);
    const after = sideOf(size - row, (this.sums[size] ?? 0) - (this.sums[row] ?? 0));
    const sides = [known, before, after];
    const squares = this.usual.squares + (this.squares[size] ?? 0);
    const between = sides.reduce((sum, side) => sum + side.count * side.mean * side.mean, 0);
    const groups = sides.filter(({ count }) => count > 0).length;
    const freedom = this.usual.count + size - groups;
    const spread = (Math.max(0, squares - between) + PRIOR_COUNT * PRIOR_SPREAD ** 2) / (freedom + PRIOR_COUNT);
    return { known, before, after, spread };
  }

  /** Difference of two means of the time before `row`: what is known from before and its own, or its two halves. */
  public drift(row: number): number | undefined {
    if (this.usual.count >= FEWEST && row >= FEWEST) {
      return (this.sums[row] ?? 0) / row - this.usual.sum / this.usual.count;
    }
    const half = row >> 1;
    return half < FEWEST
      ? undefined
      : ((this.sums[row] ?? 0) - (this.sums[half] ?? 0)) / (row - half) - (this.sums[half] ?? 0) / half;
  }
}

/** Fewer values have no mean to speak of. */
const FEWEST = 4;

function sideOf(count: number, sum: number): Side {
  return { count, mean: count === 0 ? 0 : sum / count };
}
