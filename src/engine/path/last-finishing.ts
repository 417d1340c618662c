import type { Forest } from './forest';
import { OpenSpans } from './open-spans';
import type { SiblingOrder } from './order';
import type { Walk } from './walk';

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
  const open = new OpenSpans();
  for (let root = 0; root < forest.roots; root += 1) {
    enter(forest, order, root, open, walk);
    while (open.depth > 0) {
      step(forest, order, isInclusive, open, walk);
    }
  }
}

function enter(forest: Forest, order: SiblingOrder, position: number, open: OpenSpans, walk: Walk): void {
  walk.meet(position);
  const first = open.top;
  open.push(position, first, first + order.sort(position, first), forest.end[position] ?? 0);
}

function step(forest: Forest, order: SiblingOrder, isInclusive: boolean, open: OpenSpans, walk: Walk): void {
  const top = open.depth - 1;
  const position = open.position[top] ?? 0;
  const cursor = open.cursor[top] ?? 0;
  const at = nextBefore(forest, order.sorted, isInclusive, open);
  if (at < 0) {
    section(position, forest.start[position] ?? 0, cursor, walk);
    open.depth = top;
    return;
  }
  const child = order.sorted[at] ?? 0;
  const other = order.sorted[at + 1] ?? 0;
  if (at + 1 < (open.stop[top] ?? 0) && forest.end[other] === forest.end[child]) {
    walk.ties.push(child, other);
  }
  section(position, forest.end[child] ?? 0, cursor, walk);
  open.cursor[top] = forest.start[child] ?? 0;
  open.next[top] = at + 1;
  enter(forest, order, child, open, walk);
}

/** Place of the child that finished last before the cursor, or -1. The first child of all need not be before anything. */
function nextBefore({ end }: Forest, sorted: Int32Array, isInclusive: boolean, open: OpenSpans): number {
  const top = open.depth - 1;
  const stop = open.stop[top] ?? 0;
  const cursor = open.cursor[top] ?? 0;
  let at = open.next[top] ?? 0;
  if (at === open.first[top]) {
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

function section(position: number, start: number, end: number, walk: Walk): void {
  if (start !== end) {
    walk.addSection(position, start, end);
    walk.addOwn(position, end - start);
  }
}
