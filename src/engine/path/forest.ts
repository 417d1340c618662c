import { Detached, type PathParents, pathParents } from './parents';
import type { Trace } from '../model';
import type { PathRule } from './types';

/** Why a position is not walked; 0: it is. */
export const Left = { Asynchronous: 1, Outside: 2, Hidden: 3, Excluded: 4 } as const;
/** What was done to a position's time. */
export const Change = { Clipped: 1, Skewed: 2 } as const;

/**
 * The spans of a trace breadth first: parents before children, siblings side by side in the order of their rows, children
 * of successive parents one after the other. Passes over it read memory in order, which is what makes a million spans as
 * cheap as a thousand. "Position" is a place in this order.
 */
export interface Forest {
  readonly size: number;
  /** Positions below are tops: first the roots, by start; then those that are walked by nobody. */
  readonly tops: number;
  readonly roots: number;
  /** Row of the trace. */
  readonly row: Int32Array;
  /** Position of the parent, -1 for a top. */
  readonly up: Int32Array;
  /** Children of `p` are `first[p] .. first[p + 1] - 1`. */
  readonly first: Int32Array;
  /** Nanoseconds; cut to the parent by a rule. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** Usually `end - start`; CRISP shortens a server that is longer than its client without moving its end. */
  readonly length: Float64Array;
  /** See {@link Left}. */
  readonly left: Uint8Array;
  /** See {@link Change}. */
  readonly change: Uint8Array;
}

/** Puts the spans in order, with the times they have. O(n), and sorting the roots. */
export function growForest(trace: Trace, rule: PathRule): Forest {
  const parents = pathParents(trace, rule);
  const { size } = trace;
  const row = new Int32Array(size);
  const left = new Uint8Array(size);
  const roots = placeRoots(trace, parents, row);
  const tops = placeDetached(parents, roots, row, left);
  return spread(trace, parents, { roots, tops, row, left });
}

/** Children of each row as a chain in ascending order: two looks into memory a span, where an index takes four. */
function linkChildren({ parent, places }: PathParents, head: Int32Array, next: Int32Array): void {
  for (let place = parent.length - 1; place >= 0; place -= 1) {
    const row = places === undefined ? place : (places[place] ?? -1);
    const up = row < 0 ? -1 : (parent[row] ?? -1);
    if (up >= 0) {
      next[row] = head[up] ?? -1;
      head[up] = row;
    }
  }
}

function placeRoots({ start }: Trace, { parent, detached }: PathParents, into: Int32Array): number {
  let roots = 0;
  let sorted = true;
  for (let row = 0; row < parent.length; row += 1) {
    if ((parent[row] ?? -1) < 0 && (detached === undefined || detached[row] === 0)) {
      sorted &&= roots === 0 || (start[into[roots - 1] ?? 0] ?? 0) <= (start[row] ?? 0);
      into[roots] = row;
      roots += 1;
    }
  }
  if (!sorted) {
    into.subarray(0, roots).sort((a, b) => (start[a] ?? 0) - (start[b] ?? 0) || a - b);
  }
  return roots;
}

function placeDetached({ detached }: PathParents, roots: number, into: Int32Array, left: Uint8Array): number {
  let tops = roots;
  if (detached !== undefined) {
    for (let row = 0; row < detached.length; row += 1) {
      if (detached[row] !== 0) {
        left[tops] = detached[row] === Detached.Hidden ? Left.Hidden : Left.Asynchronous;
        into[tops] = row;
        tops += 1;
      }
    }
  }
  return tops;
}

/** From the tops downwards, level by level. */
function spread(trace: Trace, parents: PathParents, placed: Pick<Forest, 'roots' | 'tops' | 'row' | 'left'>): Forest {
  const { tops, row, left } = placed;
  const head = new Int32Array(trace.size).fill(-1);
  const next = new Int32Array(trace.size);
  linkChildren(parents, head, next);
  const up = new Int32Array(trace.size).fill(-1, 0, tops);
  const first = new Int32Array(trace.size + 1);
  const start = new Float64Array(trace.size);
  const end = new Float64Array(trace.size);
  const length = new Float64Array(trace.size);
  let filled = tops;
  for (let at = 0; at < filled; at += 1) {
    const span = row[at] ?? 0;
    const from = trace.start[span] ?? 0;
    const long = trace.duration[span] ?? 0;
    start[at] = from;
    length[at] = long;
    end[at] = from + long;
    first[at] = filled;
    const why = left[at] ?? 0;
    for (let child = head[span] ?? -1; child >= 0; child = next[child] ?? -1) {
      row[filled] = child;
      up[filled] = at;
      left[filled] = why;
      filled += 1;
    }
  }
  first[filled] = filled;
  return { ...placed, size: filled, up, first, start, end, length, change: new Uint8Array(trace.size) };
}
