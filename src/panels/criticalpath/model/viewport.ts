import { nanos, type Nanos } from '../../../engine/units';
import type { TimeSpan } from '../../../ui';

const SMALLEST_WINDOW_NS = 100;

/** Makes the window `factor` times as long, keeping `at` where it is, within what there is. */
export function zoomAt(window: TimeSpan, at: Nanos, factor: number, extent: TimeSpan): TimeSpan {
  const length = Math.max(SMALLEST_WINDOW_NS, (window.to - window.from) * factor);
  const share = (at - window.from) / (window.to - window.from);
  return within({ from: nanos(at - share * length), to: nanos(at - share * length + length) }, extent);
}

/** Moves the window by a share of its length, within what there is. */
export function panBy(window: TimeSpan, share: number, extent: TimeSpan): TimeSpan {
  const by = (window.to - window.from) * share;
  return within({ from: nanos(window.from + by), to: nanos(window.to + by) }, extent);
}

/** The window, moved (and shortened when it must be) so that it lies within what there is. */
export function within(window: TimeSpan, extent: TimeSpan): TimeSpan {
  const length = window.to - window.from;
  if (length >= extent.to - extent.from) {
    return extent;
  }
  const from = Math.min(Math.max(window.from, extent.from), extent.to - length);
  return { from: nanos(from), to: nanos(from + length) };
}

/** The window, moved just so far that something of the span of time lies in it. */
export function reveal(window: TimeSpan, from: number, to: number, extent: TimeSpan): TimeSpan {
  if (to >= window.from && from <= window.to) {
    return window;
  }
  const length = window.to - window.from;
  const start = (from + to - length) / 2;
  return within({ from: nanos(start), to: nanos(start + length) }, extent);
}
