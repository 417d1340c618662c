import { xOf } from '../../../ui';
import { isOrphan } from './lanes';
import { type LaneBox, Size } from './layout';
import { barLabel } from './bar-label';
import { shiftOf } from './correct';
import type { Bar, SceneInput } from './scene-types';
import { type Items, Severity } from './types';

const LEAST_WIDTH = 2;
const MERGE_GAP = 1;

/**
 * The bars of one row that meet the window. Bars too short to be told apart become one, so there are never more of them
 * than pixels. Complexity: O(log n + visible spans).
 */
export function rowBars(input: SceneInput, row: Int32Array, y: number): readonly Bar[] {
  const { timeline, window } = input;
  const { items } = timeline;
  const bars: Bar[] = [];
  for (let at = firstEndingAfter(items, row, window.from); at < row.length; at++) {
    const item = row[at] ?? 0;
    if ((items.time[item] ?? 0) > window.to) {
      break;
    }
    const bar = makeBar(input, item, y);
    const last = bars.at(-1);
    if (last !== undefined && merges(last, bar)) {
      bars[bars.length - 1] = merged(last, bar);
    } else {
      bars.push(bar);
    }
  }
  // Labels are set from left to right, because one that stands right of its bar takes the room of the next one's left.
  bars.forEach((bar, at) => {
    bars[at] = { ...bar, label: barLabel(input, bar, [bars[at - 1], bars[at + 1]]) };
  });
  return bars;
}

/** The position in the row of the first span that ends at or after a time; ends ascend, because spans of a row do not overlap. */
export function firstEndingAfter(items: Items, row: Int32Array, time: number): number {
  let low = 0;
  let high = row.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items.end[row[middle] ?? -1] ?? 0) < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function makeBar({ timeline, window, width, matches }: SceneInput, item: number, y: number): Bar {
  const { items, join } = timeline;
  const x = xOf(items.time[item] ?? 0, window, width);
  const right = xOf(items.end[item] ?? 0, window, width);
  const kind = join.traces[items.trace[item] ?? -1]?.kind[items.row[item] ?? -1];
  return {
    item,
    count: 1,
    x,
    width: Math.max(LEAST_WIDTH, right - x),
    y,
    error: items.severity[item] === Severity.Error,
    orphan: isOrphan(join, items, item),
    waits: kind === 'client' || kind === 'producer',
    dim: matches.mask[item] !== 1,
    shifted: shiftOf(timeline, item) !== 0,
    label: undefined,
  };
}

function merges(last: Bar, next: Bar): boolean {
  return (
    next.width <= LEAST_WIDTH && last.width <= LEAST_WIDTH * 2 + last.count && next.x < last.x + last.width + MERGE_GAP
  );
}

/** A merged bar shows the worst and the best that is in it: an error, and a match of the filter. */
function merged(last: Bar, next: Bar): Bar {
  return {
    ...last,
    item: next.error && !last.error ? next.item : last.item,
    count: last.count + 1,
    width: Math.max(last.width, next.x + next.width - last.x),
    error: last.error || next.error,
    orphan: last.orphan || next.orphan,
    waits: last.waits && next.waits,
    dim: last.dim && next.dim,
    shifted: last.shifted || next.shifted,
  };
}

/**
 * A folded lane shows only where it was busy, and where in error: runs of pixels instead of spans. Complexity: O(spans of
 * the lane + width).
 */
export function foldedBars({ timeline, window, width, matches }: SceneInput, box: LaneBox): readonly Bar[] {
  const { items } = timeline;
  const columns = Math.max(1, Math.ceil(width));
  const busy = new Int32Array(columns + 1);
  const failed = new Int32Array(columns + 1);
  const first = new Int32Array(columns).fill(-1);
  const shifted = new Uint8Array(columns);
  const clamp = (x: number) => Math.min(columns, Math.max(0, Math.floor(x)));
  for (const item of box.lane.rows.flatMap((row) => [...row])) {
    const from = clamp(xOf(items.time[item] ?? 0, window, width));
    const to = Math.max(from + 1, clamp(xOf(items.end[item] ?? 0, window, width)));
    const outside = (items.end[item] ?? 0) < window.from || (items.time[item] ?? 0) > window.to;
    if (!outside && matches.mask[item] === 1 && from < columns) {
      const marks = items.severity[item] === Severity.Error ? failed : busy;
      marks[from] = (marks[from] ?? 0) + 1;
      marks[to] = (marks[to] ?? 0) - 1;
      first[from] = item;
      shifted[from] = Math.max(shifted[from] ?? 0, Number(shiftOf(timeline, item) !== 0));
    }
  }
  return foldRuns(box, { busy, failed, first, shifted });
}

interface Columns {
  readonly busy: Int32Array;
  readonly failed: Int32Array;
  readonly first: Int32Array;
  /** 1 where something begins that was moved. */
  readonly shifted: Uint8Array;
}

function foldRuns(box: LaneBox, { busy, failed, first, shifted }: Columns): readonly Bar[] {
  const bars: Bar[] = [];
  let running = 0;
  let failing = 0;
  let item = -1;
  for (let x = 0; x < first.length; x++) {
    running += busy[x] ?? 0;
    failing += failed[x] ?? 0;
    item = (first[x] ?? -1) >= 0 ? (first[x] ?? item) : item;
    const last = bars.at(-1);
    const error = failing > 0;
    if (running + failing === 0) {
      continue;
    }
    if (last !== undefined && last.x + last.width === x && last.error === error) {
      bars[bars.length - 1] = { ...last, width: last.width + 1, shifted: last.shifted || shifted[x] === 1 };
    } else {
      const bar = { item, count: 1, x, width: 1, y: rowTop(box, 0), error, shifted: shifted[x] === 1 };
      bars.push({ ...bar, orphan: false, waits: false, dim: false, label: undefined });
    }
  }
  return bars;
}

/** Height of a row of spans, from the top of the drawing. */
export function rowTop(box: LaneBox, row: number): number {
  return box.spanTop + (box.collapsed ? 0 : row * Size.spanRow);
}
