import { type AxisTicks, paintShift, type TimeSpan, xOf } from '../../../ui';
import { type Bar, Line, type OneTrace, type Scene } from '../viewModel';
import type { Look } from './look';

/** What a picture of the waterfall is made from. */
export interface Picture {
  readonly one: OneTrace;
  readonly scene: Scene;
  readonly look: Look;
  readonly window: TimeSpan;
  readonly ticks: AxisTicks;
  readonly width: number;
  readonly height: number;
  /** Pixels of the drawing above the visible part. */
  readonly top: number;
  /** Key of the service that is looked at. */
  readonly service: string | undefined;
  readonly focus: number;
  readonly hover: number;
}

const RADIUS = 2;
const HALO = 3;
const QUIET = 0.3;
const TURN = { near: 0.45, far: 0.15 } as const;
const FAR = 12 * Line.height;

/** Draws the visible part of a waterfall. Nothing is decided here. */
export function paint(context: CanvasRenderingContext2D, picture: Picture): void {
  const { scene, width, height, top } = picture;
  context.clearRect(0, 0, width, height);
  context.save();
  context.translate(0, -top);
  paintLines(context, picture);
  paintGrid(context, picture);
  for (const bar of scene.bars) {
    paintTurns(context, picture, bar);
  }
  for (const bar of scene.bars) {
    paintBar(context, picture, bar);
  }
  context.restore();
}

function paintGrid(context: CanvasRenderingContext2D, { look, ticks, window, width, height, top }: Picture): void {
  context.fillStyle = look.theme.colors.border.weak;
  for (const tick of ticks.at) {
    context.fillRect(Math.round(xOf(tick, window, width)), top, 1, height);
  }
}

function paintLines(context: CanvasRenderingContext2D, { scene, look, width, focus, hover }: Picture): void {
  for (const { row, y } of scene.bars) {
    if (row === focus || row === hover) {
      context.fillStyle = row === focus ? look.theme.colors.action.selected : look.theme.colors.action.hover;
      context.fillRect(0, y - Line.height / 2, width, Line.height);
    }
    context.fillStyle = look.theme.colors.border.weak;
    context.fillRect(0, y + Line.height / 2 - 1, width, 1);
  }
}

/** A thin line down or up to where the path goes on: fainter the farther that is, so that many of them are no fence. */
function paintTurns(context: CanvasRenderingContext2D, { look }: Picture, bar: Bar): void {
  context.fillStyle = look.path;
  for (let at = 0; at < bar.turns.length; at += 2) {
    const y = bar.turns[at + 1] ?? 0;
    context.globalAlpha = Math.abs(y - bar.y) > FAR ? TURN.far : TURN.near;
    context.fillRect(Math.round(bar.turns[at] ?? 0), Math.min(y, bar.y), 1, Math.abs(y - bar.y));
  }
  context.globalAlpha = 1;
}

function paintBar(context: CanvasRenderingContext2D, picture: Picture, bar: Bar): void {
  const { one, look, width, service } = picture;
  const key = one.trace.services[one.trace.service[bar.row] ?? -1]?.key ?? '';
  const colours = look.service(key);
  const x = Math.max(-RADIUS, bar.x);
  const right = Math.min(width + RADIUS, bar.x + bar.width);
  const top = bar.y - Line.bar / 2;
  context.globalAlpha = service === undefined || service === key ? 1 : QUIET;
  if (right > x) {
    context.fillStyle = bar.onPath ? colours.fill : colours.faint;
    roundedBox(context, x, top, right - x, Line.bar);
    context.fill();
    if (one.trace.status[bar.row] === 'error') {
      context.fillStyle = look.theme.colors.error.main;
      context.fillRect(x, top + Line.bar - 2, right - x, 2);
    }
  }
  paintSections(context, picture, bar);
  paintLabel(context, picture, bar);
  if (bar.shifted && bar.x + bar.width > 0 && bar.x < width) {
    paintShift(context, look.theme, Math.max(0, bar.x), top);
  }
  context.globalAlpha = 1;
}

function paintSections(context: CanvasRenderingContext2D, { look }: Picture, bar: Bar): void {
  context.fillStyle = look.path;
  context.strokeStyle = look.pathEdge;
  context.lineWidth = 1;
  for (let at = 0; at < bar.sections.length; at += 2) {
    const x = bar.sections[at] ?? 0;
    const width = bar.sections[at + 1] ?? 0;
    roundedBox(context, x, bar.y - Line.bar / 2 - 1, width, Line.bar + 2);
    context.fill();
    if (look.pathEdge !== look.path) {
      context.stroke();
    }
  }
}

function paintLabel(context: CanvasRenderingContext2D, { look }: Picture, { label, y, onPath }: Bar): void {
  if (label === undefined) {
    return;
  }
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  if (label.on === 'path') {
    context.font = look.boldFont;
    context.fillStyle = look.onPath;
  } else {
    const { colors } = look.theme;
    context.font = look.font;
    context.strokeStyle = look.ground;
    context.lineWidth = HALO;
    context.lineJoin = 'round';
    context.strokeText(label.text, label.x, y + 0.5);
    context.fillStyle = onPath ? colors.text.primary : colors.text.secondary;
  }
  context.fillText(label.text, label.x, y + 0.5);
}

function roundedBox(context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
  context.beginPath();
  if (width < 2 * RADIUS + 1) {
    context.rect(x, y, width, height);
  } else {
    context.roundRect(x, y, width, height, RADIUS);
  }
}
