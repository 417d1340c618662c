import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { HeatColours } from './paintHeatmap';

interface Props {
  readonly colours: HeatColours;
  readonly least: string;
  readonly most: string;
}

/** What the shades mean. */
export function HeatLegend({ colours, least, most }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.legend}>
      {least}
      <span className={styles.ramp} style={{ background: `linear-gradient(to right, ${colours.join(', ')})` }} />
      {most}
    </span>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    legend: css({
      alignItems: 'center',
      color: theme.colors.text.secondary,
      display: 'flex',
      flex: '0 0 auto',
      fontVariantNumeric: 'tabular-nums',
      gap: theme.spacing(0.75),
    }),
    ramp: css({ borderRadius: 2, height: 8, width: 80 }),
  };
}
