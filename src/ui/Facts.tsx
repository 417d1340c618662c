import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

/** One fact: what it is, and its value. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  /** Colour of the thing it names, where it has one. */
  readonly colour?: string;
}

interface Props {
  readonly facts: readonly Fact[];
}

/** Names and values in two columns: what tooltips and details are made of. */
export function Facts({ facts }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <dl className={styles.list}>
      {facts.map(({ name, value, colour }, at) => (
        <React.Fragment key={`${name} ${at}`}>
          <dt className={styles.name}>
            {colour !== undefined && <span className={styles.swatch} style={{ backgroundColor: colour }} />}
            {name}
          </dt>
          <dd className={styles.value}>{value}</dd>
        </React.Fragment>
      ))}
    </dl>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    list: css({
      columnGap: theme.spacing(1.5),
      display: 'grid',
      fontSize: theme.typography.bodySmall.fontSize,
      gridTemplateColumns: 'max-content minmax(0, 1fr)',
      margin: 0,
    }),
    name: css({ alignItems: 'center', color: theme.colors.text.secondary, display: 'flex', fontWeight: 'normal' }),
    value: css({
      color: theme.colors.text.primary,
      fontVariantNumeric: 'tabular-nums',
      margin: 0,
      overflowWrap: 'anywhere',
    }),
    swatch: css({
      borderRadius: theme.shape.radius.default,
      display: 'inline-block',
      height: 4,
      marginRight: theme.spacing(0.75),
      width: theme.spacing(1.5),
    }),
  };
}
