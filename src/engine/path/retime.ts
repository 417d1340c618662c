import type { Trace } from '../model';
import { clipStrict } from './clip';
import { type Forest, growForest } from './forest';
import { sortBy } from './sort';

/** Siblings of a family whose gates are told apart one by one; in larger ones whatever ended before counts. */
const MOST_SIBLINGS = 256;

/**
 * A trace made ready to be re-timed: for every span, when it began after what it had waited for, and how long its parent went
 * on alone after its last child. Positions are those of the forest; times are relative to the parent's start.
 */
export interface Timing {
  readonly size: number;
  readonly roots: number;
  /** Row of the operation table, by position. */
  readonly operation: Int32Array;
  /** Walked children of `p` are places `first[p] .. first[p] + count[p] - 1` of `byStart` and `byEnd`. */
  readonly first: Int32Array;
  readonly count: Int32Array;
  readonly byStart: Int32Array;
  readonly byEnd: Int32Array;
  /** By place: so many of `byEnd` of the family had ended when this one of `byStart` began. */
  readonly ended: Int32Array;
  /** By place: siblings that it waited for, where that is not all that had ended. */
  readonly gates: ReadonlyMap<number, Int32Array>;
  /** By place: from the last gate (the parent's start without one) to its start. */
  readonly lag: Float64Array;
  /** By position: from its start, cut to its parent's, to its end. */
  readonly length: Float64Array;
  /** By position: its own time after its last child; its whole length without children. */
  readonly tail: Float64Array;
  /** By position: 1 for a span that outlasted its parent. */
  readonly outlasts: Uint8Array;
}

/** Whether two siblings were seen to run at once, so that one does not wait for the other. Positions of the forest. */
export type RunAtOnce = (earlier: number, later: number) => boolean;

/**
 * Reads from one trace what waits for what:
 *
 * ```text
 * parent  |=================|
 * a         |====|                 a waits for the parent's own work (lag: 2)
 * b              .|====|           b waits for a, which had ended (lag: 1), and not for c
 * c           |=====|              c had not ended when b began: both run at once
 *                      |===|       the parent's own work after the last child (tail)
 * ```
 *
 * Clocks that differ are put right as far as calls show it, see {@link moveIntoCalls}.
 * A span that outlasts its parent held it up until the parent's end, no longer (a timeout). Spans that nobody waits for or
 * that lie outside their parent hold nothing up. O(n log k) with k siblings, iterative.
 *
 * @param operation - of each row, as {@link Timing.operation}
 * @param atOnce - made for the forest; what it says is taken over the order of this one trace
 */
export function timingOf(
  trace: Trace,
  operation: Int32Array,
  atOnce?: (forest: Forest) => RunAtOnce | undefined
): Timing {
  const forest = growForest(trace, 'last-finishing');
  moveIntoCalls(trace, forest);
  const ends = forest.end.slice();
  clipStrict(forest);
  const { size } = forest;
  const timing = {
    size,
    roots: forest.roots,
    operation: Int32Array.from({ length: size }, (_, at) => operation[forest.row[at] ?? 0] ?? 0),
    first: forest.first,
    count: new Int32Array(size),
    byStart: new Int32Array(size),
    byEnd: new Int32Array(size),
    ended: new Int32Array(size),
    gates: new Map<number, Int32Array>(),
    lag: new Float64Array(size),
    length: new Float64Array(size),
    tail: new Float64Array(size),
    outlasts: new Uint8Array(size),
  };
  const reading: Reading = { forest, timing, atOnce: atOnce?.(forest), spare: new Int32Array(size) };
  for (let at = 0; at < size; at += 1) {
    const up = forest.up[at] ?? -1;
    timing.length[at] = (ends[at] ?? 0) - (forest.start[at] ?? 0);
    timing.outlasts[at] = up >= 0 && (ends[at] ?? 0) > (ends[up] ?? 0) ? 1 : 0;
  }
  for (let parent = 0; parent < size; parent += 1) {
    const count = sortFamily(reading, parent);
    timing.count[parent] = count;
    readLags(reading, parent, count);
    timing.tail[parent] = tailOf(reading, parent, count, ends);
  }
  return timing;
}

