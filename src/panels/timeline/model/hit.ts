import { timeAt } from '../../../ui';
import { firstEndingAfter } from './bars';
import { boxIndexAt, type LaneBox, type Layout, Size } from './layout';
import type { Scene, SceneInput, SceneLane } from './scene-types';
import type { Timeline } from './types';

const REACH = 4;

/** What lies under the pointer. */
export type Hit =
  | { readonly kind: 'item'; readonly item: number; readonly count: number }
  /** A strip, with the row of the sample nearest in time. */
  | { readonly kind: 'sample'; readonly lane: number; readonly strip: number; readonly sample: number };

/**
 * Finds what is drawn at a point: the lane and the row by binary search, the span by binary search in its row, marks
 * among those of the lane that are drawn.
 *
 * @param x - pixels from the left of the drawing.
 * @param y - pixels from its top, unscrolled.
 */
export function hitTest(input: SceneInput, scene: Scene, x: number, y: number): Hit | undefined {
  const box = input.layout.boxes[boxIndexAt(input.layout, y)];
  const lane = scene.lanes.find((candidate) => candidate.box.index === box?.index);
  if (box === undefined || lane === undefined || y < box.top) {
    return undefined;
  }
  return hitDiamond(lane, x, y) ?? hitTick(lane, x, y) ?? hitBar(input, lane, x, y) ?? hitSample(input, box, x, y);
}

/**
 * One item a lane at a time: the span that had most recently begun, or a line within reach. For a tooltip over all lanes.
 */
export function itemsAt(timeline: Timeline, layout: Layout, time: number, reach: number): readonly number[] {
  const { items } = timeline;
  return layout.boxes.flatMap(({ lane }) => {
    const spans = lane.rows.flatMap((row) => {
      const item = row[firstEndingAfter(items, row, time)];
      return item !== undefined && (items.time[item] ?? 0) <= time ? [item] : [];
    });
    const line = nearest(timeline, lane.logs, time, reach);
    return [...spans.slice(-1), ...line];
  });
}

function nearest({ items }: Timeline, list: Int32Array, time: number, reach: number): readonly number[] {
  let best: number | undefined;
  let distance = reach;
  for (const item of list) {
    const away = Math.abs((items.time[item] ?? 0) - time);
    if (away <= distance) {
      best = item;
      distance = away;
    }
  }
  return best === undefined ? [] : [best];
}

function hitDiamond(lane: SceneLane, x: number, y: number): Hit | undefined {
  const found = lane.diamonds.find(
    (diamond) => Math.abs(diamond.x - x) <= REACH + 1 && Math.abs(diamond.y - y) <= REACH + 2
  );
  return found && { kind: 'item', item: found.item, count: 1 };
}

function hitTick(lane: SceneLane, x: number, y: number): Hit | undefined {
  const inRow = lane.ticks.filter((tick) => Math.abs(tick.y - y) <= Size.logRow / 2);
  const onMark = inRow.find((tick) => Math.abs(tick.x - x) <= REACH + 2);
  const found = onMark ?? inRow.find(({ label }) => label !== undefined && within(label, x));
  return found && { kind: 'item', item: found.item, count: found.count };
}

function hitBar({ timeline, window, width }: SceneInput, lane: SceneLane, x: number, y: number): Hit | undefined {
  const { box } = lane;
  if (box.collapsed) {
    const run = lane.bars.find((bar) => x >= bar.x && x <= bar.x + bar.width);
    return run && { kind: 'item', item: run.item, count: run.count };
  }
  const row = box.lane.rows[Math.floor((y - box.spanTop) / Size.spanRow)];
  if (row === undefined) {
    return undefined;
  }
  const at = firstEndingAfter(timeline.items, row, timeAt(x - REACH, window, width));
  const item = row[at];
  const start = item === undefined ? Infinity : (timeline.items.time[item] ?? Infinity);
  if (item !== undefined && start <= timeAt(x + REACH, window, width)) {
    const bar = lane.bars.find((drawn) => drawn.item === item);
    return { kind: 'item', item, count: bar?.count ?? 1 };
  }
  const named = lane.bars.find(
    ({ y: top, label }) => top <= y && y < top + Size.spanRow && label !== undefined && within(label, x)
  );
  return named && { kind: 'item', item: named.item, count: named.count };
}

function within(
  label: { readonly x: number; readonly width: number; readonly align: 'left' | 'right' },
  x: number
): boolean {
  const from = label.align === 'left' ? label.x : label.x - label.width;
  return x >= from && x <= from + label.width;
}

function hitSample({ window, width }: SceneInput, box: LaneBox, x: number, y: number): Hit | undefined {
  const strip = box.strips.findIndex(({ top }) => y >= top && y <= top + Size.strip);
  const times = box.strips[strip]?.strip.times;
  if (times === undefined || times.length === 0) {
    return undefined;
  }
  const time = timeAt(x, window, width);
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const before = Math.max(0, low - 1);
  const sample = time - (times[before] ?? -Infinity) < (times[low] ?? Infinity) - time ? before : low;
  return { kind: 'sample', lane: box.index, strip, sample };
}
