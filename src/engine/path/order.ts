import type { Trace } from '../model';
import type { Forest } from './forest';
import { sortBy } from './sort';
import type { PathRule } from './types';

const LATEST_FIRST = -1;
const EARLIEST_FIRST = 1;

/**
 * Puts siblings in the order in which a rule looks at them: by end, the last first. Of siblings that end together
 * `last-finishing` takes the one that started first (before it was cut), `tolerant` the one that came last in the trace.
 */
export class SiblingOrder {
  /** Positions; those of the children of `p` from `forest.first[p]` on, once `sort(p)` was called. */
  public readonly sorted: Int32Array;
  private readonly spare: Int32Array;
  /** Starts before they were cut, of siblings that end together. */
  private readonly given: Float64Array;

  public constructor(
    private readonly trace: Trace,
    private readonly forest: Forest,
    private readonly rule: PathRule
  ) {
    this.sorted = new Int32Array(forest.size);
    this.spare = new Int32Array(forest.size);
    this.given = new Float64Array(rule === 'tolerant' ? 0 : forest.size);
  }

  /**
   * Sorts the children of `parent` that share its fate: those that are walked, or that were left out with it.
   * @returns how many there are. O(k log k), O(k) when they are in order.
   */
  public sort(parent: number): number {
    const { first, left, end } = this.forest;
    const from = first[parent] ?? 0;
    const to = first[parent + 1] ?? 0;
    const isBackwards = this.rule === 'tolerant';
    let filled = from;
    for (let i = from; i < to; i += 1) {
      const child = isBackwards ? to - 1 - (i - from) : i;
      if (left[child] === left[parent]) {
        this.sorted[filled] = child;
        filled += 1;
      }
    }
    sortBy(end, LATEST_FIRST, this.sorted, from, filled, this.spare);
    if (!isBackwards) {
      this.sortTies(from, filled);
    }
    return filled - from;
  }

  private sortTies(from: number, to: number): void {
    const { sorted } = this;
    const { end, row } = this.forest;
    let tied = from;
    for (let i = from + 1; i <= to; i += 1) {
      if (i < to && end[sorted[i] ?? 0] === end[sorted[tied] ?? 0]) {
        continue;
      }
      if (i - tied > 1) {
        for (let k = tied; k < i; k += 1) {
          const child = sorted[k] ?? 0;
          this.given[child] = this.trace.start[row[child] ?? 0] ?? 0;
        }
        sortBy(this.given, EARLIEST_FIRST, sorted, tied, i, this.spare);
      }
      tied = i;
    }
  }
}
