import { type PointerEvent as ReactPointerEvent, type RefObject, useState } from 'react';
import { nanos } from '../../../engine/units';
import type { TimeSpan } from '../../../ui';
import { boxAt, type Box, type Focus, type Lane, pieceAt, type StripPiece } from '../viewModel';
import type { LaneShape } from './laneShape';
import type { DrawnLane } from './useDrawn';

/** What the pointer is over. */
export interface LaneHover {
  readonly place: Focus;
  readonly lane: Lane;
  readonly box: Box;
  readonly piece: StripPiece | undefined;
  readonly clientX: number;
  readonly clientY: number;
}

interface Input {
  readonly plot: RefObject<HTMLElement | null>;
  readonly drawn: readonly DrawnLane[];
  readonly shape: LaneShape;
  readonly window: TimeSpan;
  readonly width: number;
  readonly onOpen: (focus: Focus) => void;
  readonly onRange: (range: TimeSpan) => void;
}

/** A stretch that is being dragged out, in pixels. */
interface Brush {
  readonly from: number;
  readonly to: number;
}

const DRAG_FROM = 4;

/** Hover, click for the details, and dragging for another time range, as in Grafana's own panels. */
export function useLanePointer({ plot, drawn, shape, window, width, onOpen, onRange }: Input) {
  const [hover, setHover] = useState<LaneHover>();
  const [start, setStart] = useState<number>();
  const [brush, setBrush] = useState<Brush>();

  const pointOf = ({ clientX, clientY }: ReactPointerEvent) => {
    const bounds = plot.current?.getBoundingClientRect();
    return { x: clientX - (bounds?.left ?? 0), y: clientY - (bounds?.top ?? 0), clientX, clientY };
  };
  const found = (event: ReactPointerEvent): LaneHover | undefined => {
    const { x, y, clientX, clientY } = pointOf(event);
    const at = drawn.find((each) => y >= each.y && y < each.y + shape.height);
    const box = at && boxAt(at.boxes, x);
    return at === undefined || box === undefined
      ? undefined
      : {
          place: { lane: at.lane.key, interval: box.interval },
          lane: at.lane,
          box,
          piece: pieceAt(at.strip, x),
          clientX,
          clientY,
        };
  };
  const stop = () => {
    setStart(undefined);
    setBrush(undefined);
  };
  const handlers = {
    onPointerMove: (event: ReactPointerEvent) => {
      const { x } = pointOf(event);
      setHover(found(event));
      if (start !== undefined && Math.abs(x - start) > DRAG_FROM) {
        setBrush({ from: Math.max(0, Math.min(start, x)), to: Math.min(width, Math.max(start, x)) });
      }
    },
    onPointerDown: (event: ReactPointerEvent) => {
      if (event.button === 0) {
        setStart(pointOf(event).x);
        capture(event);
      }
    },
    onPointerUp: (event: ReactPointerEvent) => {
      const place = found(event)?.place;
      if (brush !== undefined) {
        const timeAt = (x: number) => nanos(window.from + (x / width) * (window.to - window.from));
        onRange({ from: timeAt(brush.from), to: timeAt(brush.to) });
      } else if (start !== undefined && place !== undefined) {
        onOpen(place);
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
