import type { CallGraph } from './evidence';
import { type Ranked, rankServices } from './rank';
import type { ShiftScanner } from './shift';
import type { Steps } from '../steps';
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
/** ... but for its beginning: what is unusual from the first request on may be another hour of the day, ... */
const FIRST_SHARE = 0.1;
/** ... and its end: requests that had not ended when it was recorded look cut short. */
const LAST_SHARE = 0.9;
/** Moments tried around the best of them: times of the values that tell most. */
const NEAR = 24;

/**
 * Finds the onset: the moment after which the first suspect is furthest from what was usual before. What was unusual from
 * the beginning and went away is no onset, since it is usual before every other moment; what was unusual from the beginning
 * and lasts is one only where nothing began later. O(moments x streams).
 *
 * @param least - deviations below which nothing began
 */
export function* findSplit(
  scanners: readonly ShiftScanner[],
  calls: CallGraph,
  window: Window,
  least: number
): Steps<Split> {
  const splitAt = (time: number): Split => ({ time, ranked: rankServices(strengthsAt(scanners, time), calls) });
  const length = window.to - window.from;
  const first = window.from + FIRST_SHARE * length;
  const last = window.from + LAST_SHARE * length;
  const step = (last - first) / (MOMENTS - 1);
  let found = splitAt(first);
  for (let moment = 1; moment < MOMENTS; moment += 1) {
    yield;
    found = better(found, splitAt(first + moment * step));
  }
  for (const time of timesOf(found, step).filter((near) => near >= first && near <= last)) {
    yield;
    found = better(found, splitAt(time));
  }
  return deviation(found) < least ? better(found, splitAt(window.from)) : found;
}

/** The strongest streams' own times around a split: the onset is at one of them. */
function timesOf({ time, ranked }: Split, step: number): readonly number[] {
  const [strongest] = mostTold(ranked)?.told ?? [];
  if (strongest === undefined) {
    return [];
  }
  const { scanner } = strongest;
  const times = scanner.stream.times.subarray(scanner.rowAt(time - step), scanner.rowAt(time + step));
  const stride = Math.max(1, Math.ceil(times.length / NEAR));
  return Array.from(times).filter((_, at) => at % stride === 0);
}

function better(a: Split, b: Split): Split {
  return deviation(b) > deviation(a) ? b : a;
}

/**
 * How far from usual the worst service is; 0 when none is. Explained or not: a split at which the cause is not yet seen
 * would leave its effects unexplained, and look the better for it.
 */
export function deviation({ ranked }: Split): number {
  return mostTold(ranked)?.whole ?? 0;
}

function mostTold(ranked: readonly Ranked[]): Ranked | undefined {
  return ranked.reduce<Ranked | undefined>((most, one) => (one.whole > (most?.whole ?? 0) ? one : most), undefined);
}
