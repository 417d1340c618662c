import type { PathSections } from './types';

const FIRST_CAPACITY = 64;

/** Sections while they are found: columns that grow. */
export class SectionList {
  private size = 0;
  private span = new Int32Array(FIRST_CAPACITY);
  private start = new Float64Array(FIRST_CAPACITY);
  private end = new Float64Array(FIRST_CAPACITY);

  public add(span: number, start: number, end: number): void {
    if (this.size === this.span.length) {
      this.grow();
    }
    this.span[this.size] = span;
    this.start[this.size] = start;
    this.end[this.size] = end;
    this.size += 1;
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

  private grow(): void {
    const { span, start, end, size } = this;
    this.span = new Int32Array(size * 2);
    this.start = new Float64Array(size * 2);
    this.end = new Float64Array(size * 2);
    this.span.set(span);
    this.start.set(start);
    this.end.set(end);
  }
}
