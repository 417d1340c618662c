import type { PlotPoint } from '../../../ui';
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

/** The state of a lane, and its calls, under a point of the plot. O(drawn lanes). */
export function laneUnder(
  { x, y, clientX, clientY }: PlotPoint,
  drawn: readonly DrawnLane[],
  shape: LaneShape
): LaneHover | undefined {
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
}
