import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import type { PanelDataErrorViewProps } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';

/** What a panel shows when there is nothing that it can draw. */
export function DataErrorView({ message, data }: PanelDataErrorViewProps) {
  const styles = useStyles2(getStyles);
  const words =
    message ?? (data.series.some(({ length }) => length > 0) ? 'Nothing here that this panel can draw' : 'No data');
  return <div className={styles}>{words}</div>;
}

function getStyles(theme: GrafanaTheme2) {
  return css({
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    height: '100%',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.h4.fontSize,
    textAlign: 'center',
  });
}
