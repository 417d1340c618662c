import type { Look } from './look';

const HALO = 4;

/** Text that stays readable over lines: in the colour that is set, on a rim of the background's. */
export function haloText(
  context: CanvasRenderingContext2D,
  look: Look,
  text: string,
  [x, y]: readonly [number, number]
): void {
  context.strokeStyle = look.theme.colors.background.primary;
  context.lineWidth = HALO;
  context.lineJoin = 'round';
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}
