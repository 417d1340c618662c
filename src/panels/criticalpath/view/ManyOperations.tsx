import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { nanos } from '../../../engine/units';
import { Part, raw } from '../../../ui';
import { hasLinks, rankMany } from '../viewModel';
import { LinkHead } from './LinkCell';
import type { ManyProps } from './manyProps';
import { OperationLinks } from './OperationLinks';
import { rowTableStyles } from './rowTableStyles';
import { useRowKeys } from './useRowKeys';

const MOST_ROWS = 100;

/** The operations on the path over all requests, and what would be gained if each were faster. */
export function ManyOperations({ many, frames, options, look, words, state, dispatch }: ManyProps) {
  const styles = useStyles2(rowTableStyles);
  const keys = useRowKeys();
  const faster = options.faster / 100;
  const linked = useMemo(() => hasLinks(frames), [frames]);
  const rows = useMemo(() => rankMany(many, faster), [many, faster]);
  return (
    <Part
      title={t('criticalpath.many.operations', 'On the path')}
      note={t('criticalpath.many.operations-note', 'per request, on average')}
    >
      <div className={styles.scroller} data-testid="clew-many-operations">
        <table className={styles.table} onKeyDown={keys}>
          <thead>
            <tr>
              <th scope="col">{t('criticalpath.cohorts.operation', 'Operation')}</th>
              <th scope="col" className={styles.number} style={{ width: 68 }}>
                {t('criticalpath.operations.time', 'Time')}
              </th>
              <th scope="col" className={styles.number} style={{ width: 54 }}>
                {t('criticalpath.operations.share', 'Share')}
              </th>
              <th
                scope="col"
                className={styles.number}
                style={{ width: 68 }}
                title={t(
                  'criticalpath.many.drag-hint',
                  'By how much it could shrink before another decides: the median'
                )}
              >
                {t('criticalpath.operations.drag', 'Drag')}
              </th>
              <th scope="col" className={styles.number} style={{ width: 84 }}>
                {t('criticalpath.operations.faster', '{{percent}} % faster', raw({ percent: options.faster }))}
              </th>
              {linked && <LinkHead />}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST_ROWS).map(({ service, operation, time, share, drag, saving }, at) => (
              <tr
                key={`${service} ${operation}`}
                tabIndex={at === 0 ? 0 : -1}
                className={styles.row}
                aria-selected={state.whatIf?.service === service && state.whatIf.operation === operation}
                onClick={() => dispatch({ kind: 'what-if', choice: { service, operation, faster } })}
              >
                <th scope="row" className={styles.name}>
                  <span className={styles.chip} style={{ backgroundColor: look.service(service).line }} />
                  {words.operation(operation)} <span className={styles.quiet}>{words.service(service)}</span>
                </th>
                <td className={styles.number}>{words.length(time)}</td>
                <td className={styles.number}>{words.share(share)}</td>
                <td className={styles.number}>{drag === undefined ? '' : words.length(nanos(drag))}</td>
                <td className={`${styles.number} ${styles.better}`}>
                  {saving === undefined ? '' : words.saved(saving)}
                </td>
                {linked && <OperationLinks {...{ many, frames, words, service, operation }} />}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  );
}
