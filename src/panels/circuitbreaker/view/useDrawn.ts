import { useMemo } from 'react';
import type { TimeSpan } from '../../../ui';
import { type Box, type Lane, makeBoxes, makeStrip, type StripPiece } from '../viewModel';
import type { LaneShape } from './laneShape';

/** One lane of the picture. */
export interface DrawnLane {
  readonly lane: Lane;
  /** Its place among all lanes. */
  readonly row: number;
  /** Its top, relative to the picture's. */
  readonly y: number;
  readonly boxes: readonly Box[];
  readonly strip: readonly StripPiece[];
}

interface Input {
  readonly lanes: readonly Lane[];
  readonly shape: LaneShape;
  readonly window: TimeSpan;
  readonly width: number;
  readonly height: number;
  /** Pixels of all lanes above the visible part. */
  readonly top: number;
}

interface Layout {
  readonly boxes: readonly Box[];
  readonly strip: readonly StripPiece[];
}

/** The lanes on the screen, laid out. What was laid out once is kept: scrolling adds a lane at a time. */
export function useDrawn({ lanes, shape, window, width, height, top }: Input): readonly DrawnLane[] {
  const layout = useMemo(() => layouts(window, width, shape.strip !== undefined), [window, width, shape]);
  return useMemo(() => {
    const first = Math.max(0, Math.floor(top / shape.height));
    const last = Math.min(lanes.length, Math.ceil((top + height) / shape.height));
    return lanes.slice(first, last).map((lane, at) => ({
      lane,
      row: first + at,
      y: (first + at) * shape.height - top,
      ...layout(lane),
    }));
  }, [lanes, shape, height, top, layout]);
}

function layouts(window: TimeSpan, width: number, strips: boolean): (lane: Lane) => Layout {
  const known = new WeakMap<Lane, Layout>();
  return (lane) => {
    const { intervals, calls } = lane.breaker;
    const layout = known.get(lane) ?? {
      boxes: makeBoxes(intervals, window, width),
      strip: strips && calls !== undefined ? makeStrip(calls, window, width) : [],
    };
    known.set(lane, layout);
    return layout;
  };
}
