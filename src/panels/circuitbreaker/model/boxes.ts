import { bisector } from 'd3';
import type { BreakerState, StateInterval } from '../../../engine/breaker';
import type { TimeSpan } from '../../../ui';

/** A stretch of a lane as it is drawn: one interval, or the worst of several that are too short to be told apart. */
export interface Box {
  readonly x: number;
  readonly width: number;
  /** Place of the interval in the lane. */
  readonly interval: number;
  readonly state: BreakerState;
  /** Intervals that it stands for. */
  readonly count: number;
}

/** What is shorter on the screen is drawn so wide, over its neighbours. Pixels. */
export const LEAST_WIDTH = 2;

/** What must not be lost between others, the worst first. */
const SEVERITY: readonly BreakerState[] = ['forced', 'open', 'half-open', 'disabled', 'unknown', 'closed'];

const byEnd = bisector<StateInterval, number>(({ end }) => end);

/** The interval at a time: the last one that starts no later. O(log intervals). */
export function intervalAt(intervals: readonly StateInterval[], time: number): number {
  return Math.max(0, Math.min(intervals.length - 1, byEnd.right(intervals, time)));
}

/**
 * Boxes of the intervals in a window, those to be drawn last at the end: short ones lie over long ones. At most as many as
 * pixels, whatever flaps. O(intervals in the window).
 */
export function makeBoxes(intervals: readonly StateInterval[], window: TimeSpan, width: number): readonly Box[] {
  const wide: Box[] = [];
  const narrow: Cell[] = [];
  const scale = width / Math.max(1, window.to - window.from);
  for (let at = intervalAt(intervals, window.from); at < intervals.length; at += 1) {
    const interval = intervals[at];
    if (interval === undefined || interval.start > window.to) {
      break;
    }
    const from = Math.max(0, (interval.start - window.from) * scale);
    const to = Math.min(width, (interval.end - window.from) * scale);
    if (to - from >= LEAST_WIDTH) {
      wide.push({ x: from, width: to - from, interval: at, state: interval.state, count: 1 });
    } else {
      addNarrow(narrow, cellOf((from + to) / 2), at, interval.state);
    }
  }
  return [...wide, ...narrow];
}

interface Cell {
  readonly x: number;
  readonly width: number;
  interval: number;
  state: BreakerState;
  count: number;
}

/** Intervals that share a cell of the screen are one box: that of the worst. */
function addNarrow(cells: Cell[], x: number, interval: number, state: BreakerState): void {
  const last = cells.at(-1);
  if (last?.x !== x) {
    cells.push({ x, width: LEAST_WIDTH, interval, state, count: 1 });
    return;
  }
  last.count += 1;
  if (SEVERITY.indexOf(state) < SEVERITY.indexOf(last.state)) {
    last.interval = interval;
    last.state = state;
  }
}

function cellOf(x: number): number {
  return Math.floor(x / LEAST_WIDTH) * LEAST_WIDTH;
}

/** How far beside a box it can still be hit. Pixels. */
const NEAR = 2;

/** The box under the pointer: a short one before the long one that it lies on. O(boxes). */
export function boxAt(boxes: readonly Box[], x: number): Box | undefined {
  const hits = (box: Box, near: number) => x >= box.x - near && x < box.x + box.width + near;
  return (
    boxes.find((box) => box.width <= LEAST_WIDTH && hits(box, NEAR)) ??
    boxes.find((box) => hits(box, 0)) ??
    boxes.at(-1)
  );
}
