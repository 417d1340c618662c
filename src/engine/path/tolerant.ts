import type { Forest } from './forest';
import type { SiblingOrder } from './order';
import { SiblingEvents } from './events';
import type { Walk } from './walk';

/** How much of their parent's length siblings of a chain may overlap (CRISP `overlap_allowance_fraction`). */
const OVERLAP_ALLOWANCE = 0.01;
/** Events in the overlap of two siblings that nothing else takes part in: the end of one, the start of the other. */
const OWN_EVENTS = 2;

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
  const stack = new Int32Array(forest.size);
  const events = new SiblingEvents(forest);
  for (let root = 0; root < forest.roots; root += 1) {
    let depth = 1;
    stack[0] = root;
    while (depth > 0) {
      depth -= 1;
      const position = stack[depth] ?? 0;
      meet(forest, position, walk);
      depth = pushChain(forest, order, events, position, { stack, depth }, walk);
    }
  }
  for (let i = walk.met - 1; i >= 0; i -= 1) {
    const position = walk.path[i] ?? 0;
    walk.exclusive[position] = Math.max(0, walk.exclusive[position] ?? 0);
  }
}

function meet({ row, start, length, up }: Forest, position: number, walk: Walk): void {
  const own = length[position] ?? 0;
  const from = start[position] ?? 0;
  const parent = up[position] ?? -1;
  walk.path[walk.met] = position;
  walk.met += 1;
  walk.exclusive[position] = own;
  if (parent >= 0) {
    walk.exclusive[parent] = (walk.exclusive[parent] ?? 0) - own;
  }
  walk.sections.add(row[position] ?? 0, from, from + own);
}

/** Pushes the children on the path, so that the one that finished last is met first. */
function pushChain(
  forest: Forest,
  order: SiblingOrder,
  events: SiblingEvents,
  parent: number,
  { stack, depth }: { readonly stack: Int32Array; readonly depth: number },
  walk: Walk
): number {
  const { first, end } = forest;
  const { sorted } = order;
  const from = first[parent] ?? 0;
  const stop = from + order.sort(parent);
  if (from === stop) {
    return depth;
  }
  events.clear();
  let later = sorted[from] ?? 0;
  let pushed = depth;
  stack[pushed] = later;
  pushed += 1;
  if (from + 1 < stop && end[later] === end[sorted[from + 1] ?? 0]) {
    walk.ties.push(later, sorted[from + 1] ?? 0);
  }
  for (let at = from + 1; at < stop; at += 1) {
    const earlier = sorted[at] ?? 0;
    if (happensBefore(forest, order, events, { parent, stop, earlier, later })) {
      stack[pushed] = earlier;
      pushed += 1;
      later = earlier;
    }
  }
  stack.subarray(depth, pushed).reverse();
  return pushed;
}

interface Pair {
  readonly parent: number;
  /** Where the sorted siblings stop. */
  readonly stop: number;
  readonly earlier: number;
  readonly later: number;
}

function happensBefore(
  { first, start, end, length }: Forest,
  { sorted }: SiblingOrder,
  events: SiblingEvents,
  { parent, stop, earlier, later }: Pair
): boolean {
  const earlierEnd = end[earlier] ?? 0;
  const laterStart = start[later] ?? 0;
  if (earlierEnd < laterStart) {
    return true;
  }
  return (
    earlierEnd < (end[later] ?? 0) &&
    (start[earlier] ?? 0) < laterStart &&
    (earlierEnd - laterStart) / (length[parent] ?? 0) < OVERLAP_ALLOWANCE &&
    events.count(sorted, first[parent] ?? 0, stop, laterStart, earlierEnd) === OWN_EVENTS
  );
}
