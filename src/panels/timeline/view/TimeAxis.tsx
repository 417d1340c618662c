import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { addNanos, nanos } from '../../../engine/units';
import { type AxisTicks, formatClock, formatOffset, type TimeSpan, xOf } from '../../../ui';
import type { TimelineOptions } from '../options';
import type { Timeline } from '../viewModel';

interface Props {
  readonly timeline: Timeline;
  readonly window: TimeSpan;
  readonly ticks: AxisTicks;
  readonly left: number;
  readonly width: number;
  readonly axis: TimelineOptions['axis'];
  readonly timeZone: TimeZone;
}

const HALF_LABEL = 32;

/** Offsets, and clock times under them, as text. Labels that would hang over an edge are left out. */
export function TimeAxis({ timeline, window, ticks, left, width, axis, timeZone }: Props) {
  const styles = useStyles2(getStyles);
  const labels = ticks.at
    .map((tick) => ({ tick, x: xOf(tick, window, width) }))
    .filter(({ x }) => x >= Math.min(HALF_LABEL, left) - left && x <= width - HALF_LABEL);
  return (
    <div className={styles.axis} style={{ paddingLeft: left, height: axisHeight(axis) }} data-testid="clew-axis">
      <div className={styles.ruler}>
        {labels.map(({ tick, x }) => (
          <div key={tick} className={styles.label} style={{ left: x }}>
            {axis !== 'clock' && <div>{formatOffset(nanos(tick - timeline.zero), ticks.step)}</div>}
            {axis !== 'offset' && (
              <div className={axis === 'both' ? styles.second : undefined}>
                {formatClock(addNanos(timeline.origin, tick), timeZone, ticks.step)}
              </div>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

/** Two lines or one, in pixels. */
function axisHeight(axis: TimelineOptions['axis']): number {
  return axis === 'both' ? 34 : 20;
}

function getStyles(theme: GrafanaTheme2) {
  return {
    axis: css({ flex: '0 0 auto', overflow: 'hidden', paddingTop: 3 }),
    ruler: css({ height: '100%', position: 'relative' }),
    label: css({
      color: theme.colors.text.primary,
      fontSize: theme.typography.bodySmall.fontSize,
      fontVariantNumeric: 'tabular-nums',
      lineHeight: '15px',
      position: 'absolute',
      textAlign: 'center',
      transform: 'translateX(-50%)',
      whiteSpace: 'nowrap',
    }),
    second: css({ color: theme.colors.text.secondary, fontSize: 11 }),
  };
}
