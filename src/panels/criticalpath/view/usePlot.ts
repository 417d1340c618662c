import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useState } from 'react';
import type { TimeSpan } from '../../../ui';
import { panBy, timeAt, within, zoomAt } from '../viewModel';

/** Where the pointer is, in pixels of the plot and of the page. */
export interface PlotPoint {
  readonly x: number;
  readonly y: number;
  readonly clientX: number;
  readonly clientY: number;
}

/** A stretch that is being dragged out, in pixels. */
export interface Brush {
  readonly from: number;
  readonly to: number;
}

interface PlotInput {
  readonly plot: RefObject<HTMLElement | null>;
  readonly window: TimeSpan;
  readonly extent: TimeSpan;
  readonly width: number;
  readonly onWindow: (window: TimeSpan) => void;
  readonly onClick: (point: PlotPoint) => void;
}

const DRAG_FROM = 4;
const ZOOM_PER_PIXEL = 0.0022;
const PAN_PER_PIXEL = 0.0012;

/** Hover, click, dragging to zoom, and the wheel with Ctrl (zooms) or Shift (moves): alone it scrolls, as everywhere. */
export function usePlot({ plot, window, extent, width, onWindow, onClick }: PlotInput) {
  const [hover, setHover] = useState<PlotPoint>();
  const [start, setStart] = useState<number>();
  const [brush, setBrush] = useState<Brush>();

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
  }, [plot, window, extent, width, onWindow]);

  const pointOf = ({ clientX, clientY }: ReactPointerEvent): PlotPoint => {
    const bounds = plot.current?.getBoundingClientRect();
    return { x: clientX - (bounds?.left ?? 0), y: clientY - (bounds?.top ?? 0), clientX, clientY };
  };
  const stop = () => {
    setStart(undefined);
    setBrush(undefined);
  };
  const handlers = {
    onPointerMove: (event: ReactPointerEvent) => {
      const point = pointOf(event);
      setHover(point);
      if (start !== undefined && Math.abs(point.x - start) > DRAG_FROM) {
        setBrush({ from: Math.min(start, point.x), to: Math.max(start, point.x) });
      }
    },
    onPointerDown: (event: ReactPointerEvent) => {
      if (event.button === 0) {
        setStart(pointOf(event).x);
        capture(event);
      }
    },
    onPointerUp: (event: ReactPointerEvent) => {
      if (start !== undefined && brush === undefined) {
        onClick(pointOf(event));
      } else if (brush !== undefined) {
        onWindow(within({ from: timeAt(brush.from, window, width), to: timeAt(brush.to, window, width) }, extent));
      }
      stop();
    },
    onPointerLeave: () => setHover(undefined),
    onPointerCancel: stop,
  };
  return { hover: brush === undefined ? hover : undefined, brush, handlers };
}

/** Keeps the drag when it leaves the drawing; jsdom and old browsers have no capture. */
function capture(event: ReactPointerEvent): void {
  if (event.currentTarget instanceof HTMLElement && 'setPointerCapture' in event.currentTarget) {
    event.currentTarget.setPointerCapture(event.pointerId);
  }
}
