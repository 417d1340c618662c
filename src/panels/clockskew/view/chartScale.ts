import { scaleLinear, scaleSymlog } from 'd3';
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
  /** Offsets beyond the threshold are on a logarithmic scale. */
  readonly logarithmic: boolean;
}

/** One clock that is minutes off would press all others onto one line. */
const LOGARITHMIC_FROM = 20;
const DECADE = 10;

const MARGIN = { left: 64, right: 12, top: 8, bottom: 20 };
const PER_TICK = { x: 110, y: 34 };

/** Lays a chart out in a box. */
export function chartScale(
  curves: readonly ClockCurve[],
  { span }: Clocks,
  threshold: number,
  { width, height }: { readonly width: number; readonly height: number }
): ChartScale {
  const { low, high } = curveExtent(curves);
  const right = Math.max(MARGIN.left + 1, width - MARGIN.right);
  const bottom = Math.max(MARGIN.top + 1, height - MARGIN.bottom);
  const x = scaleLinear([span.from, Math.max(span.to, span.from + 1)], [MARGIN.left, right]);
  const largest = Math.max(Math.abs(low), Math.abs(high));
  const logarithmic = threshold > 0 && largest > LOGARITHMIC_FROM * threshold;
  const linear = scaleLinear([low, Math.max(high, low + 1)], [bottom, MARGIN.top]);
  const y = logarithmic
    ? scaleSymlog([low, Math.max(high, low + 1)], [bottom, MARGIN.top]).constant(threshold / DECADE)
    : linear;
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
    offsetTicks: logarithmic
      ? decades(threshold, largest).filter((at) => at >= low && at <= high)
      : linear.ticks(Math.max(2, Math.floor((bottom - MARGIN.top) / PER_TICK.y))),
    low,
    high,
    logarithmic,
  };
}

/** 0, the threshold, ten times as much and so on, both ways. */
function decades(threshold: number, largest: number): readonly number[] {
  const count = 1 + Math.max(0, Math.floor(Math.log10(largest / threshold)));
  const sizes = Array.from({ length: count }, (_, at) => threshold * DECADE ** at);
  return [...sizes.map((size) => -size), 0, ...sizes];
}

const LABEL_HEIGHT = 13;

/** Which of these curves (the most important first) have room for their names at the right. */
export function named(curves: readonly ClockCurve[], scale: ChartScale): ReadonlySet<string> {
  const taken: number[] = [];
  return new Set(
    curves.flatMap(({ node, pieces }) => {
      const last = pieces.at(-1)?.at(-1);
      const y = last === undefined ? NaN : scale.y(last.offset);
      if (!taken.every((other) => Math.abs(other - y) >= LABEL_HEIGHT)) {
        return [];
      }
      taken.push(y);
      return [node.node];
    })
  );
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
