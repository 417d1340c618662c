import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { Changes } from './Changes';
import { Suspects } from './Suspects';
import type { ViewProps } from './viewProps';

interface Props extends ViewProps {
  /** Beside the graph, or below it. */
  readonly beside: boolean;
}

/** Who is to blame, and what changed before. Nothing where there is nothing to say. */
export function Side(props: Props) {
  const { cards, analysed, beside } = props;
  const styles = useStyles2(getStyles);
  const hasChanges = analysed.cascade.changes.length > 0;
  if (cards.suspects.length === 0 && !hasChanges) {
    return null;
  }
  return (
    <aside
      className={cx(styles.side, beside ? styles.beside : styles.below)}
      tabIndex={0}
      aria-label={t('cascade.side.label', 'Who is to blame')}
    >
      {cards.suspects.length > 0 && <Suspects {...props} />}
      {hasChanges && <Changes {...props} />}
    </aside>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    side: css({
      background: theme.colors.background.secondary,
      borderRadius: theme.shape.radius.default,
      display: 'flex',
      flex: '0 0 auto',
      gap: theme.spacing(1, 3),
      minHeight: 0,
      overflow: 'auto',
      padding: theme.spacing(0.75, 1),
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    beside: css({ alignSelf: 'flex-start', flexDirection: 'column', maxHeight: '100%', width: 270 }),
    below: css({ flexWrap: 'wrap', maxHeight: '36%', '& > *': { flex: '1 1 260px', minWidth: 0 } }),
  };
}
