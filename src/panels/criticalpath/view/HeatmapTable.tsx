import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { Part } from '../../../ui';
import { nanos } from '../../../engine/units';
import type { ManyProps } from './manyProps';
import { rowTableStyles } from './rowTableStyles';
import { useRowKeys } from './useRowKeys';

const MOST_OPERATIONS = 12;

/** The heatmap in words: a row a request, the slowest first, with its time on the path by operation. */
export function HeatmapTable({ many, words, dispatch }: ManyProps) {
  const styles = useStyles2(rowTableStyles);
  const keys = useRowKeys();
  const { heatmap } = many.group;
  const operations = heatmap.operations.slice(0, MOST_OPERATIONS);
  const columns = Array.from({ length: heatmap.columns }, (_, at) => heatmap.columns - 1 - at);
  return (
    <Part
      title={t('criticalpath.heatmap.title', 'Time on the path by request')}
      note={t('criticalpath.heatmap.table-note', 'slow requests first')}
    >
      <div className={styles.scroller}>
        <table className={styles.table} style={{ minWidth: 250 + operations.length * 90 }} onKeyDown={keys}>
          <thead>
            <tr>
              <th scope="col" style={{ width: 150 }}>
                {t('criticalpath.heatmap.trace', 'Trace')}
              </th>
              <th scope="col" className={styles.number} style={{ width: 80 }}>
                {t('criticalpath.heatmap.total', 'Whole request')}
              </th>
              {operations.map((row) => {
                const { service, operation } = many.operation(row);
                const name = `${words.service(service)} ${words.operation(operation)}`;
                return (
                  <th key={row} scope="col" className={styles.number} title={name}>
                    {words.operation(operation)}
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {columns.map((column, at) => (
              <tr
                key={heatmap.traceIds[column]}
                tabIndex={at === 0 ? 0 : -1}
                className={styles.row}
                onClick={() => dispatch({ kind: 'trace', traceId: heatmap.traceIds[column] })}
              >
                <th scope="row" className={styles.name}>
                  {heatmap.traceIds[column]}
                </th>
                <td className={styles.number}>{words.length(nanos(heatmap.total[column] ?? 0))}</td>
                {operations.map((operation, row) => {
                  const time = heatmap.time[row * heatmap.columns + column] ?? 0;
                  return (
                    <td key={operation} className={styles.number}>
                      {time === 0 ? '' : words.length(nanos(time))}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  );
}
