import { interpolateRgb, piecewise } from 'd3';
import type { PathHeatmap } from '../../../engine/path';
import type { Look } from './look';

/** Pixels: a line, the curve of the requests' total time above, the names at the left. */
export const HeatSize = { row: 20, head: 44, names: 250 } as const;

const SHADES = 32;
const GAP = 0.5;

/** Shades from next to nothing to the most. */
export type HeatColours = readonly string[];

/** From the ground over a dim red to the path's colour: dark themes glow, light ones deepen. */
export function heatColours({ theme, path, ground }: Look): HeatColours {
  const warm = theme.visualization.getColorByName('orange');
  const ramp = theme.isDark
    ? piecewise(interpolateRgb, [interpolateRgb(ground, warm)(0.12), interpolateRgb(ground, warm)(0.6), warm, path])
    : piecewise(interpolateRgb, [
        interpolateRgb(ground, warm)(0.08),
        interpolateRgb(ground, warm)(0.55),
        warm,
        theme.visualization.getColorByName('dark-red'),
      ]);
  return Array.from({ length: SHADES }, (_, at) => ramp(at / (SHADES - 1)));
}

interface HeatPicture {
  readonly heatmap: PathHeatmap;
  readonly look: Look;
  readonly colours: HeatColours;
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly focus: { readonly row: number; readonly column: number } | undefined;
}

/** Draws the visible cells, and the curve of total time above them. */
export function paintHeatmap(context: CanvasRenderingContext2D, picture: HeatPicture): void {
  const { heatmap, width, height, top } = picture;
  context.clearRect(0, 0, width, height);
  const first = Math.max(0, Math.floor(top / HeatSize.row));
  const last = Math.min(heatmap.operations.length, Math.ceil((top + height - HeatSize.head) / HeatSize.row));
  context.save();
  context.beginPath();
  context.rect(0, HeatSize.head, width, height);
  context.clip();
  for (let row = first; row < last; row += 1) {
    paintRow(context, picture, row);
  }
  context.restore();
  paintTotals(context, picture);
}

function paintRow(context: CanvasRenderingContext2D, picture: HeatPicture, row: number): void {
  const { heatmap, colours, width, top, look, focus } = picture;
  const { columns, time } = heatmap;
  const cell = width / Math.max(1, columns);
  const gap = cell > 4 ? GAP : 0;
  const y = HeatSize.head + row * HeatSize.row - top;
  const most = mostOf(heatmap);
  for (let column = 0; column < columns; column += 1) {
    const value = time[row * columns + column] ?? 0;
    if (value > 0) {
      // The square root lets small times be seen beside one that is a thousand times as long.
      const shade = Math.min(SHADES - 1, Math.floor(Math.sqrt(value / most) * SHADES));
      context.fillStyle = colours[shade] ?? '';
      context.fillRect(column * cell, y + GAP, cell - gap, HeatSize.row - 2 * GAP);
    }
  }
  if (focus?.row === row) {
    context.strokeStyle = look.theme.colors.text.primary;
    context.lineWidth = 1.5;
    context.strokeRect(focus.column * cell + 0.5, y + 1, Math.max(2, cell - 1), HeatSize.row - 2);
  }
}

const most = new WeakMap<PathHeatmap, number>();

/** The longest time of all cells. */
export function mostOf(heatmap: PathHeatmap): number {
  const known = most.get(heatmap) ?? heatmap.time.reduce((all, time) => Math.max(all, time), 1);
  most.set(heatmap, known);
  return known;
}

/** Bars of total time: the order of the columns. */
function paintTotals(context: CanvasRenderingContext2D, { heatmap, look, width, focus }: HeatPicture): void {
  const { columns, total } = heatmap;
  const cell = width / Math.max(1, columns);
  const highest = total.reduce((all, time) => Math.max(all, time), 1);
  const room = HeatSize.head - 8;
  for (let column = 0; column < columns; column += 1) {
    const high = Math.max(1, ((total[column] ?? 0) / highest) * room);
    context.fillStyle = focus?.column === column ? look.theme.colors.text.primary : look.theme.colors.text.disabled;
    context.fillRect(column * cell, HeatSize.head - 4 - high, Math.max(1, cell - (cell > 4 ? GAP : 0)), high);
  }
}
