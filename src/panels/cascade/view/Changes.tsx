import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { raw } from '../../../ui';
import { partStyles } from './partStyles';
import { titleIn } from '../viewModel';
import type { ViewProps } from './viewProps';
import { changeText, lengthText } from './words';

const MOST = 5;

/** What changed shortly before the first onset. */
export function Changes({ analysed, cards }: ViewProps) {
  const styles = useStyles2(partStyles);
  const { changes } = analysed.cascade;
  const onset = analysed.cascade.services[0]?.onset;
  // Nearer than the first onset is known.
  const within = onset === undefined ? 0 : (onset.high - onset.low) / 2;
  return (
    <section
      className={styles.part}
      aria-label={t('cascade.changes.title', 'Changed just before')}
      data-testid="clew-changes"
    >
      <h6 className={styles.title}>{t('cascade.changes.title', 'Changed just before')}</h6>
      <ul className={styles.list}>
        {changes.slice(0, MOST).map(({ kind, service, text, before, lead, at }) => (
          <li key={`${kind} ${service} ${at} ${text}`}>
            <b>{service === '' ? changeText(kind) : `${titleIn(cards, service)}: ${changeText(kind)}`}</b>{' '}
            {before === undefined ? text : `${before} → ${text}`}{' '}
            <span className={styles.quiet}>
              {lead > within
                ? t('cascade.changes.lead', '{{length}} before', raw({ length: lengthText(lead) }))
                : t('cascade.changes.at-once', 'at the same time')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
