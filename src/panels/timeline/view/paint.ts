import { type AxisTicks, type TimeSpan, xOf } from '../../../ui';
import { type Scene, type SceneLane, Size, type StripDrawing } from '../viewModel';
import { haloText } from './haloText';
import type { LaneLook, Look } from './look';
import { paintBar } from './paintBar';
import { paintDiamond, paintTick } from './paintMarks';
import { betweenText, maxText } from './words';

/** What a picture is made from. */
export interface Picture {
  readonly scene: Scene;
  readonly look: Look;
  readonly window: TimeSpan;
  readonly ticks: AxisTicks;
  readonly width: number;
  readonly height: number;
  /** Pixels of the drawing above the visible part. */
  readonly top: number;
}

const TEAR_DEPTH = 2;
const TEAR_STEP = 5;
const SMALL_TEXT = 10;
const NOTE_INSET = 8;

/** Draws the visible part of a timeline. Nothing is decided here. */
export function paint(context: CanvasRenderingContext2D, picture: Picture): void {
  const { scene, width, height, top } = picture;
  context.clearRect(0, 0, width, height);
  paintGrid(context, picture);
  paintFailure(context, picture);
  context.save();
  context.translate(0, -top);
  paintBands(context, picture);
  for (const lane of scene.lanes) {
    paintLane(context, picture, lane);
  }
  context.restore();
  paintTears(context, picture);
}

function paintGrid(context: CanvasRenderingContext2D, { look, ticks, window, width, height }: Picture): void {
  context.fillStyle = look.theme.colors.border.weak;
  for (const tick of ticks.at) {
    context.fillRect(Math.round(xOf(tick, window, width)), 0, 1, height);
  }
}

function paintBands(context: CanvasRenderingContext2D, { scene, look, top, height }: Picture): void {
  if (scene.request !== undefined) {
    context.fillStyle = look.theme.colors.action.hover;
    context.fillRect(scene.request.x, top, scene.request.width, height);
  }
  context.fillStyle = look.theme.colors.background.canvas;
  context.globalAlpha = 0.55;
  for (let at = 0; at < scene.shaded.length; at += 2) {
    context.fillRect(scene.shaded[at] ?? 0, top, scene.shaded[at + 1] ?? 0, height);
  }
  context.globalAlpha = 1;
}

function paintLane(context: CanvasRenderingContext2D, picture: Picture, lane: SceneLane): void {
  const { look, width } = picture;
  const laneLook = look.lanes[lane.box.index];
  if (laneLook === undefined) {
    return;
  }
  context.fillStyle = look.theme.colors.border.weak;
  context.fillRect(0, Math.round(lane.box.top + lane.box.height) - 1, width, 1);
  for (const strip of lane.strips) {
    paintStrip(context, picture, strip, laneLook);
  }
  for (const bar of lane.bars) {
    paintBar(context, look, laneLook, bar);
  }
  for (const tick of lane.ticks) {
    paintTick(context, look, tick);
  }
  for (const diamond of lane.diamonds) {
    paintDiamond(context, look, laneLook, diamond);
  }
  if (lane.note !== undefined) {
    context.font = `italic ${look.label}`;
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.fillStyle = look.theme.colors.text.secondary;
    context.fillText(lane.note, NOTE_INSET, lane.box.logTop + Size.logRow / 2);
  }
}

function paintStrip(context: CanvasRenderingContext2D, picture: Picture, strip: StripDrawing, look: LaneLook): void {
  const { theme } = picture.look;
  const floor = strip.box.top + Size.strip - 1;
  context.fillStyle = theme.colors.border.weak;
  context.fillRect(0, floor, picture.width, 1);
  context.strokeStyle = look.line;
  context.lineWidth = 1.5;
  context.setLineDash(strip.between ? [2, 4] : []);
  for (const segment of strip.segments) {
    tracePath(context, segment);
    context.stroke();
    if (!strip.between) {
      fillBelow(context, segment, floor, look.wash);
    }
  }
  context.setLineDash([]);
  context.fillStyle = look.line;
  for (let at = 0; at < strip.dots.length; at += 2) {
    context.beginPath();
    context.arc(strip.dots[at] ?? 0, strip.dots[at + 1] ?? 0, 2, 0, 2 * Math.PI);
    context.fill();
  }
  paintScale(context, picture, strip);
}

/**
 * The highest value of the whole series, on the right; and, when no sample lies in the window, how seldom there is one.
 * Both stand where the line is not.
 */
function paintScale(context: CanvasRenderingContext2D, { look, width }: Picture, drawing: StripDrawing): void {
  const { strip, top } = drawing.box;
  const clearAt = (x: number) => {
    const y = heightAt(drawing.segments, x) ?? top + Size.strip;
    return y < top + Size.strip / 2 ? top + Size.strip - SMALL_TEXT - 4 : top + 1;
  };
  context.font = look.label.replace(/^[\d.]+px/, `${SMALL_TEXT}px`);
  context.fillStyle = look.theme.colors.text.secondary;
  context.textBaseline = 'top';
  context.textAlign = 'right';
  haloText(context, look, maxText(strip), [width - 2, clearAt(width)]);
  if (drawing.between) {
    context.textAlign = 'left';
    haloText(context, look, betweenText(strip), [NOTE_INSET, clearAt(NOTE_INSET)]);
  }
}

/** The height of a line at a pixel, between the two points around it. */
function heightAt(segments: StripDrawing['segments'], x: number): number | undefined {
  for (const segment of segments) {
    for (let at = 2; at < segment.length; at += 2) {
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = segment.slice(at - 2, at + 2);
      if (x >= x0 && x <= x1) {
        return y0 + ((y1 - y0) * (x - x0)) / Math.max(1e-9, x1 - x0);
      }
    }
  }
  return segments.at(-1)?.at(-1);
}

function tracePath(context: CanvasRenderingContext2D, segment: readonly number[]): void {
  context.beginPath();
  for (let at = 0; at < segment.length; at += 2) {
    const x = segment[at] ?? 0;
    const y = segment[at + 1] ?? 0;
    if (at === 0) {
      context.moveTo(x, y);
    } else {
      context.lineTo(x, y);
    }
  }
}

function fillBelow(context: CanvasRenderingContext2D, segment: readonly number[], floor: number, wash: string): void {
  context.lineTo(segment.at(-2) ?? 0, floor);
  context.lineTo(segment[0] ?? 0, floor);
  context.closePath();
  context.fillStyle = wash;
  context.fill();
}

/** A torn edge: rows beyond it exist, but were not returned. */
function paintTears(context: CanvasRenderingContext2D, { scene, look, height }: Picture): void {
  context.strokeStyle = look.theme.colors.warning.text;
  context.lineWidth = 1.2;
  for (const { x } of scene.tears) {
    context.beginPath();
    for (let y = 0, step = 0; y <= height; y += TEAR_STEP, step++) {
      context.lineTo(x + (step % 2 === 0 ? -TEAR_DEPTH : TEAR_DEPTH), y);
    }
    context.stroke();
  }
}

function paintFailure(context: CanvasRenderingContext2D, { scene, look, height }: Picture): void {
  if (scene.failureX === undefined) {
    return;
  }
  context.strokeStyle = look.theme.colors.error.text;
  context.lineWidth = 1;
  context.setLineDash([4, 4]);
  context.beginPath();
  context.moveTo(Math.round(scene.failureX) + 0.5, 0);
  context.lineTo(Math.round(scene.failureX) + 0.5, height);
  context.stroke();
  context.setLineDash([]);
}
