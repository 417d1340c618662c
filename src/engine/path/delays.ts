/** Times between two events that many spans have, in nanoseconds. */
export interface Delay {
  readonly count: number;
  readonly min: number;
  readonly mean: number;
  readonly max: number;
}

/** Sums up delays one by one; NaN for what none tells. */
export class DelaySums {
  private count = 0;
  private sum = 0;
  private min = Infinity;
  private max = -Infinity;

  public add(delay: number): void {
    this.count += 1;
    this.sum += delay;
    this.min = Math.min(this.min, delay);
    this.max = Math.max(this.max, delay);
  }

  public finish(): Delay {
    const { count, min, max, sum } = this;
    return count === 0 ? { count, min: NaN, mean: NaN, max: NaN } : { count, min, mean: sum / count, max };
  }
}
