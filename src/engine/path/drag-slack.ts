import type { Trace } from '../model';
import { type Memory, OWN_MEMORY, roomyTimes } from './columns';
import { clippedForest, leaveOut } from './critical-path';
import { below } from './events';
import { type Forest, Left, lengthAt } from './forest';
import { SiblingOrder } from './order';
import type { CriticalPath, DragAndSlack } from './types';

/** What drag and slack are worked out from. */
export interface DragSource {
  readonly forest: Forest;
  readonly order: SiblingOrder;
  /** By row. */
  readonly onPath: Uint8Array;
  /** By row; without it the exclusive drag is not worked out. */
  readonly exclusive: Float64Array | undefined;
}

/** What the passes over families share. */
interface Families extends DragSource {
  /** The child of each position that finished last, or -1. */
  readonly last: Int32Array;
  readonly finished: Finished;
  /** By row. */
  readonly times: DragAndSlack;
}

/**
 * Drag and slack of every span (CRISP `slack_drag.py`, after google/calligator).
 *
 * ```text
 * parent   |====================|
 * a          |=====|                   drag of b: until a decides, that is end of b - end of a, at most its length
 * b                |==========|        the root, an only child and the one that ends first: their whole length
 * c           |==|                     slack of c: it may start as late as to end with a (the path span it must not
 *                                      outlast), and no earlier than what happens before it: (end of a - length of c) - start
 * ```
 *
 * The exclusive drag leaves out the part in which the span waits for its own last child. A span's place among its siblings
 * is looked up with its parent: neighbours on the path need not be parent and child.
 *
 * O(n log k) with k siblings, iterative.
 */
export function dragAndSlack(trace: Trace, path: CriticalPath): DragAndSlack {
  const forest = clippedForest(trace, path.rule);
  leaveOut(forest, path.outside, Left.Outside);
  const order = new SiblingOrder(trace, forest, path.rule);
  return dragsOf({ forest, order, onPath: path.onPath, exclusive: path.exclusive }, trace.size);
}

/**
 * As {@link dragAndSlack}, of a forest that is there already, in columns of `memory`.
 * @param rows - of the trace
 */
export function dragsOf(source: DragSource, rows: number, memory: Memory = OWN_MEMORY): DragAndSlack {
  const { forest } = source;
  const { size, first, left } = forest;
  const times = {
    dragInclusive: memory.times(rows).fill(NaN, 0, rows),
    dragExclusive: memory.times(rows).fill(NaN, 0, rows),
    slack: memory.times(rows).fill(NaN, 0, rows),
  };
  const last = memory.ints(size).fill(-1, 0, size);
  const families: Families = { ...source, last, finished: new Finished(forest), times };
  // Backwards, so that the last child of a span is known when its own family is looked at.
  for (let parent = forest.size - 1; parent >= 0; parent -= 1) {
    const children = (first[parent + 1] ?? 0) - (first[parent] ?? 0);
    if (children === 0 || (left[parent] !== 0 && left[parent] !== Left.Outside)) {
      continue;
    }
    if (children === 1) {
      onlyChild(families, parent, first[parent] ?? 0);
    } else {
      family(families, parent);
    }
  }
  tops(families);
  return times;
}

function family(families: Families, parent: number): void {
  const { forest, order, last } = families;
  const count = order.sort(parent, 0);
  if (count === 0) {
    return;
  }
  const { sorted } = order;
  last[parent] = sorted[0] ?? -1;
  if (forest.left[parent] === 0) {
    dragOfFamily(families, sorted, count);
  }
  slackOfFamily(families, parent, sorted, count);
}

/** Roots, and spans outside their parents, which have no one to be in time for. */
function tops(families: Families): void {
  const { forest, times } = families;
  const { row, left, up } = forest;
  for (let root = 0; root < forest.roots; root += 1) {
    setWholeDrag(families, root);
    times.slack[row[root] ?? 0] = 0;
  }
  for (let at = forest.tops; at < forest.size; at += 1) {
    if (left[at] === Left.Outside && left[up[at] ?? 0] === 0) {
      times.slack[row[at] ?? 0] = 0;
    }
  }
}

function setWholeDrag({ forest, onPath, exclusive, times }: Families, position: number): void {
  const row = forest.row[position] ?? 0;
  if (onPath[row] === 1) {
    times.dragInclusive[row] = lengthAt(forest, position);
    if (exclusive !== undefined) {
      times.dragExclusive[row] = exclusive[row] ?? 0;
    }
  }
}

