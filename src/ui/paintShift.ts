import type { GrafanaTheme2 } from '@grafana/data';

/** Pixels of the mark's two sides. */
const EAR = 7;
const HALO = 1;

/**
 * Marks on a canvas that something was moved: a dog-ear at its upper left corner, as dark as text, so that it shows on every
 * colour of a bar.
 */
export function paintShift(context: CanvasRenderingContext2D, theme: GrafanaTheme2, x: number, y: number): void {
  ear(context, x - HALO, y - HALO, EAR + 2 * HALO + 1);
  context.fillStyle = theme.colors.background.primary;
  context.fill();
  ear(context, x, y, EAR);
  context.fillStyle = theme.colors.text.primary;
  context.fill();
}

function ear(context: CanvasRenderingContext2D, x: number, y: number, side: number): void {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + side, y);
  context.lineTo(x, y + side);
  context.closePath();
}
