/**
 * How much counters grew from one sample to the next, resets and late births included: a counter that falls has begun again
 * at 0; one that appears after the others has grown from 0, because libraries make a series when they first count.
 */
export class Growth {
  /** Of each counter, at the moment added last. */
  readonly grown: Float64Array;
  /** The moment added last was the first: nothing can be said of growth. */
  isFirst = true;
  /** A counter fell at the moment added last: its process is a new one. */
  hasReset = false;
  private readonly before: Float64Array;
  private moments = 0;

  constructor(size: number) {
    this.grown = new Float64Array(size);
    this.before = new Float64Array(size).fill(NaN);
  }

  /** @param values - NaN where a counter has no sample */
  add(values: Float64Array): void {
    this.isFirst = this.moments === 0;
    this.hasReset = false;
    this.moments += 1;
    for (let row = 0; row < values.length; row += 1) {
      const value = values[row] ?? NaN;
      const before = this.before[row] ?? NaN;
      this.grown[row] = Number.isNaN(value) ? 0 : this.growth(value, before);
      this.before[row] = Number.isNaN(value) ? before : value;
    }
  }

  /** The value last seen. */
  latest(row: number): number {
    const value = this.before[row] ?? NaN;
    return Number.isNaN(value) ? 0 : value;
  }

  private growth(value: number, before: number): number {
    if (Number.isNaN(before)) {
      return this.isFirst ? 0 : value;
    }
    this.hasReset ||= value < before;
    return value < before ? value : value - before;
  }
}
