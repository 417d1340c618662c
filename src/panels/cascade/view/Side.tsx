import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { Changes } from './Changes';
import { Details } from './Details';
import { Suspects } from './Suspects';
import type { ViewProps } from './viewProps';

interface Props extends ViewProps {
  /** Beside the graph, or below it. */
  readonly beside: boolean;
}

/** The service that was chosen; else who is to blame, and what changed before. Nothing where there is nothing to say. */
export function Side(props: Props) {
  const { cards, analysed, chosen, beside } = props;
  const styles = useStyles2(getStyles);
  const card = cards.cards.find(({ id }) => id === chosen);
  const { changes } = analysed.cascade;
  if (card === undefined && cards.suspects.length === 0 && changes.length === 0) {
    return null;
  }
  return (
    <aside
      className={cx(styles.side, beside ? styles.beside : styles.below)}
      tabIndex={0}
      aria-label={t('cascade.side.label', 'Who is to blame')}
    >
      {card !== undefined && <Details {...props} card={card} />}
      {card === undefined && cards.suspects.length > 0 && <Suspects {...props} />}
      {card === undefined && changes.length > 0 && <Changes {...props} />}
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
      flexDirection: 'column',
      gap: theme.spacing(1),
      minHeight: 0,
      overflow: 'auto',
      padding: theme.spacing(0.75, 1),
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    beside: css({ width: 330 }),
    below: css({ maxHeight: '40%' }),
  };
}
