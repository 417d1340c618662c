import { addNanos, diffEpoch, epochMsFromNs, type EpochNs, nanos, type Nanos } from '../../../engine/units';
import type { TimeSpan } from '../../../ui';

const SMALLEST_WINDOW_NS = 1000;
const ZOOM_OUT_LIMIT = 20;

/** A window somebody zoomed to, as epoch times: view time moves when an earlier row arrives. */
export interface Zoom {
  readonly from: EpochNs;
  readonly to: EpochNs;
}

/** What to show: the zoom while it still meets what there is, else everything. */
export function visibleWindow(zoom: Zoom | undefined, extent: TimeSpan, origin: EpochNs): TimeSpan {
  if (zoom === undefined) {
    return extent;
  }
  const from = diffEpoch(zoom.from, origin);
  const to = diffEpoch(zoom.to, origin);
  const length = extent.to - extent.from;
  const meets = from <= extent.to + length * ZOOM_OUT_LIMIT && to >= extent.from - length * ZOOM_OUT_LIMIT;
  return meets ? { from, to } : extent;
}

/** A window of view time as a zoom that survives a change of the origin. */
export function toZoom(window: TimeSpan, origin: EpochNs): Zoom {
  return { from: addNanos(origin, nanos(window.from)), to: addNanos(origin, nanos(window.to)) };
}

/** Makes the window `factor` times as long, keeping `at` where it is. */
export function zoomAt(window: TimeSpan, at: Nanos, factor: number, extent: TimeSpan): TimeSpan {
  const longest = (extent.to - extent.from) * ZOOM_OUT_LIMIT;
  const length = Math.min(longest, Math.max(SMALLEST_WINDOW_NS, (window.to - window.from) * factor));
  const share = (at - window.from) / (window.to - window.from);
  const from = nanos(at - share * length);
  return { from, to: nanos(from + length) };
}

/** Moves the window by a share of its length, never wholly beyond what there is. */
export function panBy(window: TimeSpan, share: number, extent: TimeSpan): TimeSpan {
  const length = window.to - window.from;
  const wanted = window.from + share * length;
  const from = Math.min(Math.max(wanted, extent.from - length * 0.9), extent.to - length * 0.1);
  return { from: nanos(from), to: nanos(from + length) };
}

/** The window, moved just so far that the span of time lies in it. */
export function reveal(window: TimeSpan, from: number, to: number): TimeSpan {
  const length = window.to - window.from;
  const margin = length * 0.1;
  if (to < window.from || from > window.to || (to - from < length && (from < window.from || to > window.to))) {
    const start = to - from < length ? (from + to - length) / 2 : from - margin;
    return { from: nanos(start), to: nanos(start + length) };
  }
  return window;
}

/** Whole milliseconds around the window, as Grafana's time range wants them. */
export function toDashboardRange(window: TimeSpan, origin: EpochNs): { readonly from: number; readonly to: number } {
  return {
    from: Math.floor(epochMsFromNs(addNanos(origin, nanos(window.from)))),
    to: Math.ceil(epochMsFromNs(addNanos(origin, nanos(window.to)))),
  };
}
