import type { Trace } from '../model';
import { roomyInts } from './columns';
import type { Forest } from './forest';
import { Sorter } from './sort';
import type { PathRule } from './types';

const FIRST_CAPACITY = 64;
/** Families of up to so many, which most are, are put in order one child at a time. */
const FEW = 16;

/**
 * Puts siblings in the order in which a rule looks at them: by end, the last first. Of siblings that end together
 * `last-finishing` takes the one that started first (before it was cut), `tolerant` the one that came last in the trace.
 */
export class SiblingOrder {
  /** Positions. It is another array when it had to grow: read it anew after each `sort`. */
  public sorted: Int32Array = new Int32Array(FIRST_CAPACITY);
  private readonly sorter = new Sorter();

  public constructor(
    private readonly trace: Trace,
    private readonly forest: Forest,
    private readonly rule: PathRule
  ) {}

  /**
   * Sorts the children of `parent` that share its fate - those that are walked, or that were left out with it - into
   * `sorted`, from the place `at` on.
   * @returns how many there are. O(k log k), O(k) when they are in order.
   */
  public sort(parent: number, at: number): number {
    const { first, left, end } = this.forest;
    const from = first[parent] ?? 0;
    const count = (first[parent + 1] ?? 0) - from;
    if (count === 0) {
      return 0;
    }
    this.sorted = roomyInts(this.sorted, at + count);
    if (count <= FEW) {
      return this.insertFew(from, count, left[parent], at);
    }
    const { sorted } = this;
    const isBackwards = this.rule === 'tolerant';
    const fate = left[parent];
    let filled = at;
    for (let i = 0; i < count; i += 1) {
      const child = isBackwards ? from + count - 1 - i : from + i;
      if (left[child] === fate) {
        sorted[filled] = child;
        filled += 1;
      }
    }
    if (filled - at > 1) {
      this.sorter.descending(end, sorted, at, filled);
      if (!isBackwards) {
        this.sortTies(at, filled);
      }
    }
    return filled - at;
  }

  private insertFew(from: number, count: number, fate: number | undefined, at: number): number {
    const { sorted } = this;
    const { end, left } = this.forest;
    const isBackwards = this.rule === 'tolerant';
    let filled = at;
    for (let i = 0; i < count; i += 1) {
      const child = isBackwards ? from + count - 1 - i : from + i;
      if (left[child] !== fate) {
        continue;
      }
      const ended = end[child] ?? 0;
      let place = filled;
      while (place > at) {
        const other = sorted[place - 1] ?? 0;
        const otherEnded = end[other] ?? 0;
        const isFirst =
          otherEnded < ended ||
          (otherEnded === ended && !isBackwards && this.givenStart(other) > this.givenStart(child));
        if (!isFirst) {
          break;
        }
        sorted[place] = other;
        place -= 1;
      }
      sorted[place] = child;
      filled += 1;
    }
    return filled - at;
  }

  private sortTies(from: number, to: number): void {
    const { sorted } = this;
    const { end } = this.forest;
    let tied = from;
    for (let i = from + 1; i <= to; i += 1) {
      if (i < to && end[sorted[i] ?? 0] === end[sorted[tied] ?? 0]) {
        continue;
      }
      if (i - tied > 1) {
        sorted.subarray(tied, i).sort((a, b) => this.givenStart(a) - this.givenStart(b) || a - b);
      }
      tied = i;
    }
  }

  private givenStart(position: number): number {
    return this.trace.start[this.forest.row[position] ?? 0] ?? 0;
  }
}
