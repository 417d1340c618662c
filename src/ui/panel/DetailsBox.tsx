import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { IconButton, useStyles2 } from '@grafana/ui';
import React, { type ReactNode, useEffect, useRef } from 'react';
import { type Fact, Facts } from '../Facts';

/** Facts under a name. */
export interface FactSection {
  readonly title: string;
  readonly rows: readonly Fact[];
}

interface Props {
  readonly title: string;
  /** For assistive technology: what kind of thing it is, and its title. */
  readonly label: string;
  readonly colour: string | undefined;
  /** What it is of: something else takes the keyboard's focus anew. */
  readonly subject: string | number;
  /** Below the drawing instead of beside it. */
  readonly narrow: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Everything known of one thing. It lies over the drawing and moves nothing. */
export function DetailsBox({ title, label, colour, subject, narrow, onClose, children }: Props) {
  const styles = useStyles2(getStyles);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [subject]);
  return (
    <div
      ref={box}
      className={cx(styles.box, narrow ? styles.below : styles.aside)}
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      data-testid="clew-details"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <div className={styles.head}>
        <span className={styles.chip} style={{ backgroundColor: colour }} />
        <div className={styles.title}>{title}</div>
        <IconButton name="times" aria-label={t('ui.details.close', 'Close')} onClick={onClose} />
      </div>
      {children}
    </div>
  );
}

/** Facts under their names; what has none is left out. */
export function FactSections({ sections }: { readonly sections: readonly FactSection[] }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {sections
        .filter(({ rows }) => rows.length > 0)
        .map(({ title, rows }) => (
          <section key={title} className={styles.section}>
            <h6 className={styles.heading}>{title}</h6>
            <Facts facts={rows} />
          </section>
        ))}
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    box: css({
      background: theme.colors.background.elevated ?? theme.colors.background.secondary,
      border: `1px solid ${theme.colors.border.medium}`,
      borderRadius: theme.shape.radius.default,
      boxShadow: theme.shadows.z3,
      alignContent: 'start',
      display: 'grid',
      gap: theme.spacing(0.75),
      gridTemplateColumns: 'minmax(0, 1fr)',
      overflow: 'auto',
      padding: theme.spacing(1),
      position: 'absolute',
      zIndex: theme.zIndex.activePanel,
    }),
    aside: css({ bottom: 0, maxWidth: '60%', right: 0, top: 0, width: 360 }),
    below: css({ bottom: 0, left: 0, maxHeight: '60%', right: 0 }),
    head: css({ alignItems: 'flex-start', display: 'flex', gap: theme.spacing(1) }),
    chip: css({ borderRadius: 2, flex: '0 0 auto', height: 14, marginTop: 3, width: 4 }),
    title: css({ flex: '1 1 auto', fontWeight: theme.typography.fontWeightMedium, overflowWrap: 'anywhere' }),
    section: css({ marginTop: theme.spacing(0.25) }),
    heading: css({ color: theme.colors.text.secondary, margin: theme.spacing(0, 0, 0.25) }),
  };
}
