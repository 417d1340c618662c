import { t } from '@grafana/i18n';
import React, { useMemo, useState } from 'react';
import { Button, useStyles2 } from '@grafana/ui';
import { type PairMatrix, pairRows } from '../viewModel';
import { Level } from './Level';
import { driftText, methodText, offsetText, rangeText } from './words';
import { Part, tableStyles } from '../../../ui';

const FIRST_SHOWN = 100;

/** The heatmap in words: a row a pair, those that spoke first, the largest first. */
export function PairTable({ matrix }: { readonly matrix: PairMatrix }) {
  const styles = useStyles2(tableStyles);
  const [most, setMost] = useState(FIRST_SHOWN);
  const rows = useMemo(() => pairRows(matrix), [matrix]);
  return (
    <Part
      title={t('clockskew.part.pairs', 'Node by node')}
      note={t('clockskew.pairs.table-note', 'pairs that spoke first, the largest first')}
    >
      <div
        className={styles.scroller}
        tabIndex={0}
        role="region"
        aria-label={t('clockskew.pairs.table', 'Table of pairs')}
        data-testid="clew-pair-table"
      >
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('clockskew.pairs.of', 'Clock of')}</th>
              <th scope="col">{t('clockskew.pairs.against', 'Against')}</th>
              <th scope="col">{t('clockskew.fact.offset', 'Offset')}</th>
              <th scope="col">{t('clockskew.fact.verdict', 'Verdict')}</th>
              <th scope="col">{t('clockskew.fact.interval', 'Interval')}</th>
              <th scope="col">{t('clockskew.fact.drift', 'Drift')}</th>
              <th scope="col">{t('clockskew.fact.exchanges', 'Requests')}</th>
              <th scope="col">{t('clockskew.pairs.outliers', 'Contradict')}</th>
              <th scope="col">{t('clockskew.fact.method', 'Method')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map(({ from, to, reading, verdict }) => (
              <tr key={`${from}\n${to}`}>
                <th scope="row">{to}</th>
                <td>{from}</td>
                <td className={styles.number}>{offsetText(reading)}</td>
                <td>
                  <Level level={verdict.level} />
                </td>
                <td className={styles.number}>{rangeText(reading)}</td>
                <td className={styles.number}>{driftText(reading.drift)}</td>
                <td className={styles.number}>{reading.exchanges}</td>
                <td className={styles.number}>{reading.outliers}</td>
                <td className={styles.wide}>{methodText(reading.method)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length > most && (
          <Button size="sm" fill="text" onClick={() => setMost(most * 4)}>
            {t('clockskew.violations.more', 'Show more')}
          </Button>
        )}
      </div>
    </Part>
  );
}
