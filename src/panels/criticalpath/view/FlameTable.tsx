import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { Part } from '../../../ui';
import { nanos } from '../../../engine/units';
import { hasLinks } from '../viewModel';
import { LinkHead } from './LinkCell';
import type { ManyProps } from './manyProps';
import { OperationLinks } from './OperationLinks';
import { rowTableStyles } from './rowTableStyles';
import { useRowKeys } from './useRowKeys';

const MOST_ROWS = 300;
const INDENT = 12;

/** The flame graph in words: call paths depth first, with their times per request. */
export function FlameTable({ many, frames, look, words, dispatch }: ManyProps) {
  const styles = useStyles2(rowTableStyles);
  const keys = useRowKeys();
  const { callPaths, traces, time } = many.group;
  const linked = useMemo(() => hasLinks(frames), [frames]);
  const rows = depthFirst(callPaths).slice(0, MOST_ROWS);
  const each = (sum: number) => words.length(nanos(sum / Math.max(1, traces)));
  return (
    <Part title={t('criticalpath.flame.title', 'Call paths on the critical path')}>
      <div className={styles.scroller}>
        <table className={styles.table} onKeyDown={keys}>
          <thead>
            <tr>
              <th scope="col">{t('criticalpath.flame.path', 'Call path')}</th>
              <th scope="col" className={styles.number} style={{ width: 74 }}>
                {t('criticalpath.flame.share', 'Share')}
              </th>
              <th scope="col" className={styles.number} style={{ width: 84 }}>
                {t('criticalpath.flame.with', 'With callees')}
              </th>
              <th scope="col" className={styles.number} style={{ width: 84 }}>
                {t('criticalpath.flame.itself', 'Itself')}
              </th>
              <th scope="col" className={styles.number} style={{ width: 74 }}>
                {t('criticalpath.flame.count', 'Requests')}
              </th>
              {linked && <LinkHead />}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, level }, at) => {
              const callPath = callPaths[row];
              if (callPath === undefined) {
                return null;
              }
              const { service, operation } = many.operation(callPath.operation);
              const worst = callPath.exemplars[0]?.traceId;
              return (
                <tr
                  key={row}
                  tabIndex={at === 0 ? 0 : -1}
                  className={styles.row}
                  onClick={() => worst !== undefined && dispatch({ kind: 'trace', traceId: worst })}
                  title={t('criticalpath.flame.open-worst', 'Opens the request in which it took longest')}
                >
                  <th scope="row" className={styles.name} style={{ paddingLeft: level * INDENT }}>
                    <span className={styles.chip} style={{ backgroundColor: look.service(service).line }} />
                    {`${words.service(service)} ${words.operation(operation)}`}
                  </th>
                  <td className={styles.number}>{words.share(time === 0 ? 0 : callPath.inclusive / time)}</td>
                  <td className={styles.number}>{each(callPath.inclusive)}</td>
                  <td className={styles.number}>{each(callPath.exclusive)}</td>
                  <td className={styles.number}>{callPath.traces}</td>
                  {linked && <OperationLinks {...{ many, frames, words, service, operation }} />}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Part>
  );
}

interface Line {
  readonly row: number;
  readonly level: number;
}

/** Callers before what they called, the longest first. Iterative. */
function depthFirst(callPaths: ManyProps['many']['group']['callPaths']): readonly Line[] {
  const below = new Map<number, number[]>();
  callPaths.forEach(({ parent }, row) => below.set(parent, [...(below.get(parent) ?? []), row]));
  const byTime = (rows: readonly number[] = []) =>
    [...rows].sort((a, b) => (callPaths[a]?.inclusive ?? 0) - (callPaths[b]?.inclusive ?? 0));
  const stack: Line[] = byTime(below.get(-1)).map((row) => ({ row, level: 0 }));
  const lines: Line[] = [];
  for (let line = stack.pop(); line !== undefined; line = stack.pop()) {
    const { row, level } = line;
    lines.push(line);
    stack.push(...byTime(below.get(row)).map((child) => ({ row: child, level: level + 1 })));
  }
  return lines;
}
