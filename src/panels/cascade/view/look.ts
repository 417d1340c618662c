import type { GrafanaTheme2 } from '@grafana/data';
import type { Severity } from '../../../engine/cascade';
import type { Phase } from '../viewModel';

/** Colours of one service at one moment. */
export interface Tone {
  readonly border: string;
  readonly ink: string;
  readonly line: string;
}

/** Colours say what words and shapes say too: a border's width and style, `T+`, a badge. */
export function toneOf(theme: GrafanaTheme2, severity: Severity, phase: Phase): Tone {
  if (phase === 'usual' || phase === 'recovered') {
    const quiet = theme.colors.text.secondary;
    return { border: theme.colors.border.medium, ink: quiet, line: quiet };
  }
  const main = severity === 'critical' ? theme.colors.error : theme.colors.warning;
  return { border: main.border, ink: main.text, line: main.border };
}

interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** From this width on suspects may stand beside the graph. */
const WIDE = 900;
/** What stands beside the graph, or below it. */
const SIDE = { width: 280, height: 120 };
/** Of the panel, what is not the graph nor beside or below it. */
const REST = 100;

/** Whether more of the graph's size is left with suspects beside it than with them below it. */
export function isBeside(drawing: PixelSize | undefined, { width, height }: PixelSize): boolean {
  if (drawing === undefined) {
    return false;
  }
  const room = height - REST;
  const fits = (wide: number, high: number) => Math.min(wide / drawing.width, high / drawing.height);
  return width >= WIDE && fits(width - SIDE.width, room) >= fits(width, room - SIDE.height);
}
