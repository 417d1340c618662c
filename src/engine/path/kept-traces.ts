import type { TraceId } from '../units';

/** Operations of traces that are kept, one after another. Nanoseconds. */
export interface KeptColumns {
  /** Rows of the operation table. */
  readonly operation: Int32Array;
  /** Own time on the path. */
  readonly exclusive: Float64Array;
  /** Sum of inclusive drags; `NaN` off the path, or when it was not worked out. */
  readonly drag: Float64Array;
  /** Least slack; 0 on the path, `NaN` where nobody waits, or when it was not worked out. */
  readonly slack: Float64Array;
}

/** What is kept of one trace: its latency, and its operations, each once, at `from .. to - 1` of `columns`. */
export interface KeptTrace {
  readonly traceId: TraceId;
  /** Nanoseconds. */
  readonly total: number;
  readonly columns: KeptColumns;
  readonly from: number;
  readonly to: number;
}

/** Places in one set of columns: few sets for the garbage collector, and little of one left empty. */
const PLACES = 16_384;

/** Takes places for the operations of kept traces. */
export class KeptPlaces {
  private columns: KeptColumns = columnsOf(0);
  private taken = 0;

  /** Places for `count` operations, to be filled: those of a trace that is no longer kept, where they are enough. */
  public take(count: number, replaced: KeptTrace | undefined): Pick<KeptTrace, 'columns' | 'from' | 'to'> {
    if (replaced !== undefined && replaced.to - replaced.from >= count) {
      const { columns, from } = replaced;
      return { columns, from, to: from + count };
    }
    if (this.taken + count > this.columns.operation.length) {
      this.columns = columnsOf(Math.max(PLACES, count));
      this.taken = 0;
    }
    const from = this.taken;
    this.taken += count;
    return { columns: this.columns, from, to: this.taken };
  }
}

function columnsOf(size: number): KeptColumns {
  return {
    operation: new Int32Array(size),
    exclusive: new Float64Array(size),
    drag: new Float64Array(size),
    slack: new Float64Array(size),
  };
}

/**
 * At most so many traces, chosen by the hash of their ID (the smallest stay, "bottom-k"): a uniform sample that does not
 * depend on the order in which traces come, nor on how they are cut into batches. The same trace twice is kept twice.
 */
export class KeptTraces {
  /** A heap with the largest hash on top, once it is full. */
  private readonly hashes: number[] = [];
  private readonly rows: KeptTrace[] = [];

  public constructor(private readonly capacity: number) {}

  public get traces(): readonly KeptTrace[] {
    return this.rows;
  }

  /** @param make - only called when the trace is kept, with the one that goes for it. O(log capacity) */
  public offer(traceId: TraceId, make: (replaced: KeptTrace | undefined) => KeptTrace): void {
    const hash = hashOf(traceId);
    if (this.rows.length < this.capacity) {
      this.hashes.push(hash);
      this.rows.push(make(undefined));
      this.rise(this.rows.length - 1);
    } else if (hash < (this.hashes[0] ?? -1)) {
      this.hashes[0] = hash;
      this.rows[0] = make(this.rows[0]);
      this.sink();
    }
  }

  private rise(from: number): void {
    let at = from;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if ((this.hashes[up] ?? 0) >= (this.hashes[at] ?? 0)) {
        return;
      }
      this.swap(at, up);
      at = up;
    }
  }

  private sink(): void {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const right = left + 1;
      const larger = (this.hashes[right] ?? -1) > (this.hashes[left] ?? -1) ? right : left;
      if ((this.hashes[larger] ?? -1) <= (this.hashes[at] ?? 0)) {
        return;
      }
      this.swap(at, larger);
      at = larger;
    }
  }

  private swap(a: number, b: number): void {
    const hash = this.hashes[a] ?? 0;
    const row = this.rows[a];
    const other = this.rows[b];
    this.hashes[a] = this.hashes[b] ?? 0;
    this.hashes[b] = hash;
    if (row !== undefined && other !== undefined) {
      this.rows[a] = other;
      this.rows[b] = row;
    }
  }
}

/** Traces by total latency, ascending; by ID where they took equally long. */
export function byLatency(traces: readonly KeptTrace[]): readonly KeptTrace[] {
  return [...traces].sort((a, b) => a.total - b.total || (a.traceId < b.traceId ? -1 : 1));
}

/** FNV-1a with MurmurHash3's finaliser: near IDs fall far apart. */
function hashOf(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
