import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly note?: string;
  readonly aside?: ReactNode;
  /** As high as what it holds, when there is room: the rest is left to the others. */
  readonly compact?: boolean;
  readonly children: ReactNode;
}

/** A part of a panel: its name, and a drawing or table that fills the rest. */
export function Part({ title, note, aside, compact = false, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <section className={cx(styles.part, compact && styles.compact)} aria-label={title}>
      <div className={styles.head}>
        <h6 className={styles.title}>{title}</h6>
        <span className={styles.note} title={note}>
          {note}
        </span>
        {aside}
      </div>
      {children}
    </section>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    part: css({ display: 'flex', flex: '1 1 0', flexDirection: 'column', minHeight: 0, minWidth: 0 }),
    compact: css({ flex: '0 1 auto', maxHeight: '60%' }),
    head: css({
      alignItems: 'center',
      display: 'flex',
      flex: '0 0 auto',
      fontSize: theme.typography.bodySmall.fontSize,
      gap: theme.spacing(1),
      minHeight: 24,
    }),
    title: css({
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
      margin: 0,
      whiteSpace: 'nowrap',
    }),
    note: css({
      color: theme.colors.text.secondary,
      flex: '1 1 auto',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    }),
  };
}
