import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { addNanos, nanos } from '../../../engine/units';
import { breakerText, formatClock } from '../../../ui';
import { changesOf, type Focus, type Lane } from '../viewModel';
import { ChangeText } from './ChangeText';
import type { ViewProps } from './viewProps';
import { lengthText } from './words';

const FIRST_SHOWN = 30;
const NS_PER_S = 1e9;

interface Props extends ViewProps {
  readonly lane: Lane;
  readonly open: Focus;
}

/** What happened to one breaker, the newest first; each leads to its own details. */
export function LaneChanges({ lane, open, look, origin, timeZone, onOpen }: Props) {
  const styles = useStyles2(getStyles);
  const [most, setMost] = useState(FIRST_SHOWN);
  const changes = useMemo(() => changesOf(lane), [lane]);
  return (
    <section aria-label={t('breaker.changes.title', 'Changes')}>
      <h6 className={styles.title}>
        {t('breaker.details.changes', '{{count}} changes', { count: changes.length, defaultValue_one: 'One change' })}
      </h6>
      <ol className={styles.list}>
        {changes.slice(0, most).map((change) => (
          <li key={change.interval}>
            <button
              type="button"
              className={cx(styles.item, change.interval === open.interval && styles.chosen)}
              aria-current={change.interval === open.interval}
              onClick={() => onOpen({ lane: lane.key, interval: change.interval })}
            >
              <span className={styles.time}>{formatClock(addNanos(origin, nanos(change.at)), timeZone, NS_PER_S)}</span>
              <span>
                <ChangeText change={change} look={look} />{' '}
                <span className={styles.quiet}>{lengthText(change.lasted)}</span>
                {change.reason !== undefined && <span className={styles.reason}>{breakerText(change.reason)}</span>}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {changes.length > most && (
        <Button size="sm" fill="text" onClick={() => setMost(most * 4)}>
          {t('breaker.changes.more', 'Show more')}
        </Button>
      )}
    </section>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    title: css({
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
      margin: theme.spacing(0.5, 0),
    }),
    list: css({ fontSize: theme.typography.bodySmall.fontSize, listStyle: 'none', margin: 0 }),
    item: css({
      alignItems: 'baseline',
      background: 'none',
      border: 'none',
      borderLeft: '2px solid transparent',
      color: theme.colors.text.primary,
      display: 'flex',
      gap: theme.spacing(1),
      padding: theme.spacing(0.25, 0.5),
      textAlign: 'left',
      width: '100%',
      '&:hover': { background: theme.colors.action.hover },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    chosen: css({
      background: theme.colors.action.selected,
      borderLeftColor: theme.colors.primary.main,
      // Quiet words would be too faint on this ground.
      '& span': { color: theme.colors.text.primary },
    }),
    time: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
    quiet: css({ color: theme.colors.text.secondary }),
    reason: css({ color: theme.colors.text.secondary, display: 'block' }),
  };
}
