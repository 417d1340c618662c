import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import { addNanos } from '../../../engine/units';
import { formatClock, raw } from '../../../ui';
import type { Analysed } from '../viewModel';
import type { ViewProps } from './viewProps';
import { shareText, withinText } from './words';

const MOST_NAMES = 4;

/** The answer in one line: who was first and when, how far it went, and what it was compared with. */
export function Summary(props: ViewProps) {
  const { analysed, cards, settled } = props;
  const styles = useStyles2(getStyles);
  const { services } = analysed.cascade;
  return (
    <div className={styles.line} data-testid="clew-summary">
      {cards.zero === undefined && settled && (
        <span className={styles.answer}>
          <Icon name="check-circle" />{' '}
          {t('cascade.summary.calm', 'Nothing left what is usual, of {{count}} services', { count: services.length })}
        </span>
      )}
      {cards.zero !== undefined && <Fallen {...props} zero={cards.zero} />}
      <span>{usualText(analysed.usual)}</span>
      {!settled && (
        <span role="status">
          <Icon name="fa fa-spinner" /> {t('cascade.summary.loading', 'not every source has answered: this may change')}
        </span>
      )}
    </div>
  );
}

function Fallen({
  analysed,
  cards,
  timeZone,
  zero,
}: ViewProps & { readonly zero: NonNullable<ViewProps['cards']['zero']> }) {
  const styles = useStyles2(getStyles);
  const { blastRadius, first, order, services } = analysed.cascade;
  const tied = (order.tiers[0] ?? []).filter((service) => !first.includes(service));
  const clock = formatClock(addNanos(analysed.window.origin, zero), timeZone, 1e9);
  const [onset] = services.flatMap((one) => one.onset ?? []);
  return (
    <>
      <span className={styles.answer}>
        {first.length === 1
          ? t('cascade.summary.first', 'First to degrade:')
          : t('cascade.summary.first-many', 'First to degrade, which one cannot be told:')}{' '}
        <b>{namesOf(first, cards)}</b> {t('cascade.summary.at', 'at {{clock}}', raw({ clock }))}{' '}
        {onset !== undefined && withinText(onset)}
      </span>
      {tied.length > 0 && (
        <span>
          {t(
            'cascade.summary.tied',
            'in the same seconds, but after it by their calls: {{names}}',
            raw({ names: namesOf(tied, cards) })
          )}
        </span>
      )}
      <span>
        {[
          t('cascade.summary.blast', '{{hit}} of {{all}} services', {
            hit: blastRadius.services.length,
            all: services.length,
          }),
          ...(blastRadius.operations.length === 0
            ? []
            : [
                t('cascade.summary.operations', '{{count}} operations', {
                  count: blastRadius.operations.length,
                  defaultValue_one: 'one operation',
                }),
              ]),
          ...(blastRadius.share === undefined
            ? []
            : [t('cascade.summary.share', '{{share}} of requests', raw({ share: shareText(blastRadius.share) }))]),
        ].join(' · ')}
      </span>
      {blastRadius.entryPoints.length > 0 && (
        <span>
          {t(
            'cascade.summary.entries',
            'seen by users at {{names}}',
            raw({ names: namesOf(blastRadius.entryPoints, cards) })
          )}
        </span>
      )}
    </>
  );
}

function namesOf(services: readonly string[], { cards }: ViewProps['cards']): string {
  const names = cards.filter(({ id }) => services.includes(id)).map(({ title }) => title);
  return (names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES), '…'] : names).join(', ');
}

function usualText(usual: Analysed['usual']): string {
  switch (usual) {
    case 'signals':
      return t('cascade.summary.usual-query', 'compared with the query’s baseline');
    case 'window':
      return t('cascade.summary.usual-window', 'compared with the first minutes of this range');
    case 'own':
      return t('cascade.summary.usual-own', 'compared with the beginning of this range');
  }
}

function getStyles(theme: GrafanaTheme2) {
  return {
    line: css({
      alignItems: 'baseline',
      color: theme.colors.text.secondary,
      display: 'flex',
      flex: '1 1 200px',
      flexWrap: 'wrap',
      fontSize: theme.typography.bodySmall.fontSize,
      gap: theme.spacing(0, 2),
    }),
    answer: css({
      color: theme.colors.text.primary,
      fontSize: theme.typography.body.fontSize,
      '& b': { fontWeight: theme.typography.fontWeightBold },
    }),
  };
}
