import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import type { OperationCost } from '../../../engine/path';
import { type Nanos, nanos } from '../../../engine/units';
import { raw } from '../../../ui';
import { costliestSpan, hasLinks, type OneTrace, spanLinks } from '../viewModel';
import { LinkCell, LinkHead } from './LinkCell';
import { useRowKeys } from './useRowKeys';
import { useLazy } from './useLazy';
import type { ViewProps } from './viewProps';

interface Props extends ViewProps {
  readonly one: OneTrace;
}

const MOST_ROWS = 100;

/** The operations on the path: the one that costs most first, and what would be gained if it were faster. */
export function OperationsTable(props: Props) {
  const { one, options, fields, frames } = props;
  const styles = useStyles2(getStyles);
  const operations = useLazy(one.operations, one.trace.size) ?? [];
  const shown = operations.slice(0, MOST_ROWS);
  const keys = useRowKeys();
  const linked = useMemo(() => hasLinks(frames), [frames]);
  const isBottleneck = one.isBottleneck(options.bottleneckShare / 100);
  return (
    <div className={styles.box} data-testid="clew-operations">
      <table className={styles.table} onKeyDown={keys}>
        <caption className={styles.caption}>{t('criticalpath.operations.title', 'On the path')}</caption>
        <thead>
          <tr>
            <th scope="col">{fields.names.operation ?? t('criticalpath.operations.operation', 'Operation')}</th>
            <th scope="col" className={styles.number}>
              {t('criticalpath.operations.time', 'Time')}
            </th>
            <th scope="col" className={styles.number}>
              {t('criticalpath.operations.share', 'Share')}
            </th>
            <th scope="col" className={styles.number} title={dragHint()}>
              {t('criticalpath.operations.drag', 'Drag')}
            </th>
            <th scope="col" className={styles.number}>
              {t('criticalpath.operations.faster', '{{percent}} % faster', raw({ percent: options.faster }))}
            </th>
            {linked && <LinkHead />}
          </tr>
        </thead>
        <tbody>
          {shown.map((operation, at) => (
            <OperationRow
              key={`${operation.service} ${operation.operation}`}
              {...props}
              cost={operation}
              first={at === 0}
              linked={linked}
              bottleneck={isBottleneck(operation)}
            />
          ))}
        </tbody>
      </table>
      {shown.some(({ basis }) => basis === 'bound') && (
        <div className={styles.more}>
          {t('criticalpath.operations.bound-note', '≤: at most so much; the trace was not re-timed for it')}
        </div>
      )}
      {operations.length > MOST_ROWS && (
        <div className={styles.more}>
          {t('criticalpath.operations.more', '{{count}} more operations cost less', {
            count: operations.length - MOST_ROWS,
          })}
        </div>
      )}
    </div>
  );
}

function dragHint(): string {
  return t('criticalpath.operations.drag-hint', 'What the request would gain if the operation took no time at all');
}

interface RowProps extends Props {
  readonly cost: OperationCost;
  readonly first: boolean;
  readonly linked: boolean;
  readonly bottleneck: boolean;
}

function OperationRow(props: RowProps) {
  const { one, frames, cost, first, linked, bottleneck, look, words, state, dispatch } = props;
  const styles = useStyles2(getStyles);
  const { service, operation } = cost;
  const name = `${words.service(service)} ${words.operation(operation)}`;
  const times = cost.spans > 1 ? ` ×${cost.spans} ` : ' ';
  return (
    <tr
      tabIndex={first ? 0 : -1}
      className={cx(styles.row, state.service !== undefined && state.service !== service && styles.quiet)}
      aria-selected={state.service === service}
      onClick={() => dispatch({ kind: 'service', key: service })}
    >
      <th scope="row" className={styles.name}>
        <span className={styles.chip} style={{ backgroundColor: look.service(service).line }} />
        <span className={styles.cut} title={name}>
          {words.operation(operation)}
          <span className={styles.service}>
            {times}
            {words.service(service)}
          </span>
        </span>
        <span className={styles.share} style={{ background: look.path, width: `${cost.share * 100}%` }} />
      </th>
      <td className={styles.number}>{words.length(nanos(cost.time))}</td>
      <td
        className={cx(styles.number, bottleneck && styles.bottleneck)}
        title={bottleneck ? t('criticalpath.operations.bottleneck', 'A bottleneck') : undefined}
      >
        {words.share(cost.share)}
        {bottleneck && <span className="sr-only">{t('criticalpath.operations.bottleneck', 'A bottleneck')}</span>}
      </td>
      <Gain cost={cost} gain={nanos(cost.drag)} say={words.length} />
      <Gain cost={cost} gain={nanos(cost.saving)} say={cost.basis === 'bound' ? words.length : words.saved} good />
      {linked && (
        <LinkCell
          name={name}
          links={() => spanLinks(frames, one.trace.traceId, one.trace.spanId[costliestSpan(one, cost)] ?? '')}
        />
      )}
    </tr>
  );
}

interface GainProps {
  readonly cost: OperationCost;
  readonly gain: Nanos;
  readonly say: (gain: Nanos) => string;
  readonly good?: boolean;
}

/** What would be gained; `≤` where that is only known from above. */
function Gain({ cost, gain, say, good = false }: GainProps) {
  const styles = useStyles2(getStyles);
  const bound = cost.basis === 'bound';
  return (
    <td
      className={cx(styles.number, good && styles.gain)}
      title={bound ? t('criticalpath.operations.bound', 'At most: the trace was not re-timed for this') : undefined}
    >
      {bound ? `≤ ${say(gain)}` : say(gain)}
    </td>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    box: css({ fontSize: theme.typography.bodySmall.fontSize }),
    caption: css({
      captionSide: 'top',
      color: theme.colors.text.primary,
      fontWeight: theme.typography.fontWeightMedium,
      lineHeight: '24px',
      padding: 0,
    }),
    table: css({
      borderCollapse: 'collapse',
      tableLayout: 'fixed',
      width: '100%',
      '& thead th': {
        borderBottom: `1px solid ${theme.colors.border.weak}`,
        color: theme.colors.text.secondary,
        fontWeight: 'normal',
        height: 24,
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
      },
      '& thead th:not(:first-of-type)': { width: 70 },
      '& thead th:nth-of-type(3)': { width: 50 },
      '& thead th:nth-of-type(5)': { width: 84 },
    }),
    row: css({
      cursor: 'pointer',
      height: 26,
      '&:hover, &[aria-selected="true"]': { background: theme.colors.action.hover },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    quiet: css({ opacity: 0.5 }),
    name: css({ fontWeight: 'normal', paddingRight: theme.spacing(1), position: 'relative', whiteSpace: 'nowrap' }),
    cut: css({
      display: 'inline-block',
      maxWidth: 'calc(100% - 10px)',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      verticalAlign: 'middle',
    }),
    service: css({ color: theme.colors.text.secondary }),
    chip: css({
      borderRadius: 1,
      display: 'inline-block',
      height: 14,
      marginRight: 6,
      verticalAlign: 'middle',
      width: 3,
    }),
    share: css({ bottom: 1, height: 2, left: 0, position: 'absolute' }),
    number: css({
      paddingLeft: theme.spacing(0.5),
      fontVariantNumeric: 'tabular-nums',
      textAlign: 'right',
      whiteSpace: 'nowrap',
    }),
    gain: css({ color: theme.colors.success.text }),
    bottleneck: css({ color: theme.colors.warning.text, fontWeight: theme.typography.fontWeightMedium }),
    more: css({ color: theme.colors.text.secondary, padding: theme.spacing(0.5, 0) }),
  };
}
