import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Checkbox, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type ClockCorrection, type CorrectedLines, defaultNodeRules, nodeOf } from '../engine/clock';
import type { Trace } from '../engine/model';
import { addNanos, type EpochNs, nanos } from '../engine/units';
import type { Fact } from './Facts';
import { formatMoment } from './format';
import { correctionText, SHIFT_GLYPH, shiftText, wrongClockText } from './messages';

interface SwitchProps {
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

/** Shows everything on one clock, or as it was stamped. */
export function ClockSwitch({ on, onChange }: SwitchProps) {
  return (
    <Checkbox
      label={t('ui.correction.switch', 'Correct clocks')}
      value={on}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

interface NoteProps {
  readonly correction: ClockCorrection;
  readonly lines?: CorrectedLines;
  /** What follows from it for this panel. */
  readonly more?: string;
}

/** What was moved, by how much and onto whose clock; or why nothing was. */
export function ClockNote({ correction, lines, more }: NoteProps) {
  const styles = useStyles2(getStyles);
  const text = [correctionText(correction, lines), ...(more === undefined ? [] : [more])].join('. ');
  return (
    <div className={styles.note} role="status" data-testid="clew-correction">
      {text}
    </div>
  );
}

/** Stands before the time of a row that was moved, and says by how much. */
export function ShiftMark({ shift }: { readonly shift: number }) {
  return shift === 0 ? null : (
    <span role="img" aria-label={shiftText(shift)} title={shiftText(shift)}>
      {`${SHIFT_GLYPH} `}
    </span>
  );
}

interface Shifted {
  /** Nanoseconds by which it was moved: its corrected time is its own minus this. */
  readonly shift: number;
  /** The corrected time. */
  readonly time: EpochNs;
  readonly timeZone: string;
  /** The span whose clock it was, where that is known. */
  readonly of?: { readonly trace: Trace; readonly span: number; readonly correction: ClockCorrection };
}

/** How something was moved, and the time that it was stamped with; nothing for what was not moved. */
export function shiftFacts({ shift, time, timeZone, of }: Shifted): readonly Fact[] {
  if (shift === 0) {
    return [];
  }
  const node = of && nodeOf(of.trace, of.span, defaultNodeRules);
  const clock = of?.correction.clocks.get(node ?? '');
  const why =
    node === undefined || clock === undefined ? '' : ` (${wrongClockText(node, (clock.high - clock.low) / 2)})`;
  return [
    { name: t('ui.correction.fact-moved', 'Moved'), value: `${shiftText(shift)}${why}` },
    {
      name: t('ui.correction.fact-original', 'Original time'),
      value: formatMoment(addNanos(time, nanos(shift)), timeZone),
    },
  ];
}

function getStyles(theme: GrafanaTheme2) {
  return {
    note: css({
      color: theme.colors.text.secondary,
      flex: '0 0 auto',
      fontSize: theme.typography.bodySmall.fontSize,
      paddingBottom: theme.spacing(0.25),
    }),
  };
}
