import { type PointerEvent as ReactPointerEvent, type RefObject, useState } from 'react';

/** Where the pointer is, in pixels of the plot and of the page. */
export interface PlotPoint {
  readonly x: number;
  readonly y: number;
  readonly clientX: number;
  readonly clientY: number;
}

/** A stretch of the plot that is being dragged out, in pixels. */
export interface Brush {
  readonly from: number;
  readonly to: number;
}

interface Input {
  readonly plot: RefObject<HTMLElement | null>;
  /** `undefined` when the pointer has left. */
  readonly onMove?: (point: PlotPoint | undefined) => void;
  readonly onClick: (point: PlotPoint) => void;
  readonly onBrush: (brush: Brush, event: { readonly altKey: boolean }) => void;
}

/** Less is a click by an unsteady hand. Pixels. */
const DRAG_FROM = 4;

/** Hover, click, and dragging out a stretch of a plot, as in Grafana's own panels. */
export function usePlotPointer({ plot, onMove, onClick, onBrush }: Input) {
  const [point, setPoint] = useState<PlotPoint>();
  const [start, setStart] = useState<number>();
  const [brush, setBrush] = useState<Brush>();

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
      const next = pointOf(event);
      setPoint(next);
      onMove?.(next);
      if (start !== undefined && Math.abs(next.x - start) > DRAG_FROM) {
        setBrush({ from: Math.min(start, next.x), to: Math.max(start, next.x) });
      }
    },
    onPointerDown: (event: ReactPointerEvent) => {
      if (event.button === 0) {
        setStart(pointOf(event).x);
        capture(event);
      }
    },
    onPointerUp: (event: ReactPointerEvent) => {
      if (brush !== undefined) {
        onBrush(brush, event);
      } else if (start !== undefined) {
        onClick(pointOf(event));
      }
      stop();
    },
    onPointerLeave: () => {
      setPoint(undefined);
      onMove?.(undefined);
    },
    onPointerCancel: stop,
  };
  return { point, brush, handlers };
}

/** Keeps the drag when it leaves the drawing; jsdom and old browsers have no capture. */
function capture(event: ReactPointerEvent): void {
  if (event.currentTarget instanceof HTMLElement && 'setPointerCapture' in event.currentTarget) {
    event.currentTarget.setPointerCapture(event.pointerId);
  }
}
