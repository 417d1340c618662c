import type { Forest } from './forest';

/**
 * Counts starts and ends of siblings in a window, both ends of it included (CRISP `numSyncEventsInWindowInclusive`, which
 * looks at every sibling each time). Sorted when first asked about a family: O(k log k), then O(log k) a window.
 */
export class SiblingEvents {
  private starts: Float64Array = new Float64Array(0);
  private ends: Float64Array = new Float64Array(0);
  private parent = -1;
  private isSorted = false;

  public constructor(private readonly forest: Forest) {}

  /** Asks about the children of `parent` from here on. */
  public setFamily(parent: number): void {
    this.parent = parent;
    this.isSorted = false;
  }

  public count(windowStart: number, windowEnd: number): number {
    if (!this.isSorted) {
      this.gather();
    }
    return within(this.starts, windowStart, windowEnd) + within(this.ends, windowStart, windowEnd);
  }

  private gather(): void {
    const { start, end, first, left } = this.forest;
    const from = first[this.parent] ?? 0;
    const to = first[this.parent + 1] ?? 0;
    const starts = new Float64Array(to - from);
    const ends = new Float64Array(to - from);
    let count = 0;
    for (let child = from; child < to; child += 1) {
      if (left[child] === 0) {
        starts[count] = start[child] ?? 0;
        ends[count] = end[child] ?? 0;
        count += 1;
      }
    }
    this.starts = starts.subarray(0, count).sort();
    this.ends = ends.subarray(0, count).sort();
    this.isSorted = true;
  }
}

function within(sorted: Float64Array, from: number, to: number): number {
  return below(sorted, sorted.length, to, true) - below(sorted, sorted.length, from, false);
}

/** How many of the first `count` are less than `limit`, or equal to it if `isInclusive`. */
export function below(sorted: Float64Array, count: number, limit: number, isInclusive: boolean): number {
  let low = 0;
  let high = count;
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
