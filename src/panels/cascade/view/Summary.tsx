import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import { addNanos } from '../../../engine/units';
import { formatClock, raw } from '../../../ui';
import type { ViewProps } from './viewProps';
import { shareText } from './words';

/** The answer in one line: who was first and when, and how far it went. */
export function Summary({ analysed, cards, timeZone }: ViewProps) {
  const styles = useStyles2(getStyles);
  const { cascade, window } = analysed;
  const { blastRadius, first, services } = cascade;
  const named = cards.cards.filter(({ id }) => first.includes(id)).map(({ title }) => title);
  if (cards.zero === undefined) {
    return (
      <div className={styles.line} data-testid="clew-summary">
        <Icon name="check-circle" />
        {t('cascade.summary.calm', 'Nothing left what is usual, of {{count}} services', { count: services.length })}
      </div>
    );
  }
  const clock = formatClock(addNanos(window.origin, cards.zero), timeZone, 1e9);
  return (
    <div className={styles.line} data-testid="clew-summary">
      <span>
        {named.length === 1
          ? t('cascade.summary.first', 'First to degrade:')
          : t('cascade.summary.first-many', 'First to degrade, which one cannot be told:')}{' '}
        <b>{named.join(', ')}</b> {t('cascade.summary.at', 'at {{clock}}', raw({ clock }))}
      </span>
      <span>
        {t('cascade.summary.blast', '{{hit}} of {{all}} services', {
          hit: blastRadius.services.length,
          all: services.length,
        })}
        {blastRadius.operations.length > 0 &&
          ` · ${t('cascade.summary.operations', '{{count}} operations', {
            count: blastRadius.operations.length,
            defaultValue_one: 'one operation',
          })}`}
        {blastRadius.share !== undefined &&
          ` · ${t('cascade.summary.share', '{{share}} of requests', raw({ share: shareText(blastRadius.share) }))}`}
      </span>
      {blastRadius.entryPoints.length > 0 && (
        <span className={styles.wide}>
          {t(
            'cascade.summary.entries',
            'seen by users at {{names}}',
            raw({ names: titlesOf(blastRadius.entryPoints, cards).join(', ') })
          )}
        </span>
      )}
    </div>
  );
}

const MOST_NAMES = 3;

function titlesOf(services: readonly string[], { cards }: ViewProps['cards']): readonly string[] {
  const names = cards.filter(({ id }) => services.includes(id)).map(({ title }) => title);
  return names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES), '…'] : names;
}

function getStyles(theme: GrafanaTheme2) {
  return {
    line: css({
      alignItems: 'center',
      color: theme.colors.text.secondary,
      display: 'flex',
      flex: '1 1 200px',
      flexWrap: 'wrap',
      fontSize: theme.typography.bodySmall.fontSize,
      gap: theme.spacing(0, 2),
      '& b': { color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium },
    }),
    wide: css({ overflow: 'hidden', textOverflow: 'ellipsis' }),
  };
}
