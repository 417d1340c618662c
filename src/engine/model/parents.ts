import { SpanIndex } from './span-index';
import { MISSING_PARENT, NO_PARENT, SpanFlag } from './trace';

/** Parent rows of a trace's spans, and what was odd about them. */
export interface ParentLinks {
  /** Row of the parent, or `NO_PARENT`, or `MISSING_PARENT`. Free of cycles. */
  readonly parent: Int32Array;
  /** `SpanFlag.DuplicateId` and `SpanFlag.CycleBroken` are set; a reader may add more. */
  readonly flags: Uint8Array;
  readonly duplicates: number;
  readonly orphans: number;
  readonly cycles: number;
}

/**
 * Resolves parent IDs to rows. Of spans that share an ID the first gets the children. Each cycle is cut at its lowest
 * row, which becomes a root. Spans without an ID are nobody's parent.
 *
 * O(n) time, iterative.
 */
export function resolveParents(spanId: readonly string[], parentSpanId: readonly string[]): ParentLinks {
  const size = spanId.length;
  const parent = new Int32Array(size);
  const flags = new Uint8Array(size);
  const rows = new SpanIndex(size);
  let duplicates = 0;
  for (let row = 0; row < size; row += 1) {
    if (rows.add(spanId[row] ?? '', row) !== row) {
      flags[row] = SpanFlag.DuplicateId;
      duplicates += 1;
    }
  }
  let orphans = 0;
  for (let row = 0; row < size; row += 1) {
    const id = parentSpanId[row] ?? '';
    const found = id === '' ? -1 : rows.row(id);
    parent[row] = id === '' ? NO_PARENT : found < 0 ? MISSING_PARENT : found;
    orphans += id !== '' && found < 0 ? 1 : 0;
  }
  return { parent, flags, duplicates, orphans, cycles: cutCycles(parent, flags) };
}

/** Walks up from every span once; meeting the walk's own mark means a cycle. */
function cutCycles(parent: Int32Array, flags: Uint8Array): number {
  const walk = new Int32Array(parent.length);
  let cycles = 0;
  for (let row = 0; row < parent.length; row += 1) {
    const mark = row + 1;
    let at = row;
    while (at >= 0 && walk[at] === 0) {
      walk[at] = mark;
      at = parent[at] ?? NO_PARENT;
    }
    if (at >= 0 && walk[at] === mark) {
      const cut = lowestOnCycle(parent, at);
      parent[cut] = NO_PARENT;
      flags[cut] = (flags[cut] ?? 0) | SpanFlag.CycleBroken;
      cycles += 1;
    }
  }
  return cycles;
}

function lowestOnCycle(parent: Int32Array, member: number): number {
  let lowest = member;
  for (let at = parent[member] ?? member; at !== member; at = parent[at] ?? member) {
    lowest = Math.min(lowest, at);
  }
  return lowest;
}
