import type { Trace } from '../model';
import type { CallPath, PathExemplar } from './aggregate-types';
import type { BatchPart } from './trace-batch';
import { PairTable } from './pair-table';
import type { Walk } from './walk';

/** Call paths told apart in one group; spans of later ones count as their parent's. */
const MOST_CALL_PATHS = 100_000;

/** One trace of a batch, walked. Rows are those of the batch. */
export interface WalkedTrace {
  readonly part: BatchPart;
  readonly whole: Trace;
  /** By row: what the walk found, of all traces of the batch. */
  readonly found: Pick<Walk, 'onPath' | 'exclusive' | 'inclusive'>;
  /** Rows on the path of this trace, and its roots. */
  readonly rows: Int32Array;
  readonly roots: Int32Array;
  /** By row. */
  readonly operations: Int32Array;
  /** Nanoseconds of the trace: its roots together. */
  readonly total: number;
}

/** Sums of the traces on their critical path, by call path (CRISP's profile). Memory: one entry a call path. */
export class CallPaths {
  public folded = 0;
  /** Call path by that of the parent (0 for none, else one more) and operation. */
  private readonly children = new PairTable();
  private readonly operation: number[] = [];
  private readonly parent: number[] = [];
  private readonly inclusive: number[] = [];
  private readonly exclusive: number[] = [];
  private readonly spans: number[] = [];
  private readonly traces: number[] = [];
  private readonly lastTrace: number[] = [];
  private readonly worst: PathExemplar[][] = [];
  private nodeOf = new Int32Array(64);
  private seen = 0;

  /** @param exemplars - kept of each call path */
  public constructor(private readonly exemplars: number) {}

  /**
   * Adds one trace of a batch. A parent on the path comes before its children there. O(spans on the path).
   */
  public add(walked: WalkedTrace): void {
    const { whole, rows, operations } = walked;
    if (this.nodeOf.length < whole.size) {
      this.nodeOf = new Int32Array(2 * whole.size);
    }
    this.seen += 1;
    for (const row of rows) {
      const up = parentOnPath(walked, row);
      const above = up < 0 ? -1 : (this.nodeOf[up] ?? -1);
      const node = this.child(above, operations[row] ?? 0);
      this.nodeOf[row] = node;
      this.count(node, node === above, walked, row);
    }
  }

  /** Every call path, parents before children. */
  public finish(): readonly CallPath[] {
    return this.operation.map((operation, node) => ({
      operation,
      parent: this.parent[node] ?? -1,
      inclusive: this.inclusive[node] ?? 0,
      exclusive: this.exclusive[node] ?? 0,
      spans: this.spans[node] ?? 0,
      traces: this.traces[node] ?? 0,
      exemplars: [...(this.worst[node] ?? [])],
    }));
  }

  private count(node: number, isFolded: boolean, { part, found, total }: WalkedTrace, row: number): void {
    const own = found.exclusive[row] ?? 0;
    this.exclusive[node] = (this.exclusive[node] ?? 0) + own;
    if (isFolded) {
      this.folded += 1;
      return;
    }
    this.inclusive[node] = (this.inclusive[node] ?? 0) + (found.inclusive[row] ?? 0);
    this.spans[node] = (this.spans[node] ?? 0) + 1;
    if (this.lastTrace[node] !== this.seen) {
      this.lastTrace[node] = this.seen;
      this.traces[node] = (this.traces[node] ?? 0) + 1;
    }
    const worst = this.worst[node] ?? [];
    if (worst.length < this.exemplars || own > (worst[worst.length - 1]?.exclusive ?? Infinity)) {
      this.remember(worst, own, { part, total }, row);
    }
  }

  /** Keeps a span that is one of the worst. */
  private remember(
    worst: PathExemplar[],
    own: number,
    { part, total }: Pick<WalkedTrace, 'part' | 'total'>,
    row: number
  ): void {
    const one: PathExemplar = {
      traceId: part.trace.traceId,
      spanId: part.trace.spanId[row - part.from] ?? '',
      exclusive: own,
      total,
    };
    const at = worst.findIndex(({ exclusive }) => own > exclusive);
    worst.splice(at < 0 ? worst.length : at, 0, one);
    worst.length = Math.min(worst.length, this.exemplars);
  }

  private child(parent: number, operation: number): number {
    const known = this.children.get(parent + 1, operation);
    if (known >= 0) {
      return known;
    }
    if (this.operation.length >= MOST_CALL_PATHS && parent >= 0) {
      return parent;
    }
    const node = this.operation.push(operation) - 1;
    this.children.set(parent + 1, operation, node);
    this.parent.push(parent);
    this.inclusive.push(0);
    this.exclusive.push(0);
    this.spans.push(0);
    this.traces.push(0);
    this.lastTrace.push(0);
    this.worst.push([]);
    return node;
  }
}

/** Row of the parent that a span has on the path, -1 for a root of it. */
function parentOnPath({ whole, found, rows, roots }: WalkedTrace, row: number): number {
  const { parent, parentSpanId, spanId } = whole;
  const up = parent[row] ?? -1;
  if (up < 0 || found.onPath[up] === 1) {
    return up < 0 ? -1 : up;
  }
  // Of spans that share an ID `tolerant` follows the last, and the trace's own column names the first. Such a trace is
  // walked alone, so its rows are its own.
  const wanted = parentSpanId[row] ?? '';
  return roots.includes(row) ? -1 : (rows.find((one) => spanId[one] === wanted) ?? -1);
}
