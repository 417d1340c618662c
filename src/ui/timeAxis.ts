import { ticks as niceTicks } from 'd3';
import { dateTimeForTimeZone } from '@grafana/data';
import { addNanos, epochMsFromNs, type EpochNs, nanos, type Nanos } from '../engine/units';

/** A span of view time: nanoseconds relative to the origin of the view that carries it. */
export interface TimeSpan {
  readonly from: Nanos;
  readonly to: Nanos;
}

/** Where an axis draws its lines, and how far apart they are. */
export interface AxisTicks {
  readonly at: readonly Nanos[];
  /** Nanoseconds between two ticks. */
  readonly step: number;
}

/** Pixels from the left edge of a drawing of so much width. */
export function xOf(time: number, window: TimeSpan, width: number): number {
  return ((time - window.from) / (window.to - window.from)) * width;
}

/** The time under a pixel. */
export function timeAt(x: number, window: TimeSpan, width: number): Nanos {
  return nanos(window.from + (x / Math.max(1, width)) * (window.to - window.from));
}

const NS_PER_S = 1e9;
const MINUTE = 60 * NS_PER_S;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const roundSteps = (): readonly number[] => [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * NS_PER_S),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 30].map((days) => days * DAY),
];

/**
 * Round offsets from `zero` within the window.
 *
 * @param count - about how many ticks there is room for.
 */
export function offsetTicks(window: TimeSpan, zero: Nanos, count: number): AxisTicks {
  const from = (window.from - zero) / NS_PER_S;
  const to = (window.to - zero) / NS_PER_S;
  const seconds = niceTicks(from, to, Math.max(1, count));
  const [first = 0, second = first + (to - from)] = seconds;
  return { at: seconds.map((value) => nanos(value * NS_PER_S + zero)), step: (second - first) * NS_PER_S };
}

/**
 * Round clock times within the window, round in the given time zone (a zone may be half an hour off).
 *
 * @param origin - the epoch time of view time 0.
 */
export function clockTicks(window: TimeSpan, origin: EpochNs, timeZone: string, count: number): AxisTicks {
  const step = clockStep((window.to - window.from) / Math.max(1, count));
  const zoneMinutes = dateTimeForTimeZone(timeZone, epochMsFromNs(addNanos(origin, window.from))).utcOffset();
  const phase = Number((origin + BigInt(zoneMinutes * MINUTE)) % BigInt(step));
  const at: Nanos[] = [];
  for (let time = Math.ceil((window.from + phase) / step) * step - phase; time <= window.to; time += step) {
    at.push(nanos(time));
  }
  return { at, step };
}

function clockStep(raw: number): number {
  const round = roundSteps().find((step) => step >= raw);
  if (raw > NS_PER_S / 2) {
    return round ?? Math.ceil(raw / DAY) * DAY;
  }
  const power = 10 ** Math.ceil(Math.log10(Math.max(1, raw)));
  return Math.ceil([power / 5, power / 2, power].find((step) => step >= raw) ?? power);
}
