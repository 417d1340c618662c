import { type Memory, roomyInts, roomyTimes } from './columns';
import type { PathSections } from './types';

/** Sections while they are found: columns that grow. */
export class SectionList {
  private size = 0;
  private span: Int32Array;
  private start: Float64Array;
  private end: Float64Array;

  /** @param most - how many it may hold, about */
  public constructor(memory: Memory, most: number) {
    const capacity = memory.atFirst(most);
    this.span = memory.ints(capacity);
    this.start = memory.times(capacity);
    this.end = memory.times(capacity);
  }

  public add(span: number, start: number, end: number): void {
    const at = this.size;
    this.span = roomyInts(this.span, at + 1);
    this.start = roomyTimes(this.start, at + 1);
    this.end = roomyTimes(this.end, at + 1);
    this.span[at] = span;
    this.start[at] = start;
    this.end[at] = end;
    this.size = at + 1;
  }

  public finish(): PathSections {
    const { size } = this;
    return {
      size,
      span: this.span.slice(0, size),
      start: this.start.slice(0, size),
      end: this.end.slice(0, size),
    };
  }
}
