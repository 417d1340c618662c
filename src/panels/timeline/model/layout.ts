import { type Lane, Severity, type SignalPresence, type Strip, type Timeline } from './types';

/** Pixel heights of what a lane is made of. */
export const Size = {
  lanePadding: 5,
  spanRow: 18,
  spanBar: 14,
  logRow: 16,
  strip: 30,
  stripGap: 4,
  header: 22,
  collapsed: 26,
} as const;

const MOST_LOG_ROWS = 3;

/** Where one strip lies, in pixels from the top of the drawing. */
export interface StripBox {
  readonly strip: Strip;
  readonly top: number;
}

/** Where one lane lies, in pixels from the top of the drawing. */
export interface LaneBox {
  readonly lane: Lane;
  /** Row of `Timeline.lanes`. */
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly collapsed: boolean;
  readonly spanTop: number;
  readonly logTop: number;
  readonly logRows: number;
  readonly strips: readonly StripBox[];
}

/** All lanes from top to bottom. It does not depend on the zoom, so that nothing jumps while zooming. */
export interface Layout {
  readonly boxes: readonly LaneBox[];
  readonly height: number;
}

/** What the reader has folded or switched off. */
export interface LayoutChoice {
  readonly hidden: ReadonlySet<string>;
  readonly collapsed: ReadonlySet<string>;
}

/** Stacks the lanes. Complexity: O(lanes). */
export function layOut(timeline: Timeline, choice: LayoutChoice): Layout {
  const boxes: LaneBox[] = [];
  let top = 0;
  timeline.lanes.forEach((lane, index) => {
    if (!choice.hidden.has(lane.service.key)) {
      const box = placeLane(timeline, { lane, index, top, collapsed: choice.collapsed.has(lane.service.key) });
      boxes.push(box);
      top += box.height;
    }
  });
  return { boxes, height: top };
}

/** The lanes that meet a vertical window; the boxes are stacked, so this is a binary search. */
export function boxesBetween(layout: Layout, from: number, to: number): readonly LaneBox[] {
  const first = boxIndexAt(layout, from);
  let last = first;
  while (last < layout.boxes.length && (layout.boxes[last]?.top ?? Infinity) < to) {
    last++;
  }
  return layout.boxes.slice(first, last);
}

/** Index of the box that holds a height; the next one for a height above all, the number of boxes for one below all. */
export function boxIndexAt(layout: Layout, y: number): number {
  let low = 0;
  let high = layout.boxes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const box = layout.boxes[middle];
    if (box !== undefined && box.top + box.height <= y) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

type Slot = Pick<LaneBox, 'lane' | 'index' | 'top' | 'collapsed'>;

function placeLane(timeline: Timeline, slot: Slot): LaneBox {
  const { lane, top } = slot;
  const spanTop = top + Size.lanePadding;
  if (slot.collapsed) {
    return { ...slot, height: Size.collapsed, spanTop, logTop: spanTop, logRows: 0, strips: [] };
  }
  const logTop = spanTop + lane.rows.length * Size.spanRow;
  const logRows = logRowsOf(timeline, lane);
  const words = top + Size.header + (saysNoMetrics(timeline.presence.metrics, lane) ? Size.logRow : 0);
  const stripTop = Math.max(logTop + logRows * Size.logRow, words) + Size.stripGap;
  const strips = lane.strips.map((strip, at) => ({ strip, top: stripTop + at * (Size.strip + Size.stripGap) }));
  const bottom = stripTop + strips.length * (Size.strip + Size.stripGap);
  return { ...slot, height: bottom + Size.lanePadding - Size.stripGap - top, spanTop, logTop, logRows, strips };
}

/** Lines that deserve words get more rows, so that words need not lie on one another. */
function logRowsOf({ items, presence }: Timeline, lane: Lane): number {
  if (lane.logs.length === 0) {
    return presence.logs === 'not-asked' ? 0 : 1;
  }
  let loud = 0;
  for (const item of lane.logs) {
    loud += (items.severity[item] ?? 0) >= Severity.Warning ? 1 : 0;
    if (loud >= MOST_LOG_ROWS) {
      break;
    }
  }
  return Math.max(1, loud);
}

/** Whether the header says that metrics are missing, which takes a line. */
export function saysNoMetrics(presence: SignalPresence, lane: Lane): boolean {
  return lane.strips.length === 0 && presence !== 'not-asked' && presence !== 'loading';
}
