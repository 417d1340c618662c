import { Detached, type PathParents, pathParents } from './parents';
import type { Trace } from '../model';
import { type Memory, OWN_MEMORY } from './columns';
import type { PathRule } from './types';

const NONE = -1;

/** Why a position is not walked; 0: it is. */
export const Left = { Asynchronous: 1, Outside: 2, Hidden: 3, Excluded: 4 } as const;
/** What was done to a position's time; bits. */
export const Change = { Clipped: 1, Skewed: 2, Shortened: 4 } as const;

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
  /** See {@link Left}. */
  readonly left: Uint8Array;
  /** See {@link Change}. */
  readonly change: Uint8Array;
  /** Lengths that are not `end - start`: CRISP shortens a server that is longer than its client without moving its end. */
  readonly shortened: Map<number, number>;
}

/** How long a span is. Nanoseconds. */
export function lengthAt({ start, end, change, shortened }: Forest, position: number): number {
  const whole = (end[position] ?? 0) - (start[position] ?? 0);
  return ((change[position] ?? 0) & Change.Shortened) === 0 ? whole : (shortened.get(position) ?? whole);
}

/**
 * Puts the spans in order, with the times they have. O(n), and sorting the roots.
 * @param memory - what the forest is made of; columns may be longer than the forest
 */
export function growForest(trace: Trace, rule: PathRule, memory: Memory = OWN_MEMORY): Forest {
  const parents = pathParents(trace, rule);
  const { size } = trace;
  const row = memory.ints(size);
  const left = memory.bytes(size);
  const roots = placeRoots(trace, parents, row);
  const tops = placeDetached(parents, roots, row, left);
  return spread(trace, parents, { roots, tops, row, left }, memory);
}

/**
 * Children of each row as a chain in ascending order: `links[2 * row]` is its first child, `links[2 * row + 1]` its next
 * sibling, or -1. One look into memory for both, where an index of children takes several.
 */
function linkChildren({ parent, places }: PathParents, memory: Memory): Int32Array {
  const links = memory.ints(2 * parent.length).fill(NONE, 0, 2 * parent.length);
  for (let place = parent.length - 1; place >= 0; place -= 1) {
    const row = places === undefined ? place : (places[place] ?? NONE);
    const up = row < 0 ? NONE : (parent[row] ?? NONE);
    if (up >= 0) {
      links[2 * row + 1] = links[2 * up] ?? NONE;
      links[2 * up] = row;
    }
  }
  return links;
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
function spread(
  trace: Trace,
  parents: PathParents,
  placed: Pick<Forest, 'roots' | 'tops' | 'row' | 'left'>,
  memory: Memory
): Forest {
  const { tops, row, left } = placed;
  const links = linkChildren(parents, memory);
  const up = memory.ints(trace.size).fill(NONE, 0, tops);
  // Holds a position's first child, as a row, until the position's turn comes.
  const first = memory.ints(trace.size + 1);
  for (let top = 0; top < tops; top += 1) {
    first[top] = links[2 * (row[top] ?? 0)] ?? NONE;
  }
  let filled = tops;
  for (let at = 0; at < filled; at += 1) {
    let child = first[at] ?? NONE;
    const why = left[at] ?? 0;
    first[at] = filled;
    while (child >= 0) {
      row[filled] = child;
      up[filled] = at;
      left[filled] = why;
      first[filled] = links[2 * child] ?? NONE;
      child = links[2 * child + 1] ?? NONE;
      filled += 1;
    }
  }
  first[filled] = filled;
  const change = memory.bytes(trace.size);
  return { ...placed, ...timesAt(trace, row, memory), size: filled, up, first, change, shortened: new Map() };
}

/**
 * Times in the order of positions. Apart from the chains above: each of these looks into memory waits for no other, so that
 * many are under way at once.
 */
function timesAt(
  { size, start: given, duration }: Trace,
  row: Int32Array,
  memory: Memory
): Pick<Forest, 'start' | 'end'> {
  const start = memory.times(size);
  const end = memory.times(size);
  for (let at = 0; at < size; at += 1) {
    const span = row[at] ?? 0;
    const from = given[span] ?? 0;
    start[at] = from;
    end[at] = from + (duration[span] ?? 0);
  }
  return { start, end };
}
