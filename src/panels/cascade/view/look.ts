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
