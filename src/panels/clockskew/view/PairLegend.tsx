import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { signedText } from './words';
import type { Look } from './look';

interface Props {
  readonly look: Look;
  readonly most: number;
}

const STOPS = [-1, -0.66, -0.33, 0, 0.33, 0.66, 1];

/** What colours, the edge and hatching mean. */
export function PairLegend({ look, most }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.legend}>
      {signedText(-most)}
      <span
        className={styles.ramp}
        style={{ background: `linear-gradient(to right, ${STOPS.map(look.diverging).join(', ')})` }}
      />
      {signedText(most)}
      <span className={styles.edge} />
      {t('clockskew.legend.beyond', 'beyond')}
      <span className={styles.hatch} />
      {t('clockskew.legend.unknown', 'not known')}
    </span>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const box = { borderRadius: 2, height: 10, marginLeft: theme.spacing(0.5), width: 14 } as const;
  return {
    legend: css({
      alignItems: 'center',
      color: theme.colors.text.secondary,
      display: 'flex',
      flex: '0 0 auto',
      fontVariantNumeric: 'tabular-nums',
      gap: theme.spacing(0.5),
      whiteSpace: 'nowrap',
    }),
    ramp: css({ borderRadius: 2, height: 10, width: 80 }),
    edge: css(box, { border: `2px solid ${theme.colors.text.primary}` }),
    hatch: css(box, {
      background: `repeating-linear-gradient(135deg, ${theme.colors.border.medium} 0 1px, transparent 1px 4px)`,
    }),
  };
}
