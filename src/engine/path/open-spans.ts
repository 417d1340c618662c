import { roomyInts, roomyTimes } from './columns';

const FIRST_CAPACITY = 64;

/** Spans that a walk is inside of, the innermost last: a stack by columns. */
export class OpenSpans {
  public depth = 0;
  public position: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** Places of the sorted children: the first, the next to look at, and where they stop. */
  public first: Int32Array = new Int32Array(FIRST_CAPACITY);
  public next: Int32Array = new Int32Array(FIRST_CAPACITY);
  public stop: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** What lies after it is done. Nanoseconds. */
  public cursor: Float64Array = new Float64Array(FIRST_CAPACITY);

  /** Place after the sorted children of the innermost. */
  public get top(): number {
    return this.depth === 0 ? 0 : (this.stop[this.depth - 1] ?? 0);
  }

  public push(position: number, first: number, stop: number, cursor: number): void {
    const at = this.depth;
    if (at === this.position.length) {
      this.position = roomyInts(this.position, at + 1);
      this.first = roomyInts(this.first, at + 1);
      this.next = roomyInts(this.next, at + 1);
      this.stop = roomyInts(this.stop, at + 1);
      this.cursor = roomyTimes(this.cursor, at + 1);
    }
    this.position[at] = position;
    this.first[at] = first;
    this.next[at] = first;
    this.stop[at] = stop;
    this.cursor[at] = cursor;
    this.depth = at + 1;
  }
}
