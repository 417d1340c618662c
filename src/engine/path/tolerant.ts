import { roomyInts } from './columns';
import { SiblingEvents } from './events';
import { type Forest, lengthAt } from './forest';
import type { SiblingOrder } from './order';
import type { Walk } from './walk';

/** How much of their parent's length siblings of a chain may overlap (CRISP `overlap_allowance_fraction`). */
const OVERLAP_ALLOWANCE = 0.01;
/** Events in the overlap of two siblings that nothing else takes part in: the end of one, the start of the other. */
const OWN_EVENTS = 2;
const FIRST_CAPACITY = 64;

/**
 * CRISP's walk: a span, then the path of the child that finished last, then that of each earlier child that happens before
 * the one taken last (`computeCriticalPath`, `happensBefore`).
 *
 * ```text
 * parent     |====================|
 * earlier      |======|                 ends before `later` starts: before it
 * earlier      |=========|              overlaps by < 1 % of the parent, and nothing else
 * later                 |========|      starts or ends in the overlap: before it
 * ```
 *
 * Own times are lengths minus those of the children on the path, 0 at least (`accumeCPMetrics`).
 *
 * O(n log k) with k siblings, iterative.
 */
export function walkTolerant(forest: Forest, order: SiblingOrder, walk: Walk): void {
  const events = new SiblingEvents(forest);
  let stack: Int32Array = new Int32Array(FIRST_CAPACITY);
  for (let root = 0; root < forest.roots; root += 1) {
    let depth = 1;
    stack[0] = root;
    while (depth > 0) {
      const position = stack[depth - 1] ?? 0;
      meet(forest, position, walk);
      const children = order.sort(position, 0);
      const chained = chain(forest, order.sorted, events, { parent: position, children }, walk);
      stack = roomyInts(stack, depth + chained);
      // In place of the span itself, the one to be met first last.
      depth -= 1;
      for (let i = chained - 1; i >= 0; i -= 1) {
        stack[depth] = order.sorted[i] ?? 0;
        depth += 1;
      }
    }
  }
  for (let i = 0; i < walk.met; i += 1) {
    const row = forest.row[walk.path[i] ?? 0] ?? 0;
    walk.exclusive[row] = Math.max(0, walk.exclusive[row] ?? 0);
  }
}

function meet(forest: Forest, position: number, walk: Walk): void {
  const own = lengthAt(forest, position);
  const from = forest.start[position] ?? 0;
  const parent = forest.up[position] ?? -1;
  walk.meet(position);
  walk.addOwn(position, own);
  if (parent >= 0) {
    walk.addOwn(parent, -own);
  }
  walk.addSection(position, from, from + own);
}

interface Family {
  readonly parent: number;
  /** How many. */
  readonly children: number;
}

/**
 * Moves the children on the path to the front of `sorted`, the one that finished last first.
 * @returns how many they are
 */
function chain(forest: Forest, sorted: Int32Array, events: SiblingEvents, family: Family, walk: Walk): number {
  const { children } = family;
  if (children < 2) {
    return children;
  }
  const { end } = forest;
  let later = sorted[0] ?? 0;
  let chained = 1;
  if (end[later] === end[sorted[1] ?? 0]) {
    walk.ties.push(later, sorted[1] ?? 0);
  }
  events.setFamily(family.parent);
  for (let at = 1; at < children; at += 1) {
    const earlier = sorted[at] ?? 0;
    if (happensBefore(forest, events, family.parent, earlier, later)) {
      sorted[chained] = earlier;
      chained += 1;
      later = earlier;
    }
  }
  return chained;
}

function happensBefore(forest: Forest, events: SiblingEvents, parent: number, earlier: number, later: number): boolean {
  const { start, end } = forest;
  const earlierEnd = end[earlier] ?? 0;
  const laterStart = start[later] ?? 0;
  if (earlierEnd < laterStart) {
    return true;
  }
  return (
    earlierEnd < (end[later] ?? 0) &&
    (start[earlier] ?? 0) < laterStart &&
    (earlierEnd - laterStart) / lengthAt(forest, parent) < OVERLAP_ALLOWANCE &&
    events.count(laterStart, earlierEnd) === OWN_EVENTS
  );
}
