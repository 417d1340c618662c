import type { Look } from './look';
import type { DrawnBox, Rect } from './paintBox';

const HALO = 3;
const LINE = 14;
const GROUND = 0.8;
const PADDING = 5;
const LOCK = { width: 9, height: 10 };
/** In less room there is nothing that could be read. */
const LEAST_ROOM = 14;
/** A narrower box holds the lock alone, in its middle. */
const LOCK_ALONE = 24;

/** The words of a box, the longest that fit, and the lock of one that is held open by hand. */
export function paintWords(context: CanvasRenderingContext2D, rect: Rect, drawn: DrawnBox): void {
  const { box, labels, look, top, height } = drawn;
  if (box.state === 'closed' || rect.width < LOCK.width) {
    return;
  }
  const middle = top + height / 2;
  const locked = box.state === 'forced' && drawn.basis !== 'shadow' && rect.width >= LOCK.width + 2;
  if (locked) {
    const x = rect.width < LOCK_ALONE ? (rect.width - LOCK.width) / 2 : PADDING;
    paintLock(context, rect.x + x, middle, inkOf(drawn));
  }
  const left = rect.x + PADDING + (locked ? LOCK.width + PADDING : 0);
  const room = rect.x + rect.width - left - PADDING;
  if (room < LEAST_ROOM) {
    return;
  }
  context.font = look.font;
  const label = labels().find((text) => context.measureText(text).width <= room);
  if (label !== undefined) {
    paintLabel(context, label, { x: left, y: middle + 0.5 }, drawn);
  }
}

/** Filled from edge to edge: words need nothing under them. */
function isSolid({ basis, box }: DrawnBox): boolean {
  return basis === 'measured' && (box.state === 'open' || box.state === 'forced');
}

function inkOf(drawn: DrawnBox): string {
  const { look, box, basis } = drawn;
  if (isSolid(drawn)) {
    return look.state(box.state).ink;
  }
  return basis === 'shadow' ? look.shadow : look.theme.colors.text.primary;
}

function paintLabel(
  context: CanvasRenderingContext2D,
  label: string,
  { x, y }: { readonly x: number; readonly y: number },
  drawn: DrawnBox
): void {
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  if (drawn.box.state === 'unknown' || drawn.basis === 'inferred') {
    paintGround(context, context.measureText(label).width, { x, y }, drawn.look);
  }
  if (!isSolid(drawn)) {
    paintHalo(context, label, { x, y }, drawn.look);
  }
  context.fillStyle = inkOf(drawn);
  context.fillText(label, x, y);
}

/** Dots and hatching through words would cross them out. */
function paintGround(
  context: CanvasRenderingContext2D,
  width: number,
  { x, y }: { readonly x: number; readonly y: number },
  look: Look
): void {
  context.globalAlpha = GROUND;
  context.fillStyle = look.ground;
  context.fillRect(x - HALO, y - LINE / 2, width + 2 * HALO, LINE);
  context.globalAlpha = 1;
}

function paintHalo(
  context: CanvasRenderingContext2D,
  label: string,
  { x, y }: { readonly x: number; readonly y: number },
  look: Look
): void {
  context.strokeStyle = look.ground;
  context.lineWidth = HALO;
  context.lineJoin = 'round';
  context.strokeText(label, x, y);
}

function paintLock(context: CanvasRenderingContext2D, x: number, middle: number, ink: string): void {
  const y = middle - LOCK.height / 2;
  context.fillStyle = ink;
  context.strokeStyle = ink;
  context.lineWidth = 1.5;
  context.fillRect(x, y + 4, LOCK.width, LOCK.height - 4);
  context.beginPath();
  context.arc(x + LOCK.width / 2, y + 4, 2.75, Math.PI, 0);
  context.stroke();
}
