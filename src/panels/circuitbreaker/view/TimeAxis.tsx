import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { addNanos, type EpochNs } from '../../../engine/units';
import { type AxisTicks, formatClock, type TimeSpan } from '../../../ui';

interface Props {
  readonly ticks: AxisTicks;
  readonly window: TimeSpan;
  readonly origin: EpochNs;
  readonly timeZone: string;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

const HALF_LABEL = 28;

/** Clock times under the lanes. Screen readers hear them with every state. */
export function TimeAxis({ ticks, window, origin, timeZone, left, width, height }: Props) {
  const styles = useStyles2(getStyles);
  const scale = width / Math.max(1, window.to - window.from);
  const xOf = (at: number) => (at - window.from) * scale;
  return (
    <div className={styles.axis} style={{ height, marginLeft: left, width }} aria-hidden="true">
      {ticks.at
        .filter((at) => xOf(at) >= HALF_LABEL && xOf(at) <= width - HALF_LABEL)
        .map((at) => (
          <span key={at} className={styles.label} style={{ left: xOf(at) }}>
            {formatClock(addNanos(origin, at), timeZone, ticks.step)}
          </span>
        ))}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    axis: css({
      borderTop: `1px solid ${theme.colors.border.weak}`,
      color: theme.colors.text.secondary,
      flex: '0 0 auto',
      fontSize: theme.typography.bodySmall.fontSize,
      fontVariantNumeric: 'tabular-nums',
      position: 'relative',
    }),
    label: css({ lineHeight: '20px', position: 'absolute', transform: 'translateX(-50%)', whiteSpace: 'nowrap' }),
  };
}
