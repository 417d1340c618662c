import { nanos } from '../../../engine/units';
import type { TimeSpan } from '../../../ui';
import { panBy, type Step, zoomAt } from '../viewModel';

/** What a key asks for. */
export type KeyCommand =
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'window'; readonly window: TimeSpan }
  /** Unfold, or go to the first child; fold, or go to the parent. */
  | { readonly kind: 'into' }
  | { readonly kind: 'out' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'open' }
  | { readonly kind: 'clear' };

/** The parts of a keyboard event that matter. */
export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const ZOOM = 0.6;
const PAN = 0.2;

/** Where keys lead from a span, in the drawing and in its table. */
export const STEPS: Readonly<Record<string, Step>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
  PageDown: 'page-down',
  PageUp: 'page-up',
  p: 'next-on-path',
  P: 'next-on-path',
  e: 'next-error',
  E: 'next-error',
};

const COMMANDS: Readonly<Record<string, KeyCommand>> = {
  ArrowRight: { kind: 'into' },
  ArrowLeft: { kind: 'out' },
  '0': { kind: 'reset' },
  Enter: { kind: 'open' },
  ' ': { kind: 'open' },
  Escape: { kind: 'clear' },
};

/**
 * Arrows walk through the lines and fold them as in every tree; `p` goes to the next span on the path, `e` to the next
 * error; plus and minus zoom, Shift with left and right moves in time, 0 shows everything; Enter opens, Escape closes.
 * Keys of the browser stay the browser's.
 *
 * @param at - the time that stays where it is when zooming.
 */
export function keyCommand(press: KeyPress, window: TimeSpan, extent: TimeSpan, at?: number): KeyCommand | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) {
    return undefined;
  }
  const moved = movedWindow(press, window, extent, at);
  if (moved !== undefined) {
    return { kind: 'window', window: moved };
  }
  const step = STEPS[press.key];
  return step === undefined ? COMMANDS[press.key] : { kind: 'step', step };
}

function movedWindow(press: KeyPress, window: TimeSpan, extent: TimeSpan, at?: number): TimeSpan | undefined {
  const inside = at !== undefined && at >= window.from && at <= window.to;
  const middle = nanos(inside ? at : (window.from + window.to) / 2);
  switch (press.key) {
    case '+':
    case '=':
      return zoomAt(window, middle, ZOOM, extent);
    case '-':
    case '_':
      return zoomAt(window, middle, 1 / ZOOM, extent);
    case 'ArrowLeft':
      return press.shiftKey ? panBy(window, -PAN, extent) : undefined;
    case 'ArrowRight':
      return press.shiftKey ? panBy(window, PAN, extent) : undefined;
    default:
      return undefined;
  }
}
