import { scaleLinear } from 'd3';
import { type ClockCurve, type Clocks, curveExtent, pointAt } from '../viewModel';

/** Places of a chart, pixels. */
export interface ChartScale {
  readonly x: (time: number) => number;
  readonly y: (offset: number) => number;
  readonly timeAt: (x: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly timeTicks: readonly number[];
  readonly offsetTicks: readonly number[];
  /** The lowest and the highest offset on the chart. */
  readonly low: number;
  readonly high: number;
}

const MARGIN = { left: 64, right: 12, top: 8, bottom: 20 };
const PER_TICK = { x: 110, y: 34 };

/** Lays a chart out in a box. */
export function chartScale(
  curves: readonly ClockCurve[],
  { span }: Clocks,
  { width, height }: { readonly width: number; readonly height: number }
): ChartScale {
  const { low, high } = curveExtent(curves);
  const right = Math.max(MARGIN.left + 1, width - MARGIN.right);
  const bottom = Math.max(MARGIN.top + 1, height - MARGIN.bottom);
  const x = scaleLinear([span.from, Math.max(span.to, span.from + 1)], [MARGIN.left, right]);
  const y = scaleLinear([low, Math.max(high, low + 1)], [bottom, MARGIN.top]);
  const count = Math.max(2, Math.floor((right - MARGIN.left) / PER_TICK.x));
  return {
    x,
    y,
    timeAt: x.invert,
    left: MARGIN.left,
    right,
    top: MARGIN.top,
    bottom,
    // Whole fractions of the width: moments are said with their seconds, so none is rounder than another.
    timeTicks: Array.from({ length: count }, (_, at) => span.from + ((span.to - span.from) * (at + 0.5)) / count),
    offsetTicks: y.ticks(Math.max(2, Math.floor((bottom - MARGIN.top) / PER_TICK.y))),
    low,
    high,
  };
}

const REACH = 24;

/** The curve under a pointer, if one is near. O(points). */
export function nearest(
  curves: readonly ClockCurve[],
  scale: ChartScale,
  { x, y }: { readonly x: number; readonly y: number }
): { readonly curve: number; readonly time: number } | undefined {
  const time = scale.timeAt(x);
  let best: { readonly curve: number; readonly time: number } | undefined;
  let least = REACH;
  curves.forEach((curve, at) => {
    const point = pointAt(curve, time);
    const away = point === undefined ? Infinity : Math.abs(scale.y(point.offset) - y);
    if (point !== undefined && away < least) {
      least = away;
      best = { curve: at, time: point.time };
    }
  });
  return best;
}