/** What {@link dragOfFamily} and {@link slackOfFamily} come to where there are no siblings: nothing is before the child. */
function onlyChild({ forest, onPath, exclusive, last, times }: Families, parent: number, child: number): void {
  const { start, end, left, row } = forest;
  if (left[child] !== left[parent]) {
    return;
  }
  const span = row[child] ?? 0;
  const length = lengthAt(forest, child);
  last[parent] = child;
  if (onPath[span] === 1) {
    times.dragInclusive[span] = length;
    if (exclusive !== undefined) {
      times.dragExclusive[span] = exclusive[span] ?? 0;
    }
    times.slack[span] = 0;
  } else {
    times.slack[span] = (end[parent] ?? 0) - length - (start[child] ?? 0);
  }
}

/** `sorted[0 .. count - 1]`: siblings by end, the last first. */
function dragOfFamily(families: Families, sorted: Int32Array, count: number): void {
  setWholeDrag(families, sorted[count - 1] ?? 0);
  const { forest, onPath, exclusive, times } = families;
  const { end } = forest;
  for (let i = 0; i < count - 1; i += 1) {
    const at = sorted[i] ?? 0;
    const row = forest.row[at] ?? 0;
    if (onPath[row] !== 1) {
      continue;
    }
    const nextEnd = end[sorted[i + 1] ?? 0] ?? 0;
    const ownEnd = end[at] ?? 0;
    times.dragInclusive[row] = Math.max(0, Math.min(lengthAt(forest, at), ownEnd - nextEnd));
    if (exclusive !== undefined) {
      times.dragExclusive[row] = Math.max(0, Math.min(exclusive[row] ?? 0, ownAlone(families, at, nextEnd)));
    }
  }
}

/** How long a span ended after the next sibling, without the time in which it waited for its own last child. */
function ownAlone({ forest: { start, end }, last }: Families, at: number, nextEnd: number): number {
  const ownEnd = end[at] ?? 0;
  const child = last[at] ?? -1;
  return child < 0
    ? ownEnd - nextEnd
    : ownEnd - Math.max(end[child] ?? 0, nextEnd) + Math.max(0, (start[child] ?? 0) - nextEnd);
}

function slackOfFamily(
  { forest, onPath, finished, times }: Families,
  parent: number,
  sorted: Int32Array,
  count: number
): void {
  const { start, end, row } = forest;
  const { slack } = times;
  let isKnown = false;
  // End of the path sibling that ends next after a span, and of the last one met; one that ends with it does not count.
  let barrier = end[parent] ?? 0;
  let lowest = NaN;
  for (let i = 0; i < count; i += 1) {
    const at = sorted[i] ?? 0;
    const span = row[at] ?? 0;
    const ended = end[at] ?? 0;
    if (lowest > ended) {
      barrier = lowest;
    }
    if (onPath[span] === 1) {
      slack[span] = 0;
      lowest = ended;
      continue;
    }
    if (!isKnown) {
      finished.setFamily(sorted, count);
      isKnown = true;
    }
    slack[span] = barrier - lengthAt(forest, at) - finished.before(start[at] ?? 0);
  }
}

/** Of the siblings that end before a moment the one that started last: what must be done before a span can start. */
class Finished {
  private count = 0;
  private ends: Float64Array = new Float64Array(0);
  /** End of the last-started of the first `i + 1` to end. */
  private endOfLatest: Float64Array = new Float64Array(0);
  private earliest = 0;

  public constructor(private readonly forest: Forest) {}

  /** @param sorted - siblings by end, the last first */
  public setFamily(sorted: Int32Array, count: number): void {
    const { start, end } = this.forest;
    this.count = count;
    this.ends = roomyTimes(this.ends, count);
    this.endOfLatest = roomyTimes(this.endOfLatest, count);
    this.earliest = Infinity;
    let latest = -1;
    for (let i = 0; i < count; i += 1) {
      const at = sorted[count - 1 - i] ?? 0;
      const began = start[at] ?? 0;
      const latestBegan = latest < 0 ? -Infinity : (start[latest] ?? 0);
      if (began > latestBegan || (began === latestBegan && at > latest)) {
        latest = at;
      }
      this.earliest = Math.min(this.earliest, began);
      this.ends[i] = end[at] ?? 0;
      this.endOfLatest[i] = end[latest] ?? 0;
    }
  }

  /** Earliest start of a span that really starts at `moment`. */
  public before(moment: number): number {
    const done = below(this.ends, this.count, moment, false);
    return done === 0 ? this.earliest : (this.endOfLatest[done - 1] ?? 0);
  }
}
