import type { CallGraph } from './evidence';
import { type Ranked, rankServices } from './rank';
import type { ShiftScanner } from './shift';
import { strengthsAt } from './strengths';

/** From `from` to `to`, nanoseconds after the input's origin. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** The moment that splits the time best into usual and not, and the ranking of what came after it. */
export interface Split {
  readonly time: number;
  readonly ranked: readonly Ranked[];
}

/** Moments that are tried first, evenly over the window ... */
const MOMENTS = 48;
/** ... but for its end: requests that had not ended when it was recorded look cut short. */
const LAST_SHARE = 0.9;
/** Moments tried around the best of them: times of the values that tell most. */
const NEAR = 24;

/**
 * Finds the onset: the moment after which the first suspect is furthest from what was usual before. What was unusual from
 * the beginning and went away is no onset, since it is usual before every other moment. O(moments x streams).
 */
export function findSplit(scanners: readonly ShiftScanner[], calls: CallGraph, window: Window): Split {
  const splitAt = (time: number): Split => ({ time, ranked: rankServices(strengthsAt(scanners, time), calls) });
  const last = window.from + LAST_SHARE * (window.to - window.from);
  const step = (last - window.from) / (MOMENTS - 1);
  const coarse = Array.from({ length: MOMENTS }, (_, at) => splitAt(window.from + at * step)).reduce(better);
  const near = timesOf(coarse, step).filter((time) => time >= window.from && time <= last);
  return near.map(splitAt).reduce(better, coarse);
}

/** The strongest streams' own times around a split: the onset is at one of them. */
function timesOf({ time, ranked }: Split, step: number): readonly number[] {
  const [strongest] = ranked[0]?.told ?? [];
  if (strongest === undefined) {
    return [];
  }
  const { scanner } = strongest;
  const times = scanner.stream.times.subarray(scanner.rowAt(time - step), scanner.rowAt(time + step));
  const stride = Math.max(1, Math.ceil(times.length / NEAR));
  return Array.from(times).filter((_, at) => at % stride === 0);
}

function better(a: Split, b: Split): Split {
  return topOf(b) > topOf(a) ? b : a;
}

/** The first suspect's score; 0 when there is none. */
export function topOf({ ranked }: Split): number {
  return ranked[0]?.score ?? 0;
}
