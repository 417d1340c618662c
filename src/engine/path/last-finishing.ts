import type { Forest } from './forest';
import type { SiblingOrder } from './order';
import type { Walk } from './walk';

/** Spans that are open on the way, the innermost last. */
interface Open {
  readonly position: Int32Array;
  /** Next sibling to look at, a place of `order.sorted`; and where they stop. */
  readonly next: Int32Array;
  readonly stop: Int32Array;
  /** What lies after it is done, nanoseconds. */
  readonly cursor: Float64Array;
  depth: number;
}

/**
 * Jaeger's walk, from the end of each root backwards: go into the child that finished last; when it is done, into the one
 * that finished last before it started; what no child covers is the span's own. (jaeger-ui `CriticalPath/index.ts`,
 * which calls itself for every section; here a stack of open spans, and each child is looked at once.)
 *
 * @param isInclusive - a child that ends exactly when the next one starts precedes it
 *
 * O(n), and sorting the children of the spans on the path.
 */
export function walkLastFinishing(forest: Forest, order: SiblingOrder, isInclusive: boolean, walk: Walk): void {
  const open: Open = {
    position: new Int32Array(forest.size),
    next: new Int32Array(forest.size),
    stop: new Int32Array(forest.size),
    cursor: new Float64Array(forest.size),
    depth: 0,
  };
  for (let root = 0; root < forest.roots; root += 1) {
    enter(forest, order, root, open, walk);
    while (open.depth > 0) {
      step(forest, order, isInclusive, open, walk);
    }
  }
}

function enter(forest: Forest, order: SiblingOrder, position: number, open: Open, walk: Walk): void {
  walk.path[walk.met] = position;
  walk.met += 1;
  const first = forest.first[position] ?? 0;
  open.position[open.depth] = position;
  open.next[open.depth] = first;
  open.stop[open.depth] = first + order.sort(position);
  open.cursor[open.depth] = forest.end[position] ?? 0;
  open.depth += 1;
}

function step(forest: Forest, order: SiblingOrder, isInclusive: boolean, open: Open, walk: Walk): void {
  const top = open.depth - 1;
  const position = open.position[top] ?? 0;
  const cursor = open.cursor[top] ?? 0;
  const at = nextBefore(forest, order, isInclusive, open);
  if (at < 0) {
    section(forest, position, forest.start[position] ?? 0, cursor, walk);
    open.depth = top;
    return;
  }
  const child = order.sorted[at] ?? 0;
  const other = order.sorted[at + 1] ?? 0;
  if (at + 1 < (open.stop[top] ?? 0) && forest.end[other] === forest.end[child]) {
    walk.ties.push(child, other);
  }
  section(forest, position, forest.end[child] ?? 0, cursor, walk);
  open.cursor[top] = forest.start[child] ?? 0;
  open.next[top] = at + 1;
  enter(forest, order, child, open, walk);
}

/** Place of the child that finished last before the cursor, or -1. The first child of all need not be before anything. */
function nextBefore({ first, end }: Forest, { sorted }: SiblingOrder, isInclusive: boolean, open: Open): number {
  const top = open.depth - 1;
  const stop = open.stop[top] ?? 0;
  const cursor = open.cursor[top] ?? 0;
  let at = open.next[top] ?? 0;
  if (at === first[open.position[top] ?? 0]) {
    return at < stop ? at : -1;
  }
  while (at < stop) {
    const ended = end[sorted[at] ?? 0] ?? 0;
    if (ended < cursor || (isInclusive && ended === cursor)) {
      return at;
    }
    at += 1;
  }
  return -1;
}

function section({ row }: Forest, position: number, start: number, end: number, walk: Walk): void {
  if (start !== end) {
    walk.sections.add(row[position] ?? 0, start, end);
    walk.exclusive[position] = (walk.exclusive[position] ?? 0) + (end - start);
  }
}
