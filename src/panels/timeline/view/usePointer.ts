import { type PointerEvent as ReactPointerEvent, type RefObject, useCallback, useState } from 'react';
import { type Hit, hitTest, timeAt } from '../viewModel';
import type { SceneState } from './useScene';

/** Where the pointer is, and what lies under it. */
export interface Hover {
  /** Pixels from the left of the drawing. */
  readonly x: number;
  readonly clientX: number;
  readonly clientY: number;
  readonly time: number;
  readonly hit: Hit | undefined;
}

/** A stretch that is being dragged out, in pixels. */
export interface Brush {
  readonly from: number;
  readonly to: number;
}

interface PointerInput {
  readonly plot: RefObject<HTMLElement | null>;
  readonly scene: SceneState;
  readonly onHover: (time: number | undefined) => void;
  readonly onClick: (hit: Hit | undefined) => void;
  /** `other` when Alt was held down: the other one of the two things that a brush can do. */
  readonly onBrush: (from: number, to: number, other: boolean) => void;
}

const DRAG_FROM = 4;

/** Hover, click and brush over the drawing. */
export function usePointer({ plot, scene, onHover, onClick, onBrush }: PointerInput) {
  const [hover, setHover] = useState<Hover>();
  const [start, setStart] = useState<number>();
  const [brush, setBrush] = useState<Brush>();
  const { input, window } = scene;

  const placeOf = useCallback(
    (event: ReactPointerEvent) => {
      const bounds = plot.current?.getBoundingClientRect();
      return { x: event.clientX - (bounds?.left ?? 0), y: event.clientY - (bounds?.top ?? 0) };
    },
    [plot]
  );

  const onPointerMove = (event: ReactPointerEvent) => {
    const { x, y } = placeOf(event);
    const time = timeAt(x, window, input.width);
    setHover({ x, clientX: event.clientX, clientY: event.clientY, time, hit: hitTest(input, scene.scene, x, y) });
    onHover(time);
    if (start !== undefined && Math.abs(x - start) > DRAG_FROM) {
      setBrush({ from: Math.min(start, x), to: Math.max(start, x) });
    }
  };
  const onPointerDown = (event: ReactPointerEvent) => {
    if (event.button === 0) {
      setStart(placeOf(event).x);
      capture(event);
    }
  };
  const onPointerUp = (event: ReactPointerEvent) => {
    if (start === undefined) {
      return;
    }
    const { x, y } = placeOf(event);
    if (brush === undefined) {
      onClick(hitTest(input, scene.scene, x, y));
    } else {
      onBrush(timeAt(brush.from, window, input.width), timeAt(brush.to, window, input.width), event.altKey);
    }
    setStart(undefined);
    setBrush(undefined);
  };
  const onPointerLeave = () => {
    setHover(undefined);
    onHover(undefined);
  };
  const onPointerCancel = () => {
    setStart(undefined);
    setBrush(undefined);
  };
  return { hover, brush, handlers: { onPointerMove, onPointerDown, onPointerUp, onPointerLeave, onPointerCancel } };
}

/** Keeps the drag when it leaves the drawing; jsdom and old browsers have no capture. */
function capture(event: ReactPointerEvent): void {
  if (event.currentTarget instanceof HTMLElement && 'setPointerCapture' in event.currentTarget) {
    event.currentTarget.setPointerCapture(event.pointerId);
  }
}
