import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { addNanos, nanos } from '../../../engine/units';
import { formatMoment, Part, raw, tableStyles } from '../../../ui';
import type { ClockCurve, ClockPoint } from '../viewModel';
import type { ViewProps } from './viewProps';
import { driftText, offsetText, signedText } from './words';

interface Props extends ViewProps {
  readonly curves: readonly ClockCurve[];
}

/** The curves in words: where each begins and ends, its rate, and when it was set. */
export function TimeTable({ curves, clocks, timeZone }: Props) {
  const styles = useStyles2(tableStyles);
  const say = (point: ClockPoint | undefined) => (point === undefined ? '' : offsetText(point));
  return (
    <Part title={t('clockskew.part.time', 'Over time')} note={t('clockskew.time.note', 'against the reference')}>
      <div
        className={styles.scroller}
        tabIndex={0}
        role="region"
        aria-label={t('clockskew.time.table', 'Table of clocks over time')}
        data-testid="clew-time-table"
      >
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('clockskew.clocks.node', 'Clock')}</th>
              <th scope="col">{t('clockskew.time.first', 'At first')}</th>
              <th scope="col">{t('clockskew.time.last', 'At last')}</th>
              <th scope="col">{t('clockskew.clocks.drift', 'Drift')}</th>
              <th scope="col">{t('clockskew.time.steps', 'Set')}</th>
              <th scope="col">{t('clockskew.time.known', 'Known')}</th>
            </tr>
          </thead>
          <tbody>
            {curves.map(({ node, direct, pieces }) => (
              <tr key={node.node}>
                <th scope="row">{node.node}</th>
                <td className={styles.number}>{say(pieces[0]?.[0])}</td>
                <td className={styles.number}>{say(pieces.at(-1)?.at(-1))}</td>
                <td className={styles.number}>{driftText(node.drift)}</td>
                <td>
                  {node.steps.map(({ at, by }) => (
                    <div key={at}>
                      {t(
                        'clockskew.clocks.step',
                        'set by {{by}} at {{time}}',
                        raw({
                          by: signedText(by),
                          time: formatMoment(addNanos(clocks.report.origin, nanos(at)), timeZone),
                        })
                      )}
                    </div>
                  ))}
                </td>
                <td>{knownText(node.reference, direct)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  );
}

/** Where a curve comes from. */
export function knownText(reference: boolean, direct: boolean): string {
  if (reference) {
    return t('clockskew.clocks.reference', 'reference');
  }
  return direct
    ? t('clockskew.time.direct', 'by requests between it and the reference')
    : t('clockskew.time.solved', 'through other nodes');
}
