import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { TimeZone } from '@grafana/schema';
import { IconButton, useStyles2 } from '@grafana/ui';
import React from 'react';
import { addNanos, type EpochNs, nanos } from '../../../engine/units';
import { formatClock, raw } from '../../../ui';
import type { Replay } from './useReplay';
import { offsetText } from './words';

interface Props {
  readonly replay: Replay;
  readonly span: { readonly from: number; readonly to: number };
  readonly moments: readonly number[];
  /** The first onset, nanoseconds after the window's start. */
  readonly zero: number;
  readonly origin: EpochNs;
  readonly timeZone: TimeZone;
}

const STEPS = 1000;
const HALF_SECOND = 5e8;

/** Replays the incident: a button, and a slider whose marks are the onsets. */
export function Scrubber({ replay, span, moments, zero, origin, timeZone }: Props) {
  const styles = useStyles2(getStyles);
  const { from, to } = span;
  const clock = formatClock(addNanos(origin, nanos(Math.round(replay.time))), timeZone, 1e9);
  const text = t('cascade.replay.time', '{{clock}} · T{{offset}}', {
    ...raw({ clock, offset: offsetText(replay.time - zero, HALF_SECOND) }),
  });
  const place = (time: number) => `${((time - from) / (to - from)) * 100}%`;
  return (
    <div className={styles.bar} data-testid="clew-replay">
      <IconButton
        name={replay.playing ? 'pause' : 'play'}
        size="lg"
        aria-label={
          replay.playing ? t('cascade.replay.pause', 'Pause') : t('cascade.replay.play', 'Replay the incident')
        }
        onClick={replay.onPlay}
      />
      <div className={styles.track}>
        <div className={styles.marks} aria-hidden="true">
          {moments.map((moment) => (
            <span key={moment} className={styles.mark} style={{ left: place(moment) }} />
          ))}
        </div>
        <input
          type="range"
          className={styles.range}
          min={0}
          max={STEPS}
          value={Math.round(((replay.time - from) / (to - from)) * STEPS)}
          aria-label={t('cascade.replay.slider', 'Moment of the incident')}
          aria-valuetext={text}
          onChange={({ currentTarget }) => replay.onTime(from + (Number(currentTarget.value) / STEPS) * (to - from))}
        />
      </div>
      <span className={styles.text}>{text}</span>
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    bar: css({ alignItems: 'center', display: 'flex', flex: '0 0 auto', gap: theme.spacing(1) }),
    track: css({ flex: '1 1 auto', minWidth: 80, position: 'relative' }),
    // A thumb is 16 px wide: its middle is 8 px inside at both ends.
    marks: css({ bottom: -3, left: 8, pointerEvents: 'none', position: 'absolute', right: 8, top: -3 }),
    mark: css({ background: theme.colors.error.border, bottom: 0, position: 'absolute', top: 0, width: 2 }),
    range: css({
      accentColor: theme.colors.primary.main,
      display: 'block',
      position: 'relative',
      width: '100%',
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
    }),
    text: css({
      color: theme.colors.text.secondary,
      flex: '0 0 auto',
      fontSize: theme.typography.bodySmall.fontSize,
      fontVariantNumeric: 'tabular-nums',
      minWidth: 110,
      textAlign: 'right',
    }),
  };
}
