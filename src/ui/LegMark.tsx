import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { LegState } from '../engine/correlation';
import { legStateText } from './messages';

const GLYPHS: Readonly<Record<LegState, string>> = {
  waiting: '○',
  loading: '◌',
  done: '✓',
  empty: '∅',
  partial: '◐',
  failed: '✕',
  forbidden: '⊘',
  'timed-out': '◷',
  skipped: '–',
};

/** How loudly a state asks for attention. */
export function legTone(state: LegState): 'good' | 'warn' | 'bad' | 'quiet' {
  switch (state) {
    case 'done':
      return 'good';
    case 'partial':
    case 'timed-out':
      return 'warn';
    case 'failed':
    case 'forbidden':
      return 'bad';
    case 'empty':
    case 'waiting':
    case 'loading':
    case 'skipped':
      return 'quiet';
  }
}

/** The state of a leg: a glyph whose shape tells the state as its colour does, with the word for screen readers. */
export function LegMark({ state }: { readonly state: LegState }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles[legTone(state)]} role="img" aria-label={legStateText(state)} title={legStateText(state)}>
      {GLYPHS[state]}
    </span>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const mark = (color: string) => css({ color, display: 'inline-block', minWidth: '1.2em', textAlign: 'center' });
  return {
    good: mark(theme.colors.success.text),
    warn: mark(theme.colors.warning.text),
    bad: mark(theme.colors.error.text),
    quiet: mark(theme.colors.text.secondary),
  };
}
