import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { addNanos } from '../../../engine/units';
import { formatClock, tableStyles } from '../../../ui';
import { type Card, isTouched } from '../viewModel';
import { onsetText } from './Details';
import { Links } from './Links';
import { serviceLinks } from './links';
import type { ViewProps } from './viewProps';
import { amplificationText, changedText, faultText, propagationText, severityText, confidenceText } from './words';

interface Props extends ViewProps {
  readonly untouched: boolean;
}

const FIRST_SHOWN = 100;

/** A row a service: what the graph shows, in words. */
export function CascadeTable(props: Props) {
  const { cards, untouched } = props;
  const styles = useStyles2(tableStyles);
  const [most, setMost] = useState(FIRST_SHOWN);
  const shown = untouched ? cards.cards : cards.cards.filter(isTouched);
  return (
    <div
      className={styles.scroller}
      tabIndex={0}
      role="region"
      aria-label={t('cascade.table.label', 'Table of services, those that degraded first')}
      data-testid="clew-cascade-table"
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('cascade.table.service', 'Service')}</th>
            <th scope="col">{t('cascade.table.onset', 'Degraded')}</th>
            <th scope="col">{t('cascade.table.signals', 'What changed')}</th>
            <th scope="col">{t('cascade.table.from', 'Came from')}</th>
            <th scope="col">{t('cascade.table.severity', 'Severity')}</th>
            <th scope="col">{t('cascade.table.suspect', 'Suspect')}</th>
            <th scope="col">{t('cascade.table.look', 'Look at')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.slice(0, most).map((card) => (
            <ServiceRow key={card.id} {...props} card={card} />
          ))}
        </tbody>
      </table>
      {shown.length > most && (
        <Button size="sm" fill="text" onClick={() => setMost(most * 5)}>
          {t('cascade.table.more', 'Show more')}
        </Button>
      )}
    </div>
  );
}

function ServiceRow({ card, analysed, request, timeZone }: Props & { readonly card: Card }) {
  const styles = useStyles2(tableStyles);
  const { origin } = analysed.window;
  const { onset, onsets } = card.state;
  const came = analysed.cascade.propagation.filter(({ to }) => to === card.id);
  return (
    <tr>
      <th scope="row">{card.title}</th>
      <td className={styles.number}>
        {onset !== undefined && formatClock(addNanos(origin, onset.at), timeZone, 1e9)}
        <div className={styles.quiet}>
          {onsetText(card)}
          {card.first && ` · ${t('cascade.card.first', 'first to degrade')}`}
        </div>
      </td>
      <td className={styles.wide}>
        {onsets.map((one) => (
          <div key={`${one.signal} ${one.name} ${one.source}`}>{changedText(one)}</div>
        ))}
      </td>
      <td>
        {came.map((one) => (
          <div key={`${one.from} ${one.kind}`}>
            {one.from} <span className={styles.quiet}>{[propagationText(one), amplificationText(one)].join(' ')}</span>
          </div>
        ))}
      </td>
      <td>{onset === undefined ? '' : severityText(card.severity)}</td>
      <td className={styles.number}>
        {card.suspect !== undefined && (
          <>
            {`${card.suspect.rank} · ${confidenceText(card.suspect.suspect.confidence)}`}
            <div className={styles.quiet}>{faultText(card.suspect.suspect.kind)}</div>
          </>
        )}
      </td>
      <td>
        <Links
          links={serviceLinks(card.id, onset?.at ?? analysed.window.length, {
            reading: analysed.reading,
            request,
            origin,
          })}
        />
      </td>
    </tr>
  );
}
