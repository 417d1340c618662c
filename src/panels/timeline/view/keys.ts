import { nanos } from '../../../engine/units';
import type { TimeSpan } from '../../../ui';
import { panBy, type Step, zoomAt } from '../viewModel';

/** What a key asks for. */
export type KeyCommand =
  | { readonly kind: 'window'; readonly window: TimeSpan }
  | { readonly kind: 'reset' }
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'open' }
  | { readonly kind: 'clear' };

const PAN = 0.1;
const PAN_FAR = 0.8;
const ZOOM = 0.7;

/** The parts of a keyboard event that matter. */
export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/**
 * Left and right move the window, plus and minus zoom, 0 shows everything; up, down, Home and End walk through the items
 * in order of time, `e` goes to the next error; Enter opens, Escape closes. Keys of the browser stay the browser's.
 *
 * @param focus - the time of the item that the keyboard stands on: zooming keeps it where it is.
 */
export function keyCommand(
  press: KeyPress,
  window: TimeSpan,
  extent: TimeSpan,
  focus?: number
): KeyCommand | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) {
    return undefined;
  }
  const moved = movedWindow(press, window, extent, focus);
  return moved === undefined ? itemCommand(press.key) : { kind: 'window', window: moved };
}

function movedWindow(press: KeyPress, window: TimeSpan, extent: TimeSpan, focus?: number): TimeSpan | undefined {
  const inside = focus !== undefined && focus >= window.from && focus <= window.to;
  const middle = nanos(inside ? focus : (window.from + window.to) / 2);
  const pan = press.shiftKey ? PAN_FAR : PAN;
  switch (press.key) {
    case 'ArrowLeft':
      return panBy(window, -pan, extent);
    case 'ArrowRight':
      return panBy(window, pan, extent);
    case '+':
    case '=':
      return zoomAt(window, middle, ZOOM, extent);
    case '-':
    case '_':
      return zoomAt(window, middle, 1 / ZOOM, extent);
    default:
      return undefined;
  }
}

function itemCommand(key: string): KeyCommand | undefined {
  switch (key) {
    case '0':
      return { kind: 'reset' };
    case 'ArrowDown':
      return { kind: 'step', step: 'next' };
    case 'ArrowUp':
      return { kind: 'step', step: 'previous' };
    case 'Home':
      return { kind: 'step', step: 'first' };
    case 'End':
      return { kind: 'step', step: 'last' };
    case 'e':
    case 'E':
      return { kind: 'step', step: 'next-error' };
    case 'Enter':
    case ' ':
      return { kind: 'open' };
    case 'Escape':
      return { kind: 'clear' };
    default:
      return undefined;
  }
}
