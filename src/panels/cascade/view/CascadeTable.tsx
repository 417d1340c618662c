import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { addNanos } from '../../../engine/units';
import { formatClock, LinkRow, tableStyles } from '../../../ui';
import { type Card, isTouched, titleIn } from '../viewModel';
import { serviceLinks } from './links';
import type { ViewProps } from './viewProps';
import {
  afterText,
  changedText,
  confidenceText,
  faultText,
  firstText,
  phaseText,
  propagationText,
  severityText,
  withinText,
} from './words';

interface Props extends ViewProps {
  readonly untouched: boolean;
}

const FIRST_SHOWN = 100;

/** A row a service: what the graph shows, in words. */
export function CascadeTable(props: Props) {
  const { cards, untouched, analysed } = props;
  const styles = useStyles2(tableStyles);
  const [most, setMost] = useState(FIRST_SHOWN);
  const shown = untouched ? cards.cards : cards.cards.filter(isTouched);
  const places = placesOf(analysed.cascade.order.tiers);
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
            <th scope="col">{t('cascade.table.place', 'Order')}</th>
            <th scope="col">{t('cascade.table.service', 'Service')}</th>
            <th scope="col">{t('cascade.table.onset', 'Degraded')}</th>
            <th scope="col">{t('cascade.table.signals', 'What changed')}</th>
            <th scope="col">{t('cascade.table.from', 'Came from')}</th>
            <th scope="col">{t('cascade.table.severity', 'Severity')}</th>
            <th scope="col">{t('cascade.table.suspect', 'Suspect')}</th>
            <th scope="col">{t('cascade.table.look', 'Look at it then')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.slice(0, most).map((card) => (
            <ServiceRow key={card.id} {...props} card={card} place={places.get(card.id)} />
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

/** `1`, `2=`, `2=`, `4`: places as of a race, those that cannot be told apart share one. */
function placesOf(tiers: ReadonlyArray<readonly string[]>): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  let place = 1;
  for (const tier of tiers) {
    tier.forEach((service) => places.set(service, tier.length > 1 ? `${place}=` : String(place)));
    place += tier.length;
  }
  return places;
}

interface RowProps extends Props {
  readonly card: Card;
  readonly place: string | undefined;
}

function ServiceRow({ card, cards, place, analysed, request, timeZone }: RowProps) {
  const styles = useStyles2(tableStyles);
  const { origin, length } = analysed.window;
  const { after, first, onsets, suspect } = card;
  const { onset } = card.state;
  const came = analysed.cascade.propagation.filter(({ to }) => to === card.id);
  const links = serviceLinks(card.id, onset?.at ?? length, { request, origin });
  return (
    <tr>
      <td className={styles.number}>{place}</td>
      <th scope="row">{card.title}</th>
      <td className={styles.number}>
        {onset === undefined || after === undefined ? (
          <span className={styles.quiet}>
            {card.measured ? phaseText('usual') : t('cascade.card.unmeasured', 'not measured')}
          </span>
        ) : (
          <>
            {formatClock(addNanos(origin, onset.at), timeZone, 1e9)}
            <div className={styles.quiet}>
              {[`${afterText(after)} ${withinText(after)}`, ...(first === undefined ? [] : [firstText(first)])].join(
                ' · '
              )}
            </div>
          </>
        )}
      </td>
      <td className={styles.wide}>
        {onsets.map((one) => (
          <div key={`${one.signal} ${one.name} ${one.source}`}>{changedText(one)}</div>
        ))}
      </td>
      <td>
        {came.map((one) => (
          <div key={`${one.from} ${one.kind}`}>
            {titleIn(cards, one.from)} <span className={styles.quiet}>{propagationText(one)}</span>
          </div>
        ))}
      </td>
      <td>{onset === undefined ? '' : severityText(card.severity)}</td>
      <td className={styles.number}>
        {suspect !== undefined && (
          <>
            {`${suspect.rank} · ${confidenceText(suspect.suspect.confidence)}`}
            <div className={styles.quiet}>{faultText(suspect.suspect.kind)}</div>
          </>
        )}
      </td>
      <td>
        <LinkRow links={links} />
      </td>
    </tr>
  );
}
