import { epochMs, type EpochMs } from '../../engine/units';

const MS_PER_S = 1000;
/** Digits of an epoch time in seconds, milliseconds, microseconds and nanoseconds, for this century. */
const SECONDS_DIGITS = 10;

/**
 * Reads a moment as alerts and log lines write it: ISO 8601 (UTC when no zone is given), or epoch seconds, milliseconds,
 * microseconds or nanoseconds, told apart by their digits.
 *
 * @returns `undefined` when the text is no moment.
 */
export function parseMoment(text: string): EpochMs | undefined {
  const trimmed = text.trim();
  if (/^\d{10}(\d{3}){0,3}$/.test(trimmed)) {
    return epochMs(Math.floor(Number(trimmed.slice(0, SECONDS_DIGITS + 3).padEnd(SECONDS_DIGITS + 3, '0'))));
  }
  const [, date, time = '00:00:00', zone = 'Z'] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?))?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(trimmed) ?? [];
  if (date === undefined) {
    return undefined;
  }
  const parsed = Date.parse(`${date}T${time.replace(',', '.')}${zone.toUpperCase()}`);
  return Number.isNaN(parsed) ? undefined : epochMs(parsed);
}

/** A time range as an address carries it: relative to now, or around a moment in epoch milliseconds. */
export function rangeOf(seconds: number, around: EpochMs | undefined): { readonly from: string; readonly to: string } {
  if (around === undefined) {
    return { from: `now-${seconds}s`, to: 'now' };
  }
  const half = (seconds * MS_PER_S) / 2;
  return { from: String(Math.round(around - half)), to: String(Math.round(around + half)) };
}
