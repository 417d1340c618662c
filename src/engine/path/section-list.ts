import { roomyInts, roomyTimes } from './columns';
import type { PathSections } from './types';

const FIRST_CAPACITY = 16;

/** Sections while they are found: columns that grow. */
export class SectionList {
  private size = 0;
  private span: Int32Array = new Int32Array(FIRST_CAPACITY);
  private start: Float64Array = new Float64Array(FIRST_CAPACITY);
  private end: Float64Array = new Float64Array(FIRST_CAPACITY);

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
