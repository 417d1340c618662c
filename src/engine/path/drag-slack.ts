import type { Trace } from '../model';
import { clippedForest, leaveOut } from './critical-path';
import { below } from './events';
import { type Forest, Left } from './forest';
import { SiblingOrder } from './order';
import type { CriticalPath, DragAndSlack } from './types';

/** What the passes over families share; columns by position. */
interface Families {
  readonly forest: Forest;
  readonly order: SiblingOrder;
  readonly onPath: Uint8Array;
  readonly exclusive: Float64Array;
  readonly dragInclusive: Float64Array;
  readonly dragExclusive: Float64Array;
  readonly slack: Float64Array;
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
  const { size, row } = forest;
  const families: Families = {
    forest,
    order: new SiblingOrder(trace, forest, path.rule),
    onPath: Uint8Array.from({ length: size }, (_, at) => path.onPath[row[at] ?? 0] ?? 0),
    exclusive: Float64Array.from({ length: size }, (_, at) => path.exclusive[row[at] ?? 0] ?? 0),
    dragInclusive: new Float64Array(size).fill(NaN),
    dragExclusive: new Float64Array(size).fill(NaN),
    slack: new Float64Array(size).fill(NaN),
  };
  return sweep(families, trace.size);
}

function sweep(families: Families, rows: number): DragAndSlack {
  const { forest, order } = families;
  for (let root = 0; root < forest.roots; root += 1) {
    setWhole(families, root);
    families.slack[root] = 0;
  }
  for (let at = forest.tops; at < forest.size; at += 1) {
    families.slack[at] = forest.left[at] === Left.Outside ? 0 : NaN;
  }
  // All families first: the exclusive drag of a span looks at its last child.
  const counts = new Int32Array(forest.size);
  for (let parent = 0; parent < forest.size; parent += 1) {
    counts[parent] = order.sort(parent);
  }
  for (let parent = 0; parent < forest.size; parent += 1) {
    const from = forest.first[parent] ?? 0;
    const to = from + (counts[parent] ?? 0);
    const why = forest.left[parent];
    if (why === 0) {
      dragOfFamily(families, counts, from, to);
    }
    if (why === 0 || why === Left.Outside) {
      slackOfFamily(families, parent, from, to);
    }
  }
  return {
    dragInclusive: byRow(forest, families.dragInclusive, rows),
    dragExclusive: byRow(forest, families.dragExclusive, rows),
    slack: byRow(forest, families.slack, rows),
  };
}

function byRow({ row, size }: Forest, column: Float64Array, rows: number): Float64Array {
  const out = new Float64Array(rows).fill(NaN);
  for (let at = 0; at < size; at += 1) {
    out[row[at] ?? 0] = column[at] ?? NaN;
  }
  return out;
}

function setWhole({ forest, onPath, exclusive, dragInclusive, dragExclusive }: Families, at: number): void {
  if (onPath[at] === 1) {
    dragInclusive[at] = forest.length[at] ?? 0;
    dragExclusive[at] = exclusive[at] ?? 0;
  }
}

function dragOfFamily(families: Families, counts: Int32Array, from: number, to: number): void {
  const { forest, order, onPath, exclusive, dragInclusive, dragExclusive } = families;
  const { start, end, first } = forest;
  const { sorted } = order;
  for (let i = from; i < to; i += 1) {
    const at = sorted[i] ?? 0;
    if (onPath[at] === 0) {
      continue;
    }
    if (i === to - 1) {
      setWhole(families, at);
      continue;
    }
    const nextEnd = end[sorted[i + 1] ?? 0] ?? 0;
    const ownEnd = end[at] ?? 0;
    dragInclusive[at] = Math.max(0, Math.min(forest.length[at] ?? 0, ownEnd - nextEnd));
    let own = ownEnd - nextEnd;
    if ((counts[at] ?? 0) > 0) {
      const child = sorted[first[at] ?? 0] ?? 0;
      own = ownEnd - Math.max(end[child] ?? 0, nextEnd) + Math.max(0, (start[child] ?? 0) - nextEnd);
    }
    dragExclusive[at] = Math.max(0, Math.min(exclusive[at] ?? 0, own));
  }
}

/** `sorted[from .. to - 1]`: siblings by end, the last first. */
function slackOfFamily({ forest, order, onPath, slack }: Families, parent: number, from: number, to: number): void {
  const { start, end, length } = forest;
  const { sorted } = order;
  if (from === to) {
    return;
  }
  const finished = new Finished(forest, sorted, from, to);
  let barrier = NaN;
  let lowest = NaN;
  for (let i = from; i < to; i += 1) {
    const at = sorted[i] ?? 0;
    const ownEnd = end[at] ?? 0;
    // The path sibling that ends next after this one; one that ends with it does not count.
    if (!(lowest <= ownEnd)) {
      barrier = lowest;
    }
    if (onPath[at] === 1) {
      slack[at] = 0;
      lowest = ownEnd;
      continue;
    }
    const criticalEnd = Number.isNaN(barrier) ? (end[parent] ?? 0) : barrier;
    slack[at] = criticalEnd - (length[at] ?? 0) - finished.before(start[at] ?? 0);
  }
}

/** Of the siblings that end before a moment the one that started last: what must be done before a span can start. */
class Finished {
  private readonly ends: Float64Array;
  /** End of the last-started among the first `i + 1` to end. */
  private readonly endOfLatest: Float64Array;
  private readonly earliest: number;

  public constructor({ start, end }: Forest, sorted: Int32Array, from: number, to: number) {
    const size = to - from;
    this.ends = new Float64Array(size);
    this.endOfLatest = new Float64Array(size);
    let latest = -Infinity;
    let latestAt = -1;
    let earliest = Infinity;
    let endOfLatest = NaN;
    for (let i = 0; i < size; i += 1) {
      const at = sorted[to - 1 - i] ?? 0;
      const began = start[at] ?? 0;
      earliest = Math.min(earliest, began);
      if (began > latest || (began === latest && at > latestAt)) {
        latest = began;
        latestAt = at;
        endOfLatest = end[at] ?? 0;
      }
      this.ends[i] = end[at] ?? 0;
      this.endOfLatest[i] = endOfLatest;
    }
    this.earliest = earliest;
  }

  /** Earliest start of a span that really starts at `moment`. */
  public before(moment: number): number {
    const count = below(this.ends, moment, false);
    return count === 0 ? this.earliest : (this.endOfLatest[count - 1] ?? 0);
  }
}
