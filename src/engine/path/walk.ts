import { type Memory, OWN_MEMORY, roomyInts } from './columns';
import { type Forest, lengthAt } from './forest';
import { SectionList } from './section-list';

/** What a rule's walk finds, while it finds it. */
export class Walk {
  /** Positions on the path in the order in which they are met; `met` of them. */
  public path: Int32Array;
  public met = 0;
  /** By row of the trace. */
  public readonly onPath: Uint8Array;
  public readonly exclusive: Float64Array;
  public readonly inclusive: Float64Array;
  public readonly sections: SectionList;
  /** Positions where the path chose one of siblings that end together: both. */
  public readonly ties: number[] = [];

  public constructor(
    private readonly forest: Forest,
    rows: number,
    memory: Memory = OWN_MEMORY
  ) {
    this.path = memory.ints(memory.atFirst(rows));
    this.onPath = memory.bytes(rows);
    this.exclusive = memory.times(rows);
    this.inclusive = memory.times(rows);
    this.sections = new SectionList(memory, rows);
  }

  /** Puts a span on the path. */
  public meet(position: number): void {
    const row = this.forest.row[position] ?? 0;
    this.path = roomyInts(this.path, this.met + 1);
    this.path[this.met] = position;
    this.met += 1;
    this.onPath[row] = 1;
    this.inclusive[row] = lengthAt(this.forest, position);
  }

  /** Gives a span of the path time of its own, or takes it back. */
  public addOwn(position: number, time: number): void {
    const row = this.forest.row[position] ?? 0;
    this.exclusive[row] = (this.exclusive[row] ?? 0) + time;
  }

  public addSection(position: number, start: number, end: number): void {
    this.sections.add(this.forest.row[position] ?? 0, start, end);
  }
}
