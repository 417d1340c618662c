import { dateTimeFormat, formattedValueToString, getValueFormat, systemDateFormats } from '@grafana/data';
import { epochMsFromNs, type EpochNs, type Nanos } from '../engine/units';

const NS_PER_SECOND = 1e9;
const MAX_DECIMALS = 9;
const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;

/** A length of time in Grafana's own words: `5.04 s`, `310 µs`. */
export function formatLength(length: Nanos): string {
  if (length < 0) {
    return `-${formattedValueToString(getValueFormat('ns')(-length))}`;
  }
  return formattedValueToString(getValueFormat('ns')(length));
}

/**
 * A time relative to the beginning, always in seconds and with a sign, so that a column of them can be compared at a
 * glance: `+1.234 s`.
 *
 * @param step - how fine the text must be, in nanoseconds; whole milliseconds when absent.
 */
export function formatOffset(offset: Nanos, step = 1e6): string {
  const decimals = Math.min(MAX_DECIMALS, Math.max(0, Math.ceil(-Math.log10(step / NS_PER_SECOND) - 1e-9)));
  const text = (Math.abs(offset) / NS_PER_SECOND).toFixed(decimals);
  const zero = Number(text) === 0;
  return `${offset < 0 && !zero ? '−' : '+'}${text} s`;
}

/** A moment with its date and milliseconds, in the dashboard's time zone. */
export function formatMoment(time: EpochNs, timeZone: string): string {
  return dateTimeFormat(epochMsFromNs(time), { timeZone, format: systemDateFormats.fullDateMS });
}

/**
 * A clock time without its date, as fine as `stepNs` asks for, in the dashboard's time zone. Steps of a day and more
 * show the date.
 */
export function formatClock(time: EpochNs, timeZone: string, stepNs = 1e6): string {
  const stepMs = stepNs / 1e6;
  return dateTimeFormat(epochMsFromNs(time), { timeZone, format: clockPattern(stepMs) });
}

function clockPattern(stepMs: number): string {
  if (stepMs < 1000) {
    return 'HH:mm:ss.SSS';
  }
  if (stepMs < MS_PER_MINUTE) {
    return 'HH:mm:ss';
  }
  return stepMs < MS_PER_DAY ? 'HH:mm' : 'MM-DD';
}

/** A measured value with its unit: `1.2 s`, `12.4%`, `3.3 req/s`. An empty unit is a plain number. */
export function formatValue(value: number, unit: string): string {
  return formattedValueToString(getValueFormat(unit === '' ? 'short' : unit)(value));
}
