import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { addNanos } from '../../../engine/units';
import { formatClock, raw } from '../../../ui';
import { type Focus, type Lane, type LaneTotals } from '../viewModel';
import { type Clock, intervalSentence } from './facts';
import type { LaneShape } from './laneShape';
import type { Look } from './look';
import { StateGlyph } from './StateGlyph';
import { intervalStateText, laneSubtitle, savingsText, shareText, troubleText } from './words';

interface Props {
  readonly id: string;
  readonly lane: Lane;
  readonly row: number;
  readonly top: number;
  readonly shape: LaneShape;
  /** Where in this lane the keyboard is. */
  readonly focused: Focus | undefined;
  readonly look: Look;
  readonly clock: Clock;
  readonly onOpen: (focus: Focus) => void;
}

const NS_PER_S = 1e9;

/** A lane's name, the state it is in, and where that is known from. */
export function LaneRow({ id, lane, row, top, shape, focused, look, clock, onOpen }: Props) {
  const styles = useStyles2(getStyles);
  const { breaker, now } = lane;
  const title = lane.title;
  const missing = breaker.basis === 'shadow';
  const openedAt =
    breaker.shadow && formatClock(addNanos(clock.origin, breaker.shadow.openedAt), clock.timeZone, NS_PER_S);
  const saved = breaker.shadow && savingsText(breaker.shadow.saved);
  const subtitle = shape.lines === 2 && saved !== undefined ? saved : laneSubtitle(breaker, openedAt);
  const latest = { lane: lane.key, interval: breaker.intervals.length - 1 };
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={row + 1}
      aria-selected={focused !== undefined}
      className={cx(styles.row, focused !== undefined && styles.focused)}
      style={{ top, height: shape.height }}
      onClick={() => onOpen(latest)}
    >
      <div role="rowheader" className={styles.head}>
        <span className={styles.title} title={title}>
          <StateGlyph state={now.state} basis={breaker.basis} look={look} />
          <span className={styles.name}>{title}</span>
        </span>
        {shape.lines > 1 && (
          <span className={cx(styles.line, missing && breaker.shadow !== undefined && styles.missing)} title={subtitle}>
            {subtitle}
          </span>
        )}
        {shape.lines > 2 && <span className={styles.line}>{saved ?? totalsText(lane.totals)}</span>}
      </div>
      <span role="gridcell" className="sr-only">
        {focused === undefined
          ? t('breaker.lane.now', '{{state}} now, {{trouble}}', {
              ...raw({ state: intervalStateText(breaker.basis, now.state), trouble: troubleText(lane.trouble) }),
            })
          : intervalSentence(lane, focused.interval, clock)}
      </span>
    </div>
  );
}

/** `12% failed · 240 rejected`, of all calls in the window. */
function totalsText({ calls, failed, rejected }: LaneTotals): string {
  const parts = [
    calls === undefined || failed === undefined || calls === 0
      ? undefined
      : t('breaker.lane.failed', '{{share}} failed', raw({ share: shareText(failed / calls) })),
    rejected === undefined || rejected < 1
      ? undefined
      : t('breaker.lane.rejected', '{{count}} rejected', { count: Math.round(rejected) }),
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function getStyles(theme: GrafanaTheme2) {
  return {
    row: css({
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      cursor: 'pointer',
      left: 0,
      overflow: 'hidden',
      padding: theme.spacing(0.25, 1, 0, 0.5),
      position: 'absolute',
      width: '100%',
      '&:hover': { background: theme.colors.action.hover },
    }),
    focused: css({
      background: theme.colors.action.selected,
      boxShadow: `inset 2px 0 0 ${theme.colors.primary.main}`,
      // Quiet words would be too faint on this ground.
      '& span': { color: theme.colors.text.primary },
    }),
    head: css({ display: 'flex', flexDirection: 'column', height: '100%', justifyContent: 'center' }),
    title: css({ alignItems: 'center', display: 'flex', gap: theme.spacing(0.75), lineHeight: '18px' }),
    name: css({
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    }),
    line: css({
      color: theme.colors.text.secondary,
      fontSize: 11,
      lineHeight: '16px',
      overflow: 'hidden',
      paddingLeft: 22,
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    }),
    missing: css({ color: theme.colors.warning.text }),
  };
}
