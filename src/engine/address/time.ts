import { epochMs, type EpochMs } from '../units';

/** Digits of an epoch time in seconds, for this century; three more make milliseconds. */
const SECONDS_DIGITS = 10;
const MS_DIGITS = SECONDS_DIGITS + 3;

/** `now`, `now-1h`, `now-7d/d`: Grafana's date math. */
const RELATIVE = /^now(?:[+-]\d+(?:ms|[smhdwMQy]))*(?:\/(?:fQ|fy|[smhdwMQy]))?$/;

/**
 * Reads a moment as alerts and log lines write it: ISO 8601 (UTC when no zone is given), or epoch seconds, milliseconds,
 * microseconds or nanoseconds, told apart by their digits.
 *
 * @returns `undefined` when the text is no moment.
 */
export function parseMoment(text: string): EpochMs | undefined {
  const trimmed = text.trim();
  if (/^\d{10}(\d{3}){0,3}$/.test(trimmed)) {
    return epochMs(Math.floor(Number(trimmed.slice(0, MS_DIGITS).padEnd(MS_DIGITS, '0'))));
  }
  const [, date, time = '00:00:00', zone = 'Z'] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?))?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(trimmed) ?? [];
  if (date === undefined) {
    return undefined;
  }
  const parsed = Date.parse(`${date}T${time.replace(',', '.')}${zone.toUpperCase()}`);
  return Number.isNaN(parsed) ? undefined : epochMs(parsed);
}

/**
 * A bound of a time range as Grafana's addresses carry it: date math is kept, a moment becomes epoch milliseconds in
 * decimal digits.
 *
 * @returns `undefined` when the text is neither.
 */
export function rangeBound(text: string): string | undefined {
  const trimmed = text.trim();
  if (RELATIVE.test(trimmed)) {
    return trimmed;
  }
  const moment = parseMoment(trimmed);
  return moment === undefined ? undefined : String(moment);
}
