import type { Trace } from '../model';
import type { CriticalPath } from './types';

/** What is known of siblings from many traces. */
export interface KnownOrder {
  /**
   * Whether `later` (a row) always followed `earlier` (a row, with the same parent) wherever both were seen, and so is taken
   * to need its result.
   */
  readonly dependent: (trace: Trace, earlier: number, later: number) => boolean;
}

/** Siblings that ran one after the other and might not have to. A guess: what one needs of another is not in a trace. */
export interface SequentialSiblings {
  /** Row of the span that called them. */
  readonly parent: number;
  /** Rows, the first to start first; two at least. */
  readonly spans: readonly number[];
  /** Nanoseconds that the path could lose if they ran side by side: their sum without the longest. */
  readonly saving: number;
  /** `order`: their order varies over many traces. `none`: nothing is known but this trace. */
  readonly basis: 'order' | 'none';
}

/**
 * Siblings on the critical path, one after the other, that may be independent, largest saving first. Without `order` every
 * run of siblings is one; with it a run ends where a span depends on one before it in the run.
 *
 * O(p) with p spans on the path, times the operations in a run when `order` is asked.
 */
export function sequentialSiblings(
  trace: Trace,
  path: CriticalPath,
  order?: KnownOrder
): readonly SequentialSiblings[] {
  const families = new Map<number, number[]>();
  // The path goes backwards in time; families are filled forwards.
  for (let i = path.path.length - 1; i >= 0; i -= 1) {
    const row = path.path[i] ?? 0;
    const up = trace.parent[row] ?? -1;
    if (up < 0) {
      continue;
    }
    const family = families.get(up);
    if (family === undefined) {
      families.set(up, [row]);
    } else {
      family.push(row);
    }
  }
  const found: SequentialSiblings[] = [];
  for (const [parent, family] of families) {
    for (const spans of runs(trace, family, order)) {
      const times = spans.map((row) => path.inclusive[row] ?? 0);
      const saving = times.reduce((sum, time) => sum + time, 0) - times.reduce((a, b) => Math.max(a, b), 0);
      if (saving > 0) {
        found.push({ parent, spans, saving, basis: order === undefined ? 'none' : 'order' });
      }
    }
  }
  return found.sort((a, b) => b.saving - a.saving || a.parent - b.parent);
}

/** Cuts a family where a span depends on one of its run. One span an operation stands for all of it. */
function runs(
  trace: Trace,
  family: readonly number[],
  order: KnownOrder | undefined
): ReadonlyArray<readonly number[]> {
  const out: number[][] = [];
  let run: number[] = [];
  let known = new Map<string, number>();
  for (const row of family) {
    const name = `${trace.service[row] ?? 0}\n${trace.operation[row] ?? ''}`;
    const isBound = order !== undefined && [...known.values()].some((earlier) => order.dependent(trace, earlier, row));
    if (isBound) {
      out.push(run);
      run = [];
      known = new Map();
    }
    run.push(row);
    known.set(name, row);
  }
  out.push(run);
  return out.filter(({ length }) => length > 1);
}
