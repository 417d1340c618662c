import { type PairCell, type PairMatrix, shade } from '../viewModel';
import type { Look } from './look';
import { signedText, widthText } from './words';

/** Pixels of the drawing. */
export interface PairGeometry {
  /** Side of a cell. */
  readonly cellWidth: number;
  readonly cellHeight: number;
}

/** What is drawn, and which part of it is on the screen. */
export interface PairDrawing extends PairGeometry {
  readonly matrix: PairMatrix;
  readonly threshold: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly focus: { readonly row: number; readonly column: number } | undefined;
}

const GAP = 1;
const HATCH = 5;
/** Room for two lines of words, for one, for a sign. */
const TWO_LINES = { width: 62, height: 32 };
const ONE_LINE = { width: 50, height: 15 };
const SIGN = 9;
const EDGE = 2;
/** Smaller cells would be nothing but their edge. */
const EDGE_FROM = 14;

/** Draws the cells on the screen. O(cells on the screen). */
export function paintPairs(context: CanvasRenderingContext2D, drawing: PairDrawing, look: Look): void {
  const { matrix, cellWidth, cellHeight, left, top, width, height } = drawing;
  context.clearRect(0, 0, width, height);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const size = matrix.nodes.length;
  const lastRow = Math.min(size - 1, Math.floor((top + height) / cellHeight));
  const lastColumn = Math.min(size - 1, Math.floor((left + width) / cellWidth));
  for (let row = Math.floor(top / cellHeight); row <= lastRow; row += 1) {
    for (let column = Math.floor(left / cellWidth); column <= lastColumn; column += 1) {
      const box = {
        x: column * cellWidth - left,
        y: row * cellHeight - top,
        width: cellWidth - GAP,
        height: cellHeight - GAP,
      };
      const cell = matrix.cells[row * size + column];
      if (cell !== undefined) {
        paintCell(context, cell, box, drawing, look);
      } else if (row !== column) {
        paintUnknown(context, box, look);
      }
    }
  }
  paintFocus(context, drawing, look);
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function paintCell(
  context: CanvasRenderingContext2D,
  { reading, verdict }: PairCell,
  box: Box,
  { matrix, threshold }: PairDrawing,
  look: Look
): void {
  const colour = look.diverging(shade(reading.offset, matrix.most, threshold));
  const words = look.wordsOn(colour);
  context.fillStyle = colour;
  context.fillRect(box.x, box.y, box.width, box.height);
  const beyond = verdict.level !== 'info';
  if (beyond && Math.min(box.width, box.height) >= EDGE_FROM) {
    context.strokeStyle = words;
    context.lineWidth = EDGE;
    context.strokeRect(box.x + EDGE, box.y + EDGE, box.width - 2 * EDGE, box.height - 2 * EDGE);
  }
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  context.fillStyle = words;
  if (box.width >= TWO_LINES.width && box.height >= TWO_LINES.height) {
    context.font = look.font;
    context.fillText(signedText(reading.offset), x, y - 7, box.width - 4);
    context.font = look.smallFont;
    context.fillText(widthText(reading), x, y + 8, box.width - 4);
  } else if (box.width >= ONE_LINE.width && box.height >= ONE_LINE.height) {
    context.font = look.smallFont;
    context.fillText(signedText(reading.offset), x, y, box.width - 4);
  } else if (beyond && Math.min(box.width, box.height) >= SIGN) {
    context.font = look.font;
    context.fillText(reading.offset < 0 ? '−' : '+', x, y);
  }
}

/** Hatching says that nothing is known, as no colour could. */
function paintUnknown(context: CanvasRenderingContext2D, box: Box, look: Look): void {
  context.save();
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  context.strokeStyle = look.theme.colors.border.medium;
  context.lineWidth = 1;
  context.beginPath();
  for (let x = -box.height; x < box.width; x += HATCH) {
    context.moveTo(box.x + x, box.y + box.height);
    context.lineTo(box.x + x + box.height, box.y);
  }
  context.stroke();
  context.restore();
}

function paintFocus(context: CanvasRenderingContext2D, drawing: PairDrawing, look: Look): void {
  const { focus, cellWidth, cellHeight, left, top } = drawing;
  if (focus === undefined) {
    return;
  }
  context.strokeStyle = look.theme.colors.text.maxContrast;
  context.lineWidth = EDGE;
  context.strokeRect(focus.column * cellWidth - left, focus.row * cellHeight - top, cellWidth - GAP, cellHeight - GAP);
}
