import type { Forest } from './forest';

/**
 * Counts starts and ends of siblings in a window, both ends of it included (CRISP `numSyncEventsInWindowInclusive`, which
 * looks at every sibling each time). Sorted once when first asked about a family: O(k log k), then O(log k) a window.
 */
export class SiblingEvents {
  private starts = new Float64Array(0);
  private ends = new Float64Array(0);
  private isKnown = false;

  public constructor(private readonly forest: Forest) {}

  /** Another family from here on. */
  public clear(): void {
    this.isKnown = false;
  }

  /** @param siblings - those of the family are `siblings[from .. to - 1]` */
  public count(siblings: Int32Array, from: number, to: number, windowStart: number, windowEnd: number): number {
    if (!this.isKnown) {
      const { start, end } = this.forest;
      this.starts = new Float64Array(to - from);
      this.ends = new Float64Array(to - from);
      for (let i = from; i < to; i += 1) {
        this.starts[i - from] = start[siblings[i] ?? 0] ?? 0;
        this.ends[i - from] = end[siblings[i] ?? 0] ?? 0;
      }
      this.starts.sort();
      this.ends.sort();
      this.isKnown = true;
    }
    return within(this.starts, windowStart, windowEnd) + within(this.ends, windowStart, windowEnd);
  }
}

function within(sorted: Float64Array, from: number, to: number): number {
  return below(sorted, to, true) - below(sorted, from, false);
}

/** How many are less than `limit`, or equal to it if `isInclusive`. */
export function below(sorted: Float64Array, limit: number, isInclusive: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = sorted[middle] ?? 0;
    if (value < limit || (isInclusive && value === limit)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
