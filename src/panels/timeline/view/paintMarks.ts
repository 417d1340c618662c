import type { GrafanaTheme2 } from '@grafana/data';
import { paintShift } from '../../../ui';
import { type Diamond, Severity, type Tick } from '../viewModel';
import { haloText } from './haloText';
import type { LaneLook, Look } from './look';

const DIM = 0.3;
const HALF = 4.5;
/** Where the mark of a moved line stands beside its own. */
const SHIFT_LEFT = 9;
const SHIFT_UP = 7;

/** One log line; the shape tells the level as the colour does: triangle, rhombus, disc, stroke. */
export function paintTick(context: CanvasRenderingContext2D, look: Look, tick: Tick): void {
  const colour = levelColour(look.theme, tick.severity);
  context.globalAlpha = tick.dim ? DIM : 1;
  context.fillStyle = colour;
  context.beginPath();
  levelShape(context, tick);
  context.fill();
  if (tick.shifted) {
    paintShift(context, look.theme, tick.x - SHIFT_LEFT, tick.y - SHIFT_UP);
  }
  if (tick.label !== undefined) {
    context.font = look.mono;
    context.textAlign = tick.label.align;
    context.textBaseline = 'middle';
    context.fillStyle = tick.severity >= Severity.Warning ? colour : look.theme.colors.text.secondary;
    haloText(context, look, tick.label.text, [tick.label.x, tick.y + 0.5]);
  }
  context.globalAlpha = 1;
}

/** The colour of a level, as Grafana's own logs panel has it. */
export function levelColour(theme: GrafanaTheme2, severity: number): string {
  switch (severity) {
    case Severity.Error:
      return theme.colors.error.text;
    case Severity.Warning:
      return theme.colors.warning.text;
    case Severity.Info:
      return theme.colors.success.text;
    default:
      return theme.colors.text.secondary;
  }
}

/** The glyph of a level, where text stands for the drawing. */
export function levelGlyph(severity: number): string {
  switch (severity) {
    case Severity.Error:
      return '▲';
    case Severity.Warning:
      return '◆';
    case Severity.Info:
      return '●';
    default:
      return '│';
  }
}

function levelShape(context: CanvasRenderingContext2D, { x, y, severity, count }: Tick): void {
  const half = count > 1 ? HALF + 1 : HALF;
  switch (severity) {
    case Severity.Error:
      context.moveTo(x, y - half);
      context.lineTo(x + half, y + half - 1);
      context.lineTo(x - half, y + half - 1);
      context.closePath();
      return;
    case Severity.Warning:
      rhombus(context, x, y, half);
      return;
    case Severity.Info:
      context.arc(x, y, half - 1.5, 0, 2 * Math.PI);
      return;
    default:
      context.rect(x - 0.75, y - half, 1.5, 2 * half);
  }
}

/** One exemplar: filled when it belongs to a trace on the screen. */
export function paintDiamond(context: CanvasRenderingContext2D, look: Look, lane: LaneLook, diamond: Diamond): void {
  context.beginPath();
  rhombus(context, diamond.x, diamond.y, HALF);
  context.fillStyle = diamond.known ? lane.line : look.theme.colors.background.primary;
  context.strokeStyle = diamond.known ? look.theme.colors.background.primary : lane.line;
  context.lineWidth = 1.2;
  context.fill();
  context.stroke();
}

function rhombus(context: CanvasRenderingContext2D, x: number, y: number, half: number): void {
  context.moveTo(x, y - half);
  context.lineTo(x + half, y);
  context.lineTo(x, y + half);
  context.lineTo(x - half, y);
  context.closePath();
}
