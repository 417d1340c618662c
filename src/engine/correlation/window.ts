import { addNanos, nanosFromMs } from '../units';
import type { TimeWindow } from './lookup';

const MS_PER_SECOND = 1000;

/** The window with `seconds` more on both sides. */
export function widened(window: TimeWindow, seconds: number): TimeWindow {
  const length = nanosFromMs(seconds * MS_PER_SECOND);
  return { from: addNanos(window.from, nanosFromMs(-seconds * MS_PER_SECOND)), to: addNanos(window.to, length) };
}

/** The least window that holds both; one that is absent adds nothing. */
export function enclosing(a: TimeWindow | undefined, b: TimeWindow | undefined): TimeWindow | undefined {
  if (a === undefined || b === undefined) {
    return a ?? b;
  }
  return { from: a.from < b.from ? a.from : b.from, to: a.to > b.to ? a.to : b.to };
}

export function overlaps(a: TimeWindow, b: TimeWindow): boolean {
  return a.from <= b.to && b.from <= a.to;
}

export function covers(outer: TimeWindow, inner: TimeWindow): boolean {
  return outer.from <= inner.from && outer.to >= inner.to;
}
