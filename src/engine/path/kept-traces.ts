import type { TraceId } from '../units';

/** What is kept of one trace: its latency, and its operations, each once. Nanoseconds. */
export interface KeptTrace {
  readonly traceId: TraceId;
  readonly total: number;
  /** Rows of the operation table. */
  readonly operations: readonly number[];
  /** Own time on the path. */
  readonly exclusive: readonly number[];
  /** Sum of inclusive drags; `NaN` off the path. Empty when it was not worked out. */
  readonly drag: readonly number[];
  /** Least slack; 0 on the path, `NaN` where nobody waits. */
  readonly slack: readonly number[];
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

  /** @param make - only called when the trace is kept. O(log capacity) */
  public offer(traceId: TraceId, make: () => KeptTrace): void {
    const hash = hashOf(traceId);
    if (this.rows.length < this.capacity) {
      this.hashes.push(hash);
      this.rows.push(make());
      this.rise(this.rows.length - 1);
    } else if (hash < (this.hashes[0] ?? -1)) {
      this.hashes[0] = hash;
      this.rows[0] = make();
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
