/** The array itself, or a longer copy when `needed` items do not fit. It doubles at least, so that growing stays linear. */
export function roomyInts(items: Int32Array, needed: number): Int32Array {
  if (needed <= items.length) {
    return items;
  }
  const longer = new Int32Array(Math.max(needed, items.length * 2));
  longer.set(items);
  return longer;
}

/** As {@link roomyInts}, for times. */
export function roomyTimes(items: Float64Array, needed: number): Float64Array {
  if (needed <= items.length) {
    return items;
  }
  const longer = new Float64Array(Math.max(needed, items.length * 2));
  longer.set(items);
  return longer;
}

/** Where columns come from. They are zero, and as long as asked for at least. */
export interface Memory {
  readonly ints: (size: number) => Int32Array;
  readonly times: (size: number) => Float64Array;
  readonly bytes: (size: number) => Uint8Array;
  /** Places to begin with in a column that grows, of `most` at most: memory of its own grows with what is found. */
  readonly atFirst: (most: number) => number;
}

const FIRST_CAPACITY = 16;

/** Memory that its columns own: results may be made of it. */
export const OWN_MEMORY: Memory = {
  ints: (size) => new Int32Array(size),
  times: (size) => new Float64Array(size),
  bytes: (size) => new Uint8Array(size),
  atFirst: (most) => Math.min(most, FIRST_CAPACITY),
};

/**
 * Memory for one batch after another: what was handed out is handed out again after {@link SharedMemory.clear}. No result
 * may be made of it.
 */
export class SharedMemory implements Memory {
  private readonly allInts = new Shelf((size) => new Int32Array(size));
  private readonly allTimes = new Shelf((size) => new Float64Array(size));
  private readonly allBytes = new Shelf((size) => new Uint8Array(size));

  public readonly ints = (size: number): Int32Array => this.allInts.take(size);
  public readonly times = (size: number): Float64Array => this.allTimes.take(size);
  public readonly bytes = (size: number): Uint8Array => this.allBytes.take(size);
  public readonly atFirst = (most: number): number => most;

  /** Takes everything back. */
  public clear(): void {
    this.allInts.clear();
    this.allTimes.clear();
    this.allBytes.clear();
  }
}

/** Columns of one kind, in the order in which they are asked for. */
class Shelf<Column extends Int32Array | Float64Array | Uint8Array> {
  private readonly columns: Column[] = [];
  private taken = 0;

  public constructor(private readonly make: (size: number) => Column) {}

  public take(size: number): Column {
    const known = this.columns[this.taken];
    const column = known === undefined || known.length < size ? this.make(size) : known;
    if (column === known) {
      column.fill(0, 0, size);
    } else {
      this.columns[this.taken] = column;
    }
    this.taken += 1;
    return column;
  }

  public clear(): void {
    this.taken = 0;
  }
}
