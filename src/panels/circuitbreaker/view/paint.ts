import type { AxisTicks, TimeSpan } from '../../../ui';
import type { Box, Focus, Lane } from '../viewModel';
import type { LaneShape } from './laneShape';
import type { Look } from './look';
import { paintBox } from './paintBox';
import { paintStrip } from './paintStrip';
import type { DrawnLane } from './useDrawn';

/** What a picture of lanes is made from. */
export interface Picture {
  readonly lanes: readonly DrawnLane[];
  readonly shape: LaneShape;
  readonly look: Look;
  readonly window: TimeSpan;
  readonly ticks: AxisTicks;
  readonly width: number;
  readonly height: number;
  readonly focus: Focus | undefined;
  readonly hover: Focus | undefined;
  /** The words on a box, the longest first; the first that fits is drawn. */
  readonly labels: (lane: Lane, box: Box) => readonly string[];
}

/** Draws the lanes on the screen. Nothing is decided here. */
export function paint(context: CanvasRenderingContext2D, picture: Picture): void {
  const { lanes, width, height } = picture;
  context.clearRect(0, 0, width, height);
  for (const drawn of lanes) {
    paintGround(context, picture, drawn);
  }
  paintGrid(context, picture);
  for (const drawn of lanes) {
    paintLane(context, picture, drawn);
  }
}

function paintGrid(context: CanvasRenderingContext2D, { look, ticks, window, width, height }: Picture): void {
  context.fillStyle = look.theme.colors.border.weak;
  const scale = width / Math.max(1, window.to - window.from);
  for (const tick of ticks.at) {
    context.fillRect(Math.round((tick - window.from) * scale), 0, 1, height);
  }
}

function paintGround(
  context: CanvasRenderingContext2D,
  { look, shape, width, focus, hover }: Picture,
  { lane, y }: DrawnLane
): void {
  const { action, border } = look.theme.colors;
  if (lane.key === focus?.lane || lane.key === hover?.lane) {
    context.fillStyle = lane.key === focus?.lane ? action.selected : action.hover;
    context.fillRect(0, y, width, shape.height);
  }
  context.fillStyle = border.weak;
  context.fillRect(0, y + shape.height - 1, width, 1);
}

function paintLane(context: CanvasRenderingContext2D, picture: Picture, drawn: DrawnLane): void {
  const { look, shape, labels, focus, hover } = picture;
  const { lane, y, boxes, strip } = drawn;
  const top = y + shape.bar.top;
  for (const box of boxes) {
    const { confidence = 1 } = lane.breaker.intervals[box.interval] ?? {};
    paintBox(context, {
      box,
      top,
      height: shape.bar.height,
      basis: lane.breaker.basis,
      confidence,
      labels: () => labels(lane, box),
      look,
    });
  }
  if (shape.strip !== undefined) {
    paintStrip(context, { pieces: strip, top: y + shape.strip.top, height: shape.strip.height, look });
  }
  for (const place of [hover, focus]) {
    const box = place?.lane === lane.key ? boxes.find(({ interval }) => interval === place.interval) : undefined;
    if (box !== undefined) {
      context.strokeStyle = place === focus ? look.theme.colors.primary.border : look.theme.colors.text.secondary;
      context.lineWidth = place === focus ? 2 : 1;
      context.strokeRect(box.x + 0.5, top - 2.5, Math.max(2, box.width - 1), shape.bar.height + 5);
    }
  }
}
