import type { Basis } from '../../../engine/breaker';
import type { Box } from '../viewModel';
import type { Look } from './look';
import { paintWords } from './paintWords';

/** A box of a lane, and where it goes. */
export interface DrawnBox {
  readonly box: Box;
  /** Of the bar. */
  readonly top: number;
  readonly height: number;
  readonly basis: Basis;
  readonly confidence: number;
  /** The words on it, the longest first; asked for only where there is room. */
  readonly labels: () => readonly string[];
  readonly look: Look;
}

/** Pixels of the picture. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const GAP = 1;
const RADIUS = 2;
const HATCH = 5;
/** What is only inferred is fainter the less sure it is, but never so faint that it is not seen. */
const FAINTEST = 0.45;

/**
 * The shape of a state, which says the same as its colour: closed is a thin line, open the whole height, half-open the
 * lower half, forced open the whole height with a lock, disabled an outline, unknown a row of dots.
 */
function shapeOf({ box, top, height }: DrawnBox): Rect {
  const x = box.x;
  const width = Math.max(1, box.width - (box.width > 4 ? GAP : 0));
  switch (box.state) {
    case 'closed': {
      const thin = Math.max(4, Math.round(height / 4));
      return { x, width, y: top + Math.round((height - thin) / 2), height: thin };
    }
    case 'unknown':
      return { x, width, y: top + Math.round(height / 2) - 1, height: 2 };
    case 'half-open': {
      const half = Math.round(height / 2);
      return { x, width, y: top + height - half, height: half };
    }
    case 'open':
    case 'forced':
    case 'disabled':
      return { x, width, y: top, height };
  }
}

/** Draws one box with its words, if they fit. */
export function paintBox(context: CanvasRenderingContext2D, drawn: DrawnBox): void {
  const rect = shapeOf(drawn);
  if (drawn.box.state === 'unknown') {
    paintDots(context, rect, drawn.look);
  } else if (drawn.basis === 'shadow') {
    paintShadow(context, rect, drawn);
  } else if (drawn.box.state === 'disabled') {
    outline(context, rect, drawn.look.state('disabled').fill, []);
  } else if (drawn.basis === 'inferred') {
    paintInferred(context, rect, drawn);
  } else {
    context.fillStyle = drawn.look.state(drawn.box.state).fill;
    fillRounded(context, rect);
  }
  paintWords(context, rect, drawn);
}

function paintDots(context: CanvasRenderingContext2D, rect: Rect, look: Look): void {
  context.fillStyle = look.state('unknown').fill;
  for (let x = rect.x + 1; x < rect.x + rect.width; x += HATCH) {
    context.fillRect(x, rect.y, 2, rect.height);
  }
}

function paintShadow(context: CanvasRenderingContext2D, rect: Rect, { box, look }: DrawnBox): void {
  if (box.state === 'closed') {
    // Where it would have done nothing there is nothing to see but that there is no breaker.
    context.strokeStyle = look.shadow;
    context.globalAlpha = FAINTEST;
    context.lineWidth = 1;
    context.setLineDash([6, 5]);
    line(context, rect.x, rect.y + rect.height / 2, rect.x + rect.width);
    context.setLineDash([]);
    context.globalAlpha = 1;
    return;
  }
  outline(context, rect, look.shadow, [4, 3]);
}

function paintInferred(context: CanvasRenderingContext2D, rect: Rect, { box, confidence, look }: DrawnBox): void {
  const { fill } = look.state(box.state);
  context.save();
  context.globalAlpha = Math.max(FAINTEST, confidence);
  rounded(context, rect);
  context.clip();
  context.strokeStyle = fill;
  context.fillStyle = fill;
  context.lineWidth = 1.5;
  context.beginPath();
  for (let x = rect.x - rect.height; x < rect.x + rect.width; x += HATCH) {
    context.moveTo(x, rect.y + rect.height);
    context.lineTo(x + rect.height, rect.y);
  }
  context.stroke();
  context.globalAlpha *= 0.3;
  context.fillRect(rect.x, rect.y, rect.width, rect.height);
  context.restore();
  if (box.state !== 'closed') {
    outline(context, rect, fill, []);
  }
}

function outline(context: CanvasRenderingContext2D, rect: Rect, colour: string, dash: number[]): void {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.setLineDash(dash);
  context.strokeRect(rect.x + 0.5, rect.y + 0.5, Math.max(1, rect.width - 1), rect.height - 1);
  context.setLineDash([]);
}

function line(context: CanvasRenderingContext2D, from: number, y: number, to: number): void {
  context.beginPath();
  context.moveTo(from, y);
  context.lineTo(to, y);
  context.stroke();
}

/** Thousands of boxes are too narrow for corners. */
function fillRounded(context: CanvasRenderingContext2D, rect: Rect): void {
  if (rect.width < 2 * RADIUS + 1) {
    context.fillRect(rect.x, rect.y, rect.width, rect.height);
    return;
  }
  rounded(context, rect);
  context.fill();
}

function rounded(context: CanvasRenderingContext2D, { x, y, width, height }: Rect): void {
  context.beginPath();
  if (width < 2 * RADIUS + 1) {
    context.rect(x, y, width, height);
  } else {
    context.roundRect(x, y, width, height, RADIUS);
  }
}