/**
 * A callee whose clock differs sticks out of its call, or lies beside it, though it is no longer than the call: it is moved
 * until it fits, by as little as that takes, with all below it. Parents first; O(n).
 */
function moveIntoCalls(trace: Trace, { size, row, up, start, end, left }: Forest): void {
  const moved = new Float64Array(size);
  for (let at = 0; at < size; at += 1) {
    const parent = up[at] ?? -1;
    if (parent < 0 || left[at] !== 0) {
      continue;
    }
    const carried = moved[parent] ?? 0;
    const from = (start[at] ?? 0) + carried;
    const to = (end[at] ?? 0) + carried;
    const by = isCall(trace, row[parent] ?? 0, row[at] ?? 0)
      ? shift(start[parent] ?? 0, end[parent] ?? 0, from, to)
      : 0;
    moved[at] = carried + by;
    start[at] = from + by;
    end[at] = to + by;
  }
}

function isCall({ service, kind }: Trace, parent: number, span: number): boolean {
  return service[span] !== service[parent] || (kind[span] === 'server' && kind[parent] === 'client');
}

/** By how much to move `from .. to` until it lies within `low .. high`; 0 when it is longer. */
function shift(low: number, high: number, from: number, to: number): number {
  return to - from > high - low ? 0 : Math.max(0, low - from) - Math.max(0, to - high);
}

interface Reading {
  readonly forest: Forest;
  readonly timing: Timing & { readonly gates: Map<number, Int32Array> };
  readonly atOnce: RunAtOnce | undefined;
  readonly spare: Int32Array;
}

/** @returns how many children are walked */
function sortFamily({ forest, timing, spare }: Reading, parent: number): number {
  const { first, left, start, end } = forest;
  const { byStart, byEnd } = timing;
  const from = first[parent] ?? 0;
  const to = first[parent + 1] ?? 0;
  let last = from;
  for (let child = from; child < to; child += 1) {
    if (left[child] === 0) {
      byEnd[last] = child;
      last += 1;
    }
  }
  sortBy(end, 1, byEnd, from, last, spare);
  for (let place = from; place < last; place += 1) {
    byStart[place] = byEnd[place] ?? 0;
  }
  sortBy(start, 1, byStart, from, last, spare);
  return last - from;
}

function readLags(reading: Reading, parent: number, count: number): void {
  const { forest, timing } = reading;
  const { byStart, byEnd, ended } = timing;
  const from = forest.first[parent] ?? 0;
  const to = from + count;
  let done = from;
  for (let place = from; place < to; place += 1) {
    while (done < to && isOver(forest, byEnd[done] ?? 0, byStart[place] ?? 0)) {
      done += 1;
    }
    ended[place] = done - from;
    readLag(reading, parent, place, byEnd.subarray(from, done), count);
  }
}

/** @param over - siblings that had ended when the one at the place began, by end */
function readLag(
  { forest, timing, atOnce }: Reading,
  parent: number,
  place: number,
  over: Int32Array,
  count: number
): void {
  const { start, end } = forest;
  const child = timing.byStart[place] ?? 0;
  const apart = atOnce === undefined || count > MOST_SIBLINGS ? undefined : gatesOf(over, child, atOnce);
  if (apart !== undefined) {
    timing.gates.set(place, apart);
  }
  const waited = apart ?? over;
  const gate = waited[waited.length - 1];
  timing.lag[place] = (start[child] ?? 0) - ((gate === undefined ? start[parent] : end[gate]) ?? 0);
}

