import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { type Nanos, nanos } from '../../../engine/units';
import { formatOffset, ShiftMark, useSize } from '../../../ui';
import { dragOf, type OneTrace, shiftOf, slackOf, stepFrom, visibleLines } from '../viewModel';
import { serviceOf } from './facts';
import { STEPS } from './keys';
import { GROUND } from './look';
import { useLazy } from './useLazy';
import type { ViewProps } from './viewProps';

interface Props extends ViewProps {
  readonly one: OneTrace;
}

const ROW_HEIGHT = 24;
/** The head stays above the rows as they scroll. */
const HEAD_HEIGHT = ROW_HEIGHT;
const OVERSCAN = 8;
const NARROW = 620;

/** The waterfall in words: a row a span, with its time on the path, drag and slack. */
export function SpanTable(props: Props) {
  const { one, state, dispatch, width, height } = props;
  const { trace } = one;
  const styles = useStyles2(getStyles);
  useLazy(one.drags, trace.size);
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const narrow = width < NARROW;
  const lines = useMemo(
    () => visibleLines(trace, one.tree, { folded: new Set(), only: state.onlyPath ? one.path.onPath : undefined }),
    [trace, one, state.onlyPath]
  );
  const size = useSize(scroller, { width, height });
  const [top, setTop] = useState(0);
  // Rows are all equally high: which of them are on the screen is a division.
  const first = Math.max(0, Math.floor(top / ROW_HEIGHT) - OVERSCAN);
  const last = Math.min(lines.rows.length, Math.ceil((top + size.height) / ROW_HEIGHT) + OVERSCAN);
  const focus = useMemo(() => trace.spanId.indexOf(state.focus ?? '\u0000'), [trace, state.focus]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (event.key === 'Enter' && focus >= 0) {
      dispatch({ kind: 'open', span: trace.spanId[focus] });
    } else if (event.key === 'Escape') {
      dispatch({ kind: 'open', span: undefined });
    } else if (step !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      const row = stepFrom(one, lines, focus, step, height);
      dispatch({ kind: 'focus', span: trace.spanId[row] });
      scrollTo(scroller.current, (lines.lineOf[row] ?? 0) * ROW_HEIGHT);
    }
  };
  return (
    <div
      className={styles.table}
      role="grid"
      aria-rowcount={lines.rows.length + 1}
      aria-label={t('criticalpath.table.label', 'Spans of the trace')}
      aria-activedescendant={focus < 0 ? undefined : `${id}-${focus}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div
        ref={scroller}
        className={styles.body}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
        data-testid="clew-span-table"
        role="presentation"
      >
        <Head narrow={narrow} names={props.fields.names} />
        <div style={{ height: lines.rows.length * ROW_HEIGHT, position: 'relative' }} role="presentation">
          {Array.from(lines.rows.subarray(first, last), (row, at) => (
            <Row
              key={row}
              {...props}
              id={`${id}-${row}`}
              row={row}
              index={first + at}
              top={(first + at) * ROW_HEIGHT}
              narrow={narrow}
              focused={row === focus}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function scrollTo(element: HTMLElement | null, y: number): void {
  if (
    element !== null &&
    (y < element.scrollTop || y + HEAD_HEIGHT + ROW_HEIGHT > element.scrollTop + element.clientHeight)
  ) {
    element.scrollTop = y - element.clientHeight / 2;
  }
}

function Head({ narrow, names }: { readonly narrow: boolean; readonly names: Props['fields']['names'] }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={cx(styles.row, styles.head, narrow && styles.narrow)} role="row" aria-rowindex={1}>
      <span role="columnheader">{names.service ?? t('criticalpath.table.service', 'Service')}</span>
      <span role="columnheader">{names.operation ?? t('criticalpath.table.operation', 'Operation')}</span>
      {!narrow && <Number text={t('criticalpath.table.offset', 'Offset')} role="columnheader" />}
      <Number text={t('criticalpath.table.duration', 'Duration')} role="columnheader" />
      <Number text={t('criticalpath.table.on-path', 'On the path')} role="columnheader" />
      {!narrow && <Number text={t('criticalpath.table.drag', 'Drag')} role="columnheader" />}
      {!narrow && <Number text={t('criticalpath.table.slack', 'Slack')} role="columnheader" />}
      <span role="columnheader">{t('criticalpath.table.status', 'Status')}</span>
    </div>
  );
}

function Number({ text, role }: { readonly text: string; readonly role: 'columnheader' | 'gridcell' }) {
  const styles = useStyles2(getStyles);
  return (
    <span role={role} className={styles.number}>
      {text}
    </span>
  );
}

interface RowProps extends Props {
  readonly id: string;
  readonly row: number;
  readonly index: number;
  readonly top: number;
  readonly narrow: boolean;
  readonly focused: boolean;
}

function Row({ one, id, row, index, top, narrow, focused, look, words, dispatch }: RowProps) {
  const styles = useStyles2(getStyles);
  const { trace, path } = one;
  const key = serviceOf(one, row);
  const status = trace.status[row] ?? 'unset';
  const figures = spanFigures(one, row, words);
  const cells = narrow ? [figures.duration, figures.onPath] : Object.values(figures);
  const quiet = path.onPath[row] !== 1;
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={focused}
      className={cx(styles.row, styles.line, narrow && styles.narrow, focused && styles.focused, quiet && styles.quiet)}
      style={{ top }}
      onClick={() => dispatch({ kind: 'open', span: trace.spanId[row] })}
    >
      <span role="gridcell">
        <span className={styles.chip} style={{ backgroundColor: look.service(key).line }} />
        {words.service(key)}
      </span>
      <span role="gridcell">
        <ShiftMark shift={shiftOf(trace, row)} />
        {words.operation(trace.operation[row] ?? '')}
      </span>
      {cells.map((text, at) => (
        <Number key={at} text={text} role="gridcell" />
      ))}
      <span role="gridcell" className={status === 'error' ? styles.error : undefined}>
        {status === 'unset' ? '' : status}
      </span>
    </div>
  );
}

/** The figures of a row, in the order of the columns; '' where there is none. */
function spanFigures(one: OneTrace, row: number, words: Props['words']) {
  const { trace, path } = one;
  const length = (time: Nanos | undefined) => (time === undefined ? '' : words.length(time));
  return {
    offset: formatOffset(nanos(trace.start[row] ?? 0)),
    duration: length(nanos(trace.duration[row] ?? 0)),
    onPath: path.onPath[row] === 1 ? length(nanos(path.exclusive[row] ?? 0)) : '',
    drag: length(dragOf(one, row)),
    slack: length(slackOf(one, row)),
  };
}

function getStyles(theme: GrafanaTheme2) {
  return {
    table: css({
      display: 'flex',
      flex: '1 1 auto',
      flexDirection: 'column',
      minHeight: 0,
      minWidth: 0,
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    body: css({ flex: '1 1 auto', minHeight: 0, overflowX: 'hidden', overflowY: 'auto' }),
    row: css({
      alignItems: 'center',
      columnGap: theme.spacing(1.5),
      display: 'grid',
      fontSize: theme.typography.bodySmall.fontSize,
      fontVariantNumeric: 'tabular-nums',
      gridTemplateColumns: 'minmax(90px, 180px) minmax(0, 1fr) 80px 80px 80px 80px 80px 60px',
      height: ROW_HEIGHT,
      padding: theme.spacing(0, 1),
      '& > span': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
    }),
    narrow: css({
      columnGap: theme.spacing(1),
      gridTemplateColumns: 'minmax(60px, 100px) minmax(0, 1fr) 66px 74px 44px',
    }),
    head: css({
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      background: GROUND,
      color: theme.colors.text.secondary,
      position: 'sticky',
      top: 0,
      zIndex: 1,
    }),
    line: css({
      cursor: 'pointer',
      left: 0,
      position: 'absolute',
      width: '100%',
      '&:hover': { background: theme.colors.action.hover },
    }),
    focused: css({ background: theme.colors.action.selected, boxShadow: `inset 2px 0 0 ${theme.colors.primary.main}` }),
    quiet: css({ color: theme.colors.text.secondary }),
    number: css({ textAlign: 'right' }),
    error: css({ color: theme.colors.error.text }),
    chip: css({
      borderRadius: 1,
      display: 'inline-block',
      height: 12,
      marginRight: 6,
      verticalAlign: 'middle',
      width: 3,
    }),
  };
}
