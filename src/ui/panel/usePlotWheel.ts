import { type RefObject, useEffect } from 'react';
import type { Nanos } from '../../engine/units';
import { timeAt, type TimeSpan } from '../timeAxis';

const ZOOM_PER_PIXEL = 0.0022;
const PAN_PER_PIXEL = 0.0012;

interface Input {
  readonly plot: RefObject<HTMLElement | null>;
  /** What is seen, of what there is. */
  readonly window: TimeSpan;
  readonly extent: TimeSpan;
  /** Of the plot, in pixels. */
  readonly width: number;
  readonly onWindow: (window: TimeSpan) => void;
  /** The window, `factor` times as long; `at` stays where it is. */
  readonly zoomAt: (window: TimeSpan, at: Nanos, factor: number, extent: TimeSpan) => TimeSpan;
  /** The window, moved by a share of its length. */
  readonly panBy: (window: TimeSpan, share: number, extent: TimeSpan) => TimeSpan;
}

/**
 * The wheel zooms with Ctrl or Cmd (a pinch on a touchpad comes as Ctrl) and moves sideways with Shift, or when it turns
 * sideways. Alone it scrolls, as everywhere on the page. How far a window may go is the panel's to say.
 */
export function usePlotWheel({ plot, window, extent, width, onWindow, zoomAt, panBy }: Input): void {
  useEffect(() => {
    const element = plot.current;
    if (element === null) {
      return undefined;
    }
    const onWheel = (event: WheelEvent) => {
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const at = timeAt(event.clientX - element.getBoundingClientRect().left, window, width);
        onWindow(zoomAt(window, at, Math.exp(event.deltaY * ZOOM_PER_PIXEL), extent));
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        onWindow(panBy(window, sideways * PAN_PER_PIXEL, extent));
      }
    };
    // React listens passively, where the default cannot be prevented.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [plot, window, extent, width, onWindow, zoomAt, panBy]);
}