function tailOf({ forest, timing }: Reading, parent: number, count: number, ends: Float64Array): number {
  const end = ends[parent] ?? 0;
  if (count === 0) {
    return timing.length[parent] ?? 0;
  }
  const from = forest.first[parent] ?? 0;
  let last = -Infinity;
  for (let place = from; place < from + count; place += 1) {
    last = Math.max(last, Math.min(end, ends[timing.byEnd[place] ?? 0] ?? 0));
  }
  return end - last;
}

/** Whether a sibling had ended when another one began. Of two that are a moment long at the same time the first comes first. */
function isOver({ start, end }: Forest, sibling: number, child: number): boolean {
  const ended = end[sibling] ?? 0;
  const began = start[child] ?? 0;
  const isMoment = ended === began && (start[sibling] ?? 0) === ended && (end[child] ?? 0) === began;
  return isMoment ? sibling < child : ended <= began;
}

/** The ended siblings that it waited for, by end; `undefined` when that is all of them. */
function gatesOf(ended: Int32Array, child: number, atOnce: RunAtOnce): Int32Array | undefined {
  const gates = ended.filter((sibling) => !atOnce(sibling, child));
  return gates.length === ended.length ? undefined : gates;
}

/** Memory for {@link retime}, which one caller uses for one trace after another. */
export class RetimeScratch {
  public length = new Float64Array(64);
  public ends = new Float64Array(64);

  public fit(size: number): void {
    if (this.length.length < size) {
      this.length = new Float64Array(2 * size);
      this.ends = new Float64Array(2 * size);
    }
  }
}

/**
 * How long the roots take together when operations need `factor` of their own time. What waited for a span that is shorter
 * now moves earlier by as much; what ran beside it does not; a parent ends when its last child has, and its own tail after
 * that. Nothing becomes shorter than its furthest child. O(n), and nothing is allocated.
 *
 * @param factor - by row of the operation table
 * @returns nanoseconds; the present length when all factors are 1
 */
export function retime(timing: Timing, factor: (operation: number) => number, scratch: RetimeScratch): number {
  const { size, roots, operation, count, tail } = timing;
  scratch.fit(size);
  for (let at = size - 1; at >= 0; at -= 1) {
    const own = factor(operation[at] ?? 0);
    const alone = (tail[at] ?? 0) * own;
    scratch.length[at] = count[at] === 0 ? alone : alone + lastEnd(timing, at, own, scratch);
  }
  let total = 0;
  for (let root = 0; root < roots; root += 1) {
    total += scratch.length[root] ?? 0;
  }
  return total;
}

/** When the last child of a span ends, after the span's start. */
function lastEnd(timing: Timing, parent: number, own: number, { length, ends }: RetimeScratch): number {
  const { byStart, byEnd, ended, gates, lag } = timing;
  const from = timing.first[parent] ?? 0;
  const to = from + (timing.count[parent] ?? 0);
  let reached = 0;
  let done = from;
  let last = 0;
  for (let place = from; place < to; place += 1) {
    for (const until = from + (ended[place] ?? 0); done < until; done += 1) {
      reached = Math.max(reached, ends[byEnd[done] ?? 0] ?? 0);
    }
    const child = byStart[place] ?? 0;
    const gate = gates.size === 0 ? undefined : gates.get(place);
    const began = (gate === undefined ? reached : latest(gate, ends)) + (lag[place] ?? 0) * own;
    const end = heldUntil(timing, parent, child, began + (length[child] ?? 0));
    ends[child] = end;
    last = Math.max(last, end);
  }
  return last;
}

/** Who outlasted its parent was given up at the parent's end: the parent waits as long as before, at most. */
function heldUntil({ outlasts, length }: Timing, parent: number, child: number, end: number): number {
  return outlasts[child] === 1 ? Math.min(end, length[parent] ?? 0) : end;
}

function latest(gates: Int32Array, ends: Float64Array): number {
  let last = 0;
  for (const gate of gates) {
    last = Math.max(last, ends[gate] ?? 0);
  }
  return last;
}
