import { MISSING_PARENT, NO_PARENT, SpanFlag } from '../../engine/model';

/** The parent column of a trace, and the flags that making it raised. */
export interface Parents {
  readonly parent: Int32Array;
  /** Rows that closed a cycle. */
  readonly cycles: readonly number[];
  /** Rows whose ID another row had before. */
  readonly duplicates: readonly number[];
}

/**
 * Resolves parent IDs to rows, in O(n). Children attach to the first span with an ID. A cycle is cut at the row of it
 * that comes first.
 *
 * @param flags - `DuplicateId` and `CycleBroken` are set in it
 */
export function resolveParents(spanId: readonly string[], parentSpanId: readonly string[], flags: Uint8Array): Parents {
  const rowOf = new Map<string, number>();
  const duplicates: number[] = [];
  spanId.forEach((id, row) => {
    if (rowOf.has(id)) {
      flags[row] = (flags[row] ?? 0) | SpanFlag.DuplicateId;
      duplicates.push(row);
    } else {
      rowOf.set(id, row);
    }
  });
  const parent = Int32Array.from(parentSpanId, (id) => (id === '' ? NO_PARENT : (rowOf.get(id) ?? MISSING_PARENT)));
  const cycles = cutCycles(parent);
  for (const row of cycles) {
    flags[row] = (flags[row] ?? 0) | SpanFlag.CycleBroken;
  }
  return { parent, cycles, duplicates };
}

/** Walks up from every row once; a walk that meets its own mark has found a cycle. */
function cutCycles(parent: Int32Array): readonly number[] {
  const walkOf = new Int32Array(parent.length).fill(-1);
  const cut: number[] = [];
  for (let start = 0; start < parent.length; start++) {
    let row = start;
    while (row >= 0 && walkOf[row] === -1) {
      walkOf[row] = start;
      row = parent[row] ?? NO_PARENT;
    }
    if (row >= 0 && walkOf[row] === start) {
      const first = firstOfCycle(parent, row);
      parent[first] = NO_PARENT;
      cut.push(first);
    }
  }
  return cut;
}

function firstOfCycle(parent: Int32Array, inside: number): number {
  let first = inside;
  let row = parent[inside] ?? inside;
  while (row !== inside) {
    first = Math.min(first, row);
    row = parent[row] ?? inside;
  }
  return first;
}
