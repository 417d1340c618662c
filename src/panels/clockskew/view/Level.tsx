import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, type IconName, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { SkewLevel } from '../../../engine/clock';
import { levelText } from './words';

const ICONS: Readonly<Record<SkewLevel, IconName>> = {
  info: 'check',
  warning: 'exclamation-triangle',
  alarm: 'exclamation-circle',
};

/** A level as a sign and a word: colour alone says nothing to many. */
export function Level({ level }: { readonly level: SkewLevel }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles[level]}>
      <Icon name={ICONS[level]} size="sm" /> {levelText({ level })}
    </span>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const base = { whiteSpace: 'nowrap' } as const;
  return {
    info: css(base, { color: theme.colors.text.secondary }),
    warning: css(base, { color: theme.colors.warning.text }),
    alarm: css(base, { color: theme.colors.error.text, fontWeight: theme.typography.fontWeightMedium }),
  };
}
