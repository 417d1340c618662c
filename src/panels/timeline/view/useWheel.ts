import { type RefObject, useEffect } from 'react';
import type { TimeSpan } from '../../../ui';
import { panBy, timeAt, zoomAt } from '../viewModel';

const ZOOM_PER_PIXEL = 0.0022;
const PAN_PER_PIXEL = 0.0012;

interface WheelInput {
  readonly window: TimeSpan;
  readonly extent: TimeSpan;
  readonly width: number;
  readonly onWindow: (window: TimeSpan) => void;
}

/**
 * The wheel zooms with Ctrl or Cmd (a pinch on a touchpad comes as Ctrl) and moves sideways with Shift, or when it turns
 * sideways. Alone it scrolls, as everywhere on the page.
 */
export function useWheel(ref: RefObject<HTMLElement | null>, { window, extent, width, onWindow }: WheelInput): void {
  useEffect(() => {
    const element = ref.current;
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
  }, [ref, window, extent, width, onWindow]);
}
