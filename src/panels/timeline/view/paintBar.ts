import { paintShift } from '../../../ui';
import { type Bar, type Label, Size } from '../viewModel';
import type { LaneLook, Look } from './look';

const RADIUS = 2;
const HATCH = 5;
const CROSS = 3;
const DIM = 0.3;
const ASIDE_GAP = 7;
const LEAST_FOR_CROSS = 12;

/** One bar: full for work, faint for waiting; hatched and dashed for an orphan; outlined in red and crossed for an error. */
export function paintBar(context: CanvasRenderingContext2D, look: Look, lane: LaneLook, bar: Bar): void {
  const { theme } = look;
  context.globalAlpha = bar.dim ? DIM : 1;
  outline(context, bar);
  context.fillStyle = bar.waits ? lane.faint : lane.fill;
  context.fill();
  if (bar.orphan) {
    hatch(context, bar, lane.line);
    outline(context, bar);
  }
  context.strokeStyle = bar.error ? theme.colors.error.text : lane.line;
  context.lineWidth = bar.error ? 1.5 : 1;
  context.setLineDash(bar.orphan ? [3, 3] : []);
  context.stroke();
  context.setLineDash([]);
  if (bar.error) {
    cross(context, bar, theme.colors.error.text);
  }
  if (bar.label !== undefined) {
    paintLabel(context, look, bar, bar.label);
  }
  if (bar.shifted) {
    paintShift(context, theme, Math.max(0, bar.x), bar.y);
  }
  context.globalAlpha = 1;
}

function outline(context: CanvasRenderingContext2D, { x, y, width }: Bar): void {
  context.beginPath();
  context.roundRect(x + 0.5, y + 0.5, Math.max(1, width - 1), Size.spanBar - 1, Math.min(RADIUS, width / 2));
}

function hatch(context: CanvasRenderingContext2D, { x, y, width }: Bar, colour: string): void {
  context.save();
  context.clip();
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.globalAlpha *= 0.28;
  context.beginPath();
  const from = Math.max(x, -Size.spanBar);
  const to = Math.min(x + width, from + context.canvas.width);
  for (let at = from - Size.spanBar; at < to; at += HATCH) {
    context.moveTo(at, y + Size.spanBar);
    context.lineTo(at + Size.spanBar, y);
  }
  context.stroke();
  context.restore();
}

/** The cross stands at the end of the span, which is when the error was known; beside a bar too short to hold it. */
function cross(context: CanvasRenderingContext2D, { x, y, width, label }: Bar, colour: string): void {
  if (width < LEAST_FOR_CROSS && label?.inside === false) {
    return;
  }
  const middleX = width < LEAST_FOR_CROSS ? x + width / 2 : x + width - CROSS * 2 - 1;
  const middleY = y + Size.spanBar / 2;
  context.strokeStyle = colour;
  context.lineWidth = 1.8;
  context.beginPath();
  context.moveTo(middleX - CROSS, middleY - CROSS);
  context.lineTo(middleX + CROSS, middleY + CROSS);
  context.moveTo(middleX + CROSS, middleY - CROSS);
  context.lineTo(middleX - CROSS, middleY + CROSS);
  context.stroke();
}

function paintLabel(context: CanvasRenderingContext2D, look: Look, bar: Bar, label: Label): void {
  const { colors } = look.theme;
  const y = bar.y + Size.spanBar / 2 + 0.5;
  context.font = look.label;
  context.textAlign = label.align;
  context.textBaseline = 'middle';
  context.fillStyle = bar.error && !label.inside ? colors.error.text : colors.text.primary;
  const mark = bar.error && !label.inside && bar.width < LEAST_FOR_CROSS ? '✕ ' : '';
  context.fillText(mark + label.text, label.x, y);
  if (label.aside !== undefined && mark === '') {
    const aside = context.measureText(label.text).width;
    context.fillStyle = label.inside ? colors.text.primary : colors.text.secondary;
    context.globalAlpha *= label.inside ? 0.75 : 1;
    context.fillText(label.aside, label.x + aside + ASIDE_GAP, y);
  }
}
