import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { Part, raw, tableStyles } from '../../../ui';
import { type Lane } from '../viewModel';
import { momentText } from './facts';
import { StateGlyph } from './StateGlyph';
import type { ViewProps } from './viewProps';
import {
  basisText,
  configurationText,
  intervalStateText,
  lengthText,
  savingsText,
  shareText,
  troubleText,
} from './words';

const FIRST_SHOWN = 50;

/** A row a breaker: what the lanes show, in words. */
export function BreakersTable(props: ViewProps) {
  const { lanes } = props;
  const styles = useStyles2(tableStyles);
  const [most, setMost] = useState(FIRST_SHOWN);
  return (
    <Part title={t('breaker.table.title', 'Breakers')} note={String(lanes.length)}>
      <div
        className={styles.scroller}
        tabIndex={0}
        role="region"
        aria-label={t('breaker.table.label', 'Table of circuit breakers')}
        data-testid="clew-breakers"
      >
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('breaker.table.breaker', 'Breaker')}</th>
              <th scope="col">{t('breaker.table.now', 'Now')}</th>
              <th scope="col">{t('breaker.table.trouble', 'Trouble')}</th>
              <th scope="col">{t('breaker.table.opened', 'Opened')}</th>
              <th scope="col">{t('breaker.table.open-time', 'Time open')}</th>
              <th scope="col">{t('breaker.table.failed', 'Failed')}</th>
              <th scope="col">{t('breaker.table.rejected', 'Rejected')}</th>
              <th scope="col">{t('breaker.table.known', 'Known')}</th>
            </tr>
          </thead>
          <tbody>
            {lanes.slice(0, most).map((lane) => (
              <BreakerRow key={lane.key} {...props} lane={lane} />
            ))}
          </tbody>
        </table>
        {lanes.length > most && (
          <Button size="sm" fill="text" onClick={() => setMost(most * 4)}>
            {t('breaker.changes.more', 'Show more')}
          </Button>
        )}
      </div>
    </Part>
  );
}

function BreakerRow({ lane, look, origin, timeZone }: ViewProps & { readonly lane: Lane }) {
  const styles = useStyles2(tableStyles);
  const { breaker, now, opened, openTime, totals, trouble } = lane;
  const settings = configurationText(breaker);
  return (
    <tr>
      <th scope="row">{lane.title}</th>
      <td>
        <StateGlyph state={now.state} basis={breaker.basis} look={look} size={11} />{' '}
        {intervalStateText(breaker.basis, now.state)}
        {breaker.intervals.length > 1 && (
          <div className={styles.quiet}>
            {t('breaker.tiles.since', 'since {{time}}', raw({ time: momentText(now.start, { origin, timeZone }) }))}
          </div>
        )}
      </td>
      <td>{trouble === 'calm' ? '' : troubleText(trouble)}</td>
      <td className={styles.number}>{opened}</td>
      <td className={styles.number}>{openTime === 0 ? '' : lengthText(openTime)}</td>
      <td className={styles.number}>
        {totals.calls === undefined || totals.failed === undefined || totals.calls === 0
          ? ''
          : shareText(totals.failed / totals.calls)}
      </td>
      <td className={styles.number}>{totals.rejected === undefined ? '' : Math.round(totals.rejected)}</td>
      <td>
        {basisText(breaker)}
        {settings !== '' && <div className={styles.quiet}>{settings}</div>}
        {breaker.shadow !== undefined && <div className={styles.quiet}>{savingsText(breaker.shadow.saved)}</div>}
      </td>
    </tr>
  );
}
