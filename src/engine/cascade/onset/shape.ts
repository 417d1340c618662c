import type { Deviation } from './deviation';
import type { Stretch } from './stretch';
import { quantileAmong } from './robust';

/** How a signal left the usual. */
export interface Shape {
  readonly shape: 'step' | 'ramp';
  /** Of a ramp: when it began to grow, by the line through what followed; nanoseconds after the origin. */
  readonly began: number | undefined;
}

const PARTS = 8;
/** Fewer samples than these in a part tell no middle. */
const LEAST_ROWS = PARTS * 2;
/** A line must explain this much of what a level leaves over. */
const EXPLAINED = 0.8;

/**
 * Tells a ramp (a leak, a queue that fills) from a step: the middles of eight parts of the episode's rise, against a level
 * and against a line. A ramp began where its line meets the usual, which is before any sample shows it. O(n log n).
 *
 * @param rows - of the episode
 * @param sign - 1 for what grows, -1 for what falls
 */
export function shapeOf(times: Float64Array, { z }: Deviation, rows: Stretch, sign: 1 | -1): Shape {
  const parts = middles(times, z, rows, sign);
  if (parts === undefined) {
    return STEP;
  }
  const top = parts.reduce((most, { z: value }) => Math.max(most, value), -Infinity);
  const risen = parts.findIndex(({ z: value }) => value >= top * 0.9);
  const rise = parts.slice(0, risen + 1);
  if (rise.length < PARTS / 2) {
    return STEP;
  }
  const { slope, intercept, explained } = lineThrough(rise);
  return slope > 0 && explained >= EXPLAINED ? { shape: 'ramp', began: -intercept / slope } : STEP;
}

const STEP: Shape = { shape: 'step', began: undefined };

interface Middle {
  readonly time: number;
  readonly z: number;
}

function middles(
  times: Float64Array,
  z: Float64Array,
  { first, last }: Stretch,
  sign: number
): readonly Middle[] | undefined {
  const size = last - first;
  if (size < LEAST_ROWS) {
    return undefined;
  }
  return Array.from({ length: PARTS }, (_, part) => {
    const from = first + Math.floor((size * part) / PARTS);
    const to = first + Math.floor((size * (part + 1)) / PARTS);
    const values = z.subarray(from, to).filter((value) => !Number.isNaN(value));
    return { time: times[(from + to) >> 1] ?? 0, z: sign * quantileAmong(values, 0.5) };
  }).filter(({ z: value }) => !Number.isNaN(value));
}

function lineThrough(points: readonly Middle[]): {
  readonly slope: number;
  readonly intercept: number;
  readonly explained: number;
} {
  const count = points.length;
  const time = points.reduce((sum, point) => sum + point.time, 0) / count;
  const level = points.reduce((sum, point) => sum + point.z, 0) / count;
  const across = points.reduce((sum, point) => sum + (point.time - time) * (point.z - level), 0);
  const width = points.reduce((sum, point) => sum + (point.time - time) ** 2, 0);
  const height = points.reduce((sum, point) => sum + (point.z - level) ** 2, 0);
  const slope = width === 0 ? 0 : across / width;
  return { slope, intercept: level - slope * time, explained: height === 0 ? 0 : (slope * across) / height };
}
