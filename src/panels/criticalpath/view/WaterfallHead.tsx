import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { IconButton, useStyles2 } from '@grafana/ui';
import React, { memo, useMemo } from 'react';
import { nanos } from '../../../engine/units';
import { type AxisTicks, offsetTicks, type TimeSpan, xOf } from '../../../ui';
import { foldable, type OneTrace } from '../viewModel';
import type { ViewProps } from './viewProps';

interface Props extends ViewProps {
  readonly one: OneTrace;
  readonly window: TimeSpan;
  readonly ticks: AxisTicks;
  readonly left: number;
  readonly lines: number;
}

const PIXELS_PER_TICK = 100;
const HALF_LABEL = 24;

/** Round times within the window, about as many as there is room for. */
export function useTicks(window: TimeSpan, width: number): AxisTicks {
  return useMemo(
    () => offsetTicks(window, nanos(0), Math.max(1, Math.floor(width / PIXELS_PER_TICK))),
    [window, width]
  );
}

/** What the columns are, the handles that fold, and the time axis. Scrolling changes none of it. */
export const WaterfallHead = memo(function WaterfallHead(props: Props) {
  const { one, window, ticks, left, lines, dispatch, state, words } = props;
  const styles = useStyles2(getStyles);
  const { trace, tree } = one;
  return (
    <div className={styles.head}>
      <div className={styles.names} style={{ width: left }}>
        <span className={styles.title}>{t('criticalpath.head.names', 'Service and operation')}</span>
        <IconButton
          name="angle-double-right"
          size="sm"
          tooltip={t('criticalpath.head.fold-all', 'Fold everything')}
          onClick={() => dispatch({ kind: 'fold-all', spans: foldable(trace, tree) })}
        />
        <IconButton
          name="angle-double-down"
          size="sm"
          disabled={state.folded.size === 0}
          tooltip={t('criticalpath.head.unfold-all', 'Unfold everything')}
          onClick={() => dispatch({ kind: 'fold-all', spans: new Set() })}
        />
      </div>
      <div className={styles.axis} data-testid="clew-axis" data-lines={lines}>
        {ticks.at.map((tick) => (
          <AxisLabel key={tick} tick={tick} window={window} text={words.length(tick)} />
        ))}
      </div>
    </div>
  );
});

/** At its line; what would hang over an edge stands beside it. */
function AxisLabel({
  tick,
  window,
  text,
}: {
  readonly tick: number;
  readonly window: TimeSpan;
  readonly text: string;
}) {
  const styles = useStyles2(getStyles);
  const at = xOf(tick, window, 100);
  const x = `${at}%`;
  const shift = at < 4 ? '2px' : at > 96 ? 'calc(-100% - 2px)' : '-50%';
  return (
    <span className={styles.label} style={{ left: x, transform: `translateX(${shift})`, minWidth: HALF_LABEL }}>
      {text}
    </span>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    head: css({
      color: theme.colors.text.secondary,
      display: 'flex',
      flex: '0 0 auto',
      fontSize: theme.typography.bodySmall.fontSize,
      height: 24,
    }),
    names: css({
      alignItems: 'center',
      display: 'flex',
      flex: '0 0 auto',
      gap: theme.spacing(0.5),
      overflow: 'hidden',
      paddingRight: theme.spacing(1),
      whiteSpace: 'nowrap',
    }),
    title: css({ flex: '1 1 auto', overflow: 'hidden', textOverflow: 'ellipsis' }),
    axis: css({ flex: '1 1 auto', overflow: 'hidden', position: 'relative' }),
    label: css({
      fontVariantNumeric: 'tabular-nums',
      lineHeight: '24px',
      position: 'absolute',
      textAlign: 'center',
      whiteSpace: 'nowrap',
    }),
  };
}
