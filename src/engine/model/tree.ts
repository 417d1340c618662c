import type { Trace } from './trace';

/** The columns that make a trace a tree. */
export type TreeColumns = Pick<Trace, 'size' | 'parent' | 'start'>;

/** Children of every span in one array: those of `row` are `rows[offset[row]] .. rows[offset[row + 1] - 1]`. */
export interface ChildIndex {
  readonly offset: Int32Array;
  /** Children by start, then by row. */
  readonly rows: Int32Array;
  /** Spans without a parent row, orphans among them, by start, then by row. */
  readonly roots: Int32Array;
}

/**
 * Indexes the children of every span (compressed sparse rows). O(n), plus sorting siblings that are not yet in order.
 */
export function childIndex(trace: TreeColumns): ChildIndex {
  const { size, parent } = trace;
  const offset = childOffsets(parent);
  const childCount = offset[size] ?? 0;
  const rows = new Int32Array(childCount);
  const roots = new Int32Array(size - childCount);
  const next = offset.slice();
  let nextRoot = 0;
  for (let row = 0; row < size; row += 1) {
    const up = parent[row] ?? -1;
    if (up < 0) {
      roots[nextRoot] = row;
      nextRoot += 1;
    } else {
      const at = next[up] ?? 0;
      rows[at] = row;
      next[up] = at + 1;
    }
  }
  sortByStart(roots, trace.start);
  for (let row = 0; row < size; row += 1) {
    sortByStart(rows.subarray(offset[row], offset[row + 1]), trace.start);
  }
  return { offset, rows, roots };
}

/** Where each span's children begin: counts, summed up. */
function childOffsets(parent: Int32Array): Int32Array {
  const offset = new Int32Array(parent.length + 1);
  for (const up of parent) {
    if (up >= 0) {
      offset[up + 1] = (offset[up + 1] ?? 0) + 1;
    }
  }
  for (let row = 0; row < parent.length; row += 1) {
    offset[row + 1] = (offset[row + 1] ?? 0) + (offset[row] ?? 0);
  }
  return offset;
}

/** The children of one span, as a view into the index. */
export function childrenOf(index: ChildIndex, row: number): Int32Array {
  return index.rows.subarray(index.offset[row] ?? 0, index.offset[row + 1] ?? 0);
}

/** Spans without a parent row, orphans among them, by start, then by row. O(n log n). */
export function rootsOf(trace: TreeColumns): Int32Array {
  const roots = new Int32Array(trace.parent.filter((up) => up < 0).length);
  let next = 0;
  for (let row = 0; row < trace.size; row += 1) {
    if ((trace.parent[row] ?? -1) < 0) {
      roots[next] = row;
      next += 1;
    }
  }
  sortByStart(roots, trace.start);
  return roots;
}

/** Depth of every span: 0 for a root or an orphan. O(n), iterative; rows may come in any order. */
export function depthsOf(trace: TreeColumns): Int32Array {
  const depth = new Int32Array(trace.size).fill(-1);
  const path = new Int32Array(trace.size);
  for (let row = 0; row < trace.size; row += 1) {
    let length = 0;
    let at = row;
    while (at >= 0 && depth[at] === -1) {
      path[length] = at;
      length += 1;
      at = trace.parent[at] ?? -1;
    }
    let below = at < 0 ? 0 : (depth[at] ?? 0) + 1;
    while (length > 0) {
      length -= 1;
      depth[path[length] ?? 0] = below;
      below += 1;
    }
  }
  return depth;
}

/** Rows depth first, parents before children, siblings by start: the order in which a trace is drawn. O(n), iterative. */
export function preorder(index: ChildIndex): Int32Array {
  const size = index.offset.length - 1;
  const order = new Int32Array(size);
  const stack = new Int32Array(size);
  let depth = pushReversed(stack, 0, index.roots);
  let next = 0;
  while (depth > 0) {
    depth -= 1;
    const row = stack[depth] ?? 0;
    order[next] = row;
    next += 1;
    depth = pushReversed(stack, depth, childrenOf(index, row));
  }
  return order;
}

function pushReversed(stack: Int32Array, depth: number, rows: Int32Array): number {
  for (let i = 0; i < rows.length; i += 1) {
    stack[depth + i] = rows[rows.length - 1 - i] ?? 0;
  }
  return depth + rows.length;
}

function sortByStart(rows: Int32Array, start: Float64Array): void {
  for (let i = 1; i < rows.length; i += 1) {
    if ((start[rows[i] ?? 0] ?? 0) < (start[rows[i - 1] ?? 0] ?? 0)) {
      rows.sort((a, b) => (start[a] ?? 0) - (start[b] ?? 0) || a - b);
      return;
    }
  }
}
