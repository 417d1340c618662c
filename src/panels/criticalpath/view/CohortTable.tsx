import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type Nanos, nanos } from '../../../engine/units';
import { Part, raw } from '../../../ui';
import { type CohortRow, compareCohorts, hasLinks, type Side } from '../viewModel';
import { LinkHead } from './LinkCell';
import type { ManyProps } from './manyProps';
import { OperationLinks } from './OperationLinks';
import { rowTableStyles } from './rowTableStyles';
import { useRowKeys } from './useRowKeys';
import type { Words } from './words';

const MOST_ROWS = 100;

/** What slow requests do that usual ones do not: operations by how much more of the path they take. */
export function CohortTable(props: ManyProps) {
  const { many, frames, options, words } = props;
  const linked = useMemo(() => hasLinks(frames), [frames]);
  const styles = useStyles2(rowTableStyles);
  const keys = useRowKeys();
  const compared = useMemo(() => compareCohorts(many, options.compareWith), [many, options.compareWith]);
  if (compared === undefined) {
    return null;
  }
  const { slow, usual, rows } = compared;
  const most = rows.reduce((all, { more }) => Math.max(all, Math.abs(more)), 0);
  const names = { slow: sideName(slow), usual: sideName(usual) };
  return (
    <Part
      title={t('criticalpath.cohorts.title', 'What {{slow}} does that {{usual}} does not', raw(names))}
      note={`${sideText(slow, words)} / ${sideText(usual, words)}`}
    >
      <div className={styles.scroller} data-testid="clew-cohorts">
        <table className={styles.table} onKeyDown={keys}>
          <thead>
            <tr>
              <th scope="col">{t('criticalpath.cohorts.operation', 'Operation')}</th>
              <th scope="col" className={styles.number} style={{ width: 76 }}>
                {names.usual}
              </th>
              <th scope="col" className={styles.number} style={{ width: 76 }}>
                {names.slow}
              </th>
              <th scope="col" className={styles.number} style={{ width: 84 }}>
                {t('criticalpath.cohorts.more', 'More')}
              </th>
              {linked && <LinkHead />}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST_ROWS).map((row, at) => (
              <Row
                key={`${row.service} ${row.operation}`}
                {...props}
                row={row}
                first={at === 0}
                most={most}
                linked={linked}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  );
}

interface RowProps extends ManyProps {
  readonly row: CohortRow;
  readonly first: boolean;
  readonly most: number;
  readonly linked: boolean;
}

function Row({ many, frames, row, first, most, linked, look, words, state, dispatch, options }: RowProps) {
  const styles = useStyles2(rowTableStyles);
  const own = useStyles2(getStyles);
  const { service, operation } = row;
  const chosen = state.whatIf?.service === service && state.whatIf.operation === operation;
  return (
    <tr
      tabIndex={first ? 0 : -1}
      className={styles.row}
      aria-selected={chosen}
      title={t('criticalpath.cohorts.ask', 'Asks what if it were faster')}
      onClick={() => dispatch({ kind: 'what-if', choice: { service, operation, faster: options.faster / 100 } })}
    >
      <th scope="row" className={cx(styles.name, own.name)}>
        <span className={styles.chip} style={{ backgroundColor: look.service(service).line }} />
        {words.operation(operation)} <span className={styles.quiet}>{words.service(service)}</span>
        <span
          className={own.bar}
          style={{
            background: row.more > 0 ? look.theme.colors.error.main : look.theme.colors.success.main,
            width: `${most === 0 ? 0 : (Math.abs(row.more) / most) * 100}%`,
          }}
        />
      </th>
      <td className={cx(styles.number, styles.quiet)}>{words.length(row.usual)}</td>
      <td className={styles.number}>{words.length(row.slow)}</td>
      <td className={cx(styles.number, row.more > 0 ? styles.worse : styles.better)}>{signed(row.more, words)}</td>
      {linked && <OperationLinks {...{ many, frames, words, service, operation }} />}
    </tr>
  );
}

function signed(more: Nanos, words: Words): string {
  return more > 0 ? `+${words.length(more)}` : words.saved(nanos(-more));
}

/** `P99`, `all`. */
function sideName({ kind }: Side): string {
  switch (kind) {
    case 'p50':
      return t('criticalpath.cohorts.p50', 'P50');
    case 'p99':
      return t('criticalpath.cohorts.p99', 'P99');
    case 'all':
      return t('criticalpath.cohorts.all', 'all');
    case 'selection':
      return t('criticalpath.cohorts.selection', 'the selection');
    case 'baseline':
      return t('criticalpath.cohorts.baseline', 'the baseline');
  }
}

/** `5 requests of 2.1 s to 2.3 s`. */
function sideText({ cohort }: Side, words: Words): string {
  return t(
    'criticalpath.cohorts.side',
    '{{count}} requests, {{from}} to {{to}}',
    raw({ count: cohort.traces, from: words.length(nanos(cohort.from)), to: words.length(nanos(cohort.to)) })
  );
}

function getStyles(_theme: GrafanaTheme2) {
  return {
    name: css({ position: 'relative' }),
    bar: css({ bottom: 1, height: 2, left: 0, position: 'absolute' }),
  };
}
