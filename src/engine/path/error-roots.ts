import { childIndex, preorder, type Trace } from '../model';

/** An error, from where it came to how far it went. */
export interface ErrorRoot {
  /** Row of the deepest failing span: nothing below it failed. */
  readonly span: number;
  /** Row of the highest ancestor that failed too, each between failing; `span` itself when its parent did not fail. */
  readonly surface: number;
  /** Spans from `surface` to `span`. */
  readonly length: number;
  /** It failed the request: `surface` is a root. */
  readonly reachesRoot: boolean;
}

/**
 * Failing spans below which nothing failed, and how far up the failure went. Those that failed the request first, then the
 * longest way, then the earliest. O(n), and sorting what was found; iterative.
 */
export function errorRoots(trace: Trace): readonly ErrorRoot[] {
  const { size, parent, status, start } = trace;
  const order = preorder(childIndex(trace));
  const failsBelow = failingBelow(trace, order);
  const { steps, surface } = waysUp(trace, order);
  const found: ErrorRoot[] = [];
  for (let row = 0; row < size; row += 1) {
    if (status[row] === 'error' && failsBelow[row] === 0) {
      const top = surface[row] ?? row;
      found.push({ span: row, surface: top, length: steps[row] ?? 1, reachesRoot: (parent[top] ?? -1) < 0 });
    }
  }
  return found.sort(
    (a, b) =>
      Number(b.reachesRoot) - Number(a.reachesRoot) ||
      b.length - a.length ||
      (start[a.span] ?? 0) - (start[b.span] ?? 0) ||
      a.span - b.span
  );
}

/** Of each failing span, how many ancestors in a row failed with it, itself included, and the highest of them. */
function waysUp({ size, parent, status }: Trace, order: Int32Array): { steps: Int32Array; surface: Int32Array } {
  const steps = new Int32Array(size);
  const surface = new Int32Array(size);
  for (const row of order) {
    const up = parent[row] ?? -1;
    const above = up < 0 ? 0 : (steps[up] ?? 0);
    if (status[row] === 'error') {
      steps[row] = above + 1;
      surface[row] = above === 0 ? row : (surface[up] ?? row);
    }
  }
  return { steps, surface };
}

/** 1 for spans below which something failed. */
function failingBelow({ size, parent, status }: Trace, order: Int32Array): Uint8Array {
  const failsBelow = new Uint8Array(size);
  for (let i = size - 1; i >= 0; i -= 1) {
    const row = order[i] ?? 0;
    const up = parent[row] ?? -1;
    if (up >= 0 && (failsBelow[row] === 1 || status[row] === 'error')) {
      failsBelow[up] = 1;
    }
  }
  return failsBelow;
}
