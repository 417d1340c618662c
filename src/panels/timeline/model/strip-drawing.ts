import { xOf } from '../../../ui';
import { type LaneBox, Size, type StripBox } from './layout';
import type { Diamond, SceneInput, StripDrawing } from './scene-types';
import { firstFrom } from './ticks';

const DOT_ROOM = 6;
const DIAMOND_BIN = 7;
const GAP_FACTOR = 2.5;
const HEADROOM = 4;

/**
 * One metric over the window: samples in it, and one on either side so that the line reaches the edges. More samples than
 * pixels are thinned to the highest of each pixel.
 */
export function drawStrip({ window, width }: SceneInput, box: StripBox): StripDrawing {
  const { times, series } = box.strip;
  const first = Math.max(0, lowerBound(times, window.from) - 1);
  const segments: number[][] = [];
  const dots: number[] = [];
  let inside = 0;
  let lastTime = -Infinity;
  for (let at = first; at < times.length; at++) {
    const time = times[at] ?? 0;
    const value = series.values[at];
    if (value !== null && value !== undefined && Number.isFinite(value)) {
      const point = [xOf(time, window, width), heightOf(box, value)] as const;
      const current = segments.at(-1);
      if (current === undefined || isGap(box, lastTime, time)) {
        segments.push([...point]);
      } else {
        append(current, point);
      }
      lastTime = time;
      if (time >= window.from && time <= window.to) {
        inside++;
        dots.push(...point);
      }
    } else {
      lastTime = -Infinity;
    }
    if (time > window.to) {
      break;
    }
  }
  const roomy = inside * DOT_ROOM <= width;
  return { box, segments, dots: roomy ? dots : [], between: inside === 0 };
}

/** Exemplars of a lane, at their value on the latency strip when there is one. */
export function laneDiamonds(input: SceneInput, box: LaneBox): readonly Diamond[] {
  const { timeline, window, width } = input;
  const { items, join } = timeline;
  const latency = box.strips.find(({ strip }) => strip.series.signal === 'latency') ?? box.strips[0];
  const known = new Set<string>(join.traceIds);
  const diamonds: Diamond[] = [];
  const list = box.lane.exemplars;
  for (let at = firstFrom(items, list, window.from); at < list.length; at++) {
    const item = list[at] ?? 0;
    const time = items.time[item] ?? 0;
    if (time > window.to) {
      break;
    }
    const x = xOf(time, window, width);
    const exemplar = join.exemplars[items.row[item] ?? -1];
    if (exemplar !== undefined && x - (diamonds.at(-1)?.x ?? -Infinity) >= DIAMOND_BIN) {
      const y = latency === undefined ? box.top + box.height - DIAMOND_BIN : heightOf(latency, exemplar.value);
      diamonds.push({ item, x, y, known: known.has(exemplar.traceId.toLowerCase().padStart(32, '0')) });
    }
  }
  return diamonds;
}

/** 0 lies on the strip's floor, its highest value just below its top; a value beyond is drawn at the top. */
function heightOf({ strip, top }: StripBox, value: number): number {
  const share = strip.max > 0 ? Math.min(1, Math.max(0, value / strip.max)) : 0;
  return top + Size.strip - 1 - share * (Size.strip - HEADROOM);
}

function isGap({ strip }: StripBox, from: number, to: number): boolean {
  const interval = (strip.series.intervalMs ?? Infinity) * 1e6;
  return from === -Infinity || to - from > interval * GAP_FACTOR;
}

/** A point in the same pixel as the last one only raises it. */
function append(segment: number[], [x, y]: readonly [number, number]): void {
  const lastX = segment.at(-2) ?? -Infinity;
  if (x - lastX >= 1) {
    segment.push(x, y);
  } else {
    segment[segment.length - 1] = Math.min(segment.at(-1) ?? y, y);
  }
}

function lowerBound(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
