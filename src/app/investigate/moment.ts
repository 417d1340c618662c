import type { EpochMs } from '../../engine/units';

const MS_PER_S = 1000;

/** A time range as an address carries it: relative to now, or around a moment in epoch milliseconds. */
export function rangeOf(seconds: number, around: EpochMs | undefined): { readonly from: string; readonly to: string } {
  if (around === undefined) {
    return { from: `now-${seconds}s`, to: 'now' };
  }
  const half = (seconds * MS_PER_S) / 2;
  return { from: String(Math.round(around - half)), to: String(Math.round(around + half)) };
}
