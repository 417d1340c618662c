import { childIndex, depthsOf, preorder, type Trace } from '../../../engine/model';

/** A trace as the lines of a waterfall, before anything is folded. */
export interface TraceTree {
  /** Rows of the trace, depth first: the order in which they are drawn. */
  readonly order: Int32Array;
  readonly depth: Int32Array;
  /** Spans of the subtree under a row, itself among them. */
  readonly below: Int32Array;
}

/** Lays a trace out as lines. O(n log n), iterative. */
export function traceTree(trace: Trace): TraceTree {
  const order = preorder(childIndex(trace));
  const below = new Int32Array(trace.size).fill(1);
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const row = order[at] ?? 0;
    const up = trace.parent[row] ?? -1;
    if (up >= 0) {
      below[up] = (below[up] ?? 0) + (below[row] ?? 0);
    }
  }
  return { order, depth: depthsOf(trace), below };
}

/** Which lines are to be seen. */
export interface LineFilter {
  /** Span IDs whose subtree is folded away. */
  readonly folded: ReadonlySet<string>;
  /** Only these rows: those on the path. All of them when absent. */
  readonly only: Uint8Array | undefined;
}

/** The lines to be seen. */
export interface Lines {
  /** Rows of the trace, from above. */
  readonly rows: Int32Array;
  /** Line of a row, -1 for one that is folded away. */
  readonly lineOf: Int32Array;
}

/** Leaves out what is folded or not asked for. O(n). */
export function visibleLines(trace: Trace, tree: TraceTree, { folded, only }: LineFilter): Lines {
  const rows = new Int32Array(trace.size);
  const lineOf = new Int32Array(trace.size).fill(-1);
  let lines = 0;
  for (let at = 0; at < tree.order.length;) {
    const row = tree.order[at] ?? 0;
    if (only === undefined || only[row] === 1) {
      rows[lines] = row;
      lineOf[row] = lines;
      lines += 1;
    }
    const skip = folded.size > 0 && folded.has(trace.spanId[row] ?? '');
    at += skip ? (tree.below[row] ?? 1) : 1;
  }
  return { rows: rows.subarray(0, lines), lineOf };
}

/** IDs of the spans that have children: what is folded when everything is. */
export function foldable(trace: Trace, tree: TraceTree): ReadonlySet<string> {
  const ids = new Set<string>();
  for (let row = 0; row < trace.size; row += 1) {
    if ((tree.below[row] ?? 1) > 1) {
      ids.add(trace.spanId[row] ?? '');
    }
  }
  return ids;
}
