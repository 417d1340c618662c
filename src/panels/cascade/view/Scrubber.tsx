import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { IconButton, useStyles2 } from '@grafana/ui';
import React, { type KeyboardEvent } from 'react';
import { addNanos, nanos } from '../../../engine/units';
import { formatClock, raw } from '../../../ui';
import type { Replay } from './useReplay';
import type { ViewProps } from './viewProps';
import { offsetText } from './words';

interface Props extends Pick<ViewProps, 'analysed' | 'cards' | 'timeZone' | 'phases'> {
  readonly replay: Replay;
  readonly span: { readonly from: number; readonly to: number };
  readonly moments: readonly number[];
}

const NS_PER_S = 1e9;
const HALF_SECOND = NS_PER_S / 2;
/** Keys take so many steps through the whole replay at most. */
const MOST_STEPS = 200;

/** Replays the incident: a button, and a slider in seconds after the first onset, whose marks are the onsets. */
export function Scrubber(props: Props) {
  const { zero } = props.cards;
  return zero === undefined ? null : <Bar {...props} zero={zero} />;
}

/** @param zero - the first onset, nanoseconds after the window's start */
function Bar({ replay, span, moments, zero, analysed, timeZone, phases }: Props & { readonly zero: number }) {
  const styles = useStyles2(getStyles);
  const { origin } = analysed.window;
  const { from, to } = span;
  const { time } = replay;
  const clock = formatClock(addNanos(origin, nanos(Math.round(time))), timeZone, NS_PER_S);
  const after = t('cascade.after', 'T{{offset}}', raw({ offset: offsetText(time - zero, HALF_SECOND) }));
  const degraded = t('cascade.replay.degraded', '{{count}} degraded', {
    count: [...phases.values()].filter((phase) => phase === 'degraded').length,
    defaultValue_one: 'one degraded',
  });
  const place = (moment: number) => `${((moment - from) / (to - from)) * 100}%`;
  const seconds = (moment: number) => (moment - zero) / NS_PER_S;
  const onKeyDown = (event: KeyboardEvent) => {
    const next = timeAfter(event.key, { time, span, moments });
    if (next !== undefined) {
      event.preventDefault();
      replay.onTime(next);
    } else if (event.key === ' ') {
      event.preventDefault();
      replay.onPlay();
    }
  };
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
        <input
          type="range"
          className={styles.range}
          min={seconds(from)}
          max={seconds(to)}
          step="any"
          value={seconds(time)}
          aria-label={t('cascade.replay.slider', 'Moment of the incident')}
          aria-valuetext={t(
            'cascade.replay.text',
            '{{after}}, {{clock}}, {{degraded}}',
            raw({ after, clock, degraded })
          )}
          onKeyDown={onKeyDown}
          onChange={({ currentTarget }) => replay.onTime(zero + Number(currentTarget.value) * NS_PER_S)}
        />
        <div className={styles.marks} aria-hidden="true">
          {moments.map((moment) => (
            <span key={moment} className={styles.mark} style={{ left: place(moment) }} />
          ))}
        </div>
      </div>
      <span className={styles.text}>
        <b>{after}</b> {clock}
        <span className={styles.count}> · {degraded}</span>
      </span>
    </div>
  );
}

/** Where a key leads: arrow keys by a step, Page keys to the onset before or after, Home and End to the ends. */
function timeAfter(key: string, { time, span, moments }: Pick<Props, 'span' | 'moments'> & { readonly time: number }) {
  const { from, to } = span;
  const step = Math.ceil((to - from) / NS_PER_S / MOST_STEPS) * NS_PER_S;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return time - step;
    case 'ArrowRight':
    case 'ArrowUp':
      return time + step;
    case 'PageDown':
      return moments.filter((moment) => moment < time).at(-1) ?? from;
    case 'PageUp':
      return moments.find((moment) => moment > time) ?? to;
    case 'Home':
      return from;
    case 'End':
      return to;
    default:
      return undefined;
  }
}

function getStyles(theme: GrafanaTheme2) {
  return {
    bar: css({ alignItems: 'center', display: 'flex', flex: '0 0 auto', gap: theme.spacing(1) }),
    track: css({ flex: '1 1 auto', minWidth: 60, position: 'relative' }),
    // A thumb is 16 px wide: its middle is 8 px inside at both ends.
    marks: css({ inset: '-3px 8px', pointerEvents: 'none', position: 'absolute' }),
    mark: css({
      background: theme.colors.error.border,
      bottom: 0,
      position: 'absolute',
      top: 0,
      transform: 'translateX(-50%)',
      width: 2,
    }),
    range: css({
      accentColor: theme.colors.primary.main,
      colorScheme: theme.isDark ? 'dark' : 'light',
      display: 'block',
      width: '100%',
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
    }),
    text: css({
      flex: '0 0 auto',
      fontVariantNumeric: 'tabular-nums',
      minWidth: 120,
      textAlign: 'right',
      '& b': { fontWeight: theme.typography.fontWeightMedium },
    }),
    count: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  };
}
