import type { StripPiece } from '../viewModel';
import type { Look } from './look';

interface Strip {
  readonly pieces: readonly StripPiece[];
  readonly top: number;
  readonly height: number;
  readonly look: Look;
}

const AREA = 0.22;
/** The states above are louder than the calls that they refused. */
const REFUSED = 0.65;
const LEAST = 2;

/** Calls under a lane: the share that failed as a line, the share that was refused as bars, both from 0 to all. */
export function paintStrip(context: CanvasRenderingContext2D, strip: Strip): void {
  const { pieces, top, height, look } = strip;
  const bottom = top + height;
  context.fillStyle = look.rejected;
  context.globalAlpha = REFUSED;
  for (const { x, width: wide, refused } of pieces) {
    if (refused > 0) {
      const high = Math.max(LEAST, refused * height);
      context.fillRect(x, bottom - high, Math.max(1, wide - (wide > 4 ? 1 : 0)), high);
    }
  }
  context.globalAlpha = 1;
  paintFailures(context, strip, bottom);
}

function paintFailures(context: CanvasRenderingContext2D, { pieces, height, look }: Strip, bottom: number): void {
  context.fillStyle = look.failures;
  context.strokeStyle = look.failures;
  context.globalAlpha = AREA;
  for (const { x, width, failureRate = 0 } of pieces) {
    context.fillRect(x, bottom - failureRate * height, width, failureRate * height);
  }
  context.globalAlpha = 1;
  context.lineWidth = 1.25;
  context.beginPath();
  let drawing = false;
  for (const { x, width, failureRate } of pieces) {
    if (failureRate !== undefined) {
      const y = bottom - failureRate * height;
      if (drawing) {
        context.lineTo(x, y);
      } else {
        context.moveTo(x, y);
      }
      context.lineTo(x + width, y);
    }
    drawing = failureRate !== undefined;
  }
  context.stroke();
}
