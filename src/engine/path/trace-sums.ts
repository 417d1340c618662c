import type { WalkedTrace } from './call-paths';
import { roomyInts, roomyTimes } from './columns';
import { KeptPlaces, type KeptTrace } from './kept-traces';
import type { DragAndSlack } from './types';

const FIRST_CAPACITY = 64;
/** Drags and slacks that were not worked out. */
const NOT_KNOWN = new Float64Array(0);

/** Sums of one trace by operation, until the next trace is read. An operation has a place: `0 .. size - 1`. */
export class TraceSums {
  public size = 0;
  /** By place: row of the operation table, spans, 1 where one is on the path, and nanoseconds of itself there. */
  public operation: Int32Array = new Int32Array(FIRST_CAPACITY);
  public spans: Int32Array = new Int32Array(FIRST_CAPACITY);
  public onPath: Int32Array = new Int32Array(FIRST_CAPACITY);
  public exclusive: Float64Array = new Float64Array(FIRST_CAPACITY);
  private drag: Float64Array = new Float64Array(FIRST_CAPACITY);
  private slack: Float64Array = new Float64Array(FIRST_CAPACITY);
  /** By operation: its place, when `operation` says so too (Briggs and Torczon's sparse set: nothing to clear). */
  private placeOf: Int32Array = new Int32Array(FIRST_CAPACITY);
  private readonly places = new KeptPlaces();

  /**
   * Drags are summed, of slacks the least counts; `NaN` where there is none.
   * @param most - operations there are, at least
   */
  public read({ part, operations, found }: WalkedTrace, drags: DragAndSlack | undefined, most: number): void {
    this.makeRoom(part.trace.size, most);
    const { spans, onPath, exclusive } = this;
    const [foundOnPath, foundExclusive] = [found.onPath, found.exclusive];
    const [itsDrag, itsSlack] = [drags?.dragInclusive ?? NOT_KNOWN, drags?.slack ?? NOT_KNOWN];
    const end = part.from + part.trace.size;
    this.size = 0;
    for (let row = part.from; row < end; row += 1) {
      const place = this.placeFor(operations[row] ?? 0);
      spans[place] = (spans[place] ?? 0) + 1;
      if (foundOnPath[row] === 1) {
        onPath[place] = 1;
        exclusive[place] = (exclusive[place] ?? 0) + (foundExclusive[row] ?? 0);
        this.addDrag(place, itsDrag[row] ?? NaN);
      }
      this.addSlack(place, itsSlack[row] ?? NaN);
    }
  }

  /** The place of an operation, a new one when it is met first. */
  private placeFor(of: number): number {
    const { operation, placeOf, size } = this;
    const known = placeOf[of] ?? 0;
    if (known < size && operation[known] === of) {
      return known;
    }
    this.size = size + 1;
    placeOf[of] = size;
    operation[size] = of;
    this.spans[size] = 0;
    this.onPath[size] = 0;
    this.exclusive[size] = 0;
    this.drag[size] = NaN;
    this.slack[size] = NaN;
    return size;
  }

  private addDrag(place: number, drag: number): void {
    const known = this.drag[place] ?? NaN;
    this.drag[place] = known >= 0 ? known + drag : drag;
  }

  private addSlack(place: number, slack: number): void {
    if (!Number.isNaN(slack) && !((this.slack[place] ?? NaN) <= slack)) {
      this.slack[place] = slack;
    }
  }

  /** What is kept of the trace, where `replaced` was if there is room. */
  public keep({ part, total }: WalkedTrace, replaced: KeptTrace | undefined): KeptTrace {
    const { size } = this;
    const { columns, from, to } = this.places.take(size, replaced);
    for (let place = 0; place < size; place += 1) {
      columns.operation[from + place] = this.operation[place] ?? 0;
      columns.exclusive[from + place] = this.exclusive[place] ?? 0;
      columns.drag[from + place] = this.drag[place] ?? NaN;
      columns.slack[from + place] = this.slack[place] ?? NaN;
    }
    return { traceId: part.trace.traceId, total, columns, from, to };
  }

  private makeRoom(spans: number, operations: number): void {
    this.placeOf = roomyInts(this.placeOf, operations);
    const needed = Math.min(spans, operations);
    if (needed > this.operation.length) {
      this.operation = roomyInts(this.operation, needed);
      this.spans = roomyInts(this.spans, needed);
      this.onPath = roomyInts(this.onPath, needed);
      this.exclusive = roomyTimes(this.exclusive, needed);
      this.drag = roomyTimes(this.drag, needed);
      this.slack = roomyTimes(this.slack, needed);
    }
  }
}
