import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { useVirtualizer } from '@tanstack/react-virtual';
import React, { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { addNanos, nanos } from '../../../engine/units';
import { formatLength, formatMoment, formatOffset, ShiftMark } from '../../../ui';
import { findItem, itemAt, itemKey, itemMessage, levelOf, Severity, shiftOf, type Step, stepFrom } from '../viewModel';
import { levelColour, levelGlyph } from './paintMarks';
import type { ViewProps } from './viewProps';
import { serviceText } from './words';

const ROW_HEIGHT = 24;
const OVERSCAN = 12;
const NARROW = 620;
const STEPS: Readonly<Record<string, Step>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
  e: 'next-error',
};

/** Everything in the order of time, as a table: what the lanes show, in words. */
export function ListView(props: ViewProps) {
  const { timeline, order, state, dispatch, fallback } = props;
  const styles = useStyles2(getStyles);
  const scroller = useRef<HTMLDivElement>(null);
  const narrow = fallback.width < NARROW;
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer is used here only, and nothing is memoized on it
  const rows = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    initialRect: { width: fallback.width, height: fallback.height },
  });
  const focus = useMemo(() => findItem(timeline, state.focus), [timeline, state.focus]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (event.key === 'Enter' && focus >= 0) {
      dispatch({ kind: 'open', key: state.focus });
    } else if (event.key === 'Escape') {
      dispatch({ kind: 'open', key: undefined });
    } else if (step !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      const item = stepFrom(order, timeline.items, focus, step);
      dispatch({ kind: 'focus', key: itemKey(timeline, item) });
      rows.scrollToIndex(order.indexOf(item));
    }
  };
  useScrollToFocus(rows, order, focus);
  return (
    <div
      className={styles.table}
      role="grid"
      aria-rowcount={order.length + 1}
      aria-label={t('timeline.list.label', 'Spans and log lines in the order of time')}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={cx(styles.row, styles.head, narrow && styles.narrow)} role="row" aria-rowindex={1}>
        {!narrow && <span role="columnheader">{t('timeline.list.time', 'Time')}</span>}
        <span role="columnheader" className={styles.number}>
          {t('timeline.list.offset', 'Offset')}
        </span>
        <span role="columnheader">{t('timeline.list.service', 'Service')}</span>
        <span role="columnheader">{t('timeline.list.level', 'Level')}</span>
        <span role="columnheader">{t('timeline.list.text', 'Text')}</span>
      </div>
      <div ref={scroller} className={styles.body} role="rowgroup" tabIndex={0} data-testid="clew-list">
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map((row) => (
            <ListRow
              key={order[row.index]}
              {...props}
              item={order[row.index] ?? 0}
              index={row.index}
              top={row.start}
              narrow={narrow}
              focused={order[row.index] === focus}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface RowProps extends ViewProps {
  readonly item: number;
  readonly index: number;
  readonly top: number;
  readonly narrow: boolean;
  readonly focused: boolean;
}

function ListRow({ timeline, dispatch, look, timeZone, item, index, top, narrow, focused }: RowProps) {
  const styles = useStyles2(getStyles);
  const { items, lanes, origin, zero } = timeline;
  const time = nanos(items.time[item] ?? 0);
  const lane = items.lane[item] ?? -1;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={focused}
      className={cx(styles.row, styles.line, narrow && styles.narrow, focused && styles.focused)}
      style={{ top }}
      onClick={() => dispatch({ kind: 'open', key: itemKey(timeline, item) })}
    >
      {!narrow && (
        <span role="gridcell" className={styles.quiet}>
          {formatMoment(addNanos(origin, time), timeZone)}
        </span>
      )}
      <span role="gridcell" className={styles.number}>
        <ShiftMark shift={shiftOf(timeline, item)} />
        {formatOffset(nanos(time - zero))}
      </span>
      <span role="gridcell" className={styles.service}>
        <span className={styles.chip} style={{ backgroundColor: look.lanes[lane]?.line }} />
        <span className={styles.cut}>{serviceText(lanes[lane]?.service)}</span>
      </span>
      <LevelCell timeline={timeline} item={item} />
      <TextCell timeline={timeline} item={item} />
    </div>
  );
}

type CellProps = Pick<RowProps, 'timeline' | 'item'>;

function LevelCell({ timeline, item }: CellProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const severity = timeline.items.severity[item] ?? 0;
  const kind = itemAt(timeline, item)?.kind ?? 'log';
  const plain = kind === 'span' && severity < Severity.Error;
  return (
    <span role="gridcell" className={styles.level} style={{ color: plain ? undefined : levelColour(theme, severity) }}>
      <span aria-hidden="true">{glyphOf(kind, severity)}</span>
      {` ${levelOf(timeline, item)}`}
    </span>
  );
}

function TextCell({ timeline, item }: CellProps) {
  const styles = useStyles2(getStyles);
  const { items } = timeline;
  const kind = itemAt(timeline, item)?.kind;
  return (
    <span role="gridcell" className={cx(styles.cut, kind === 'log' && styles.mono)}>
      {itemMessage(timeline, item)}
      {kind === 'span' && (
        <span
          className={styles.quiet}
        >{`  ${formatLength(nanos((items.end[item] ?? 0) - (items.time[item] ?? 0)))}`}</span>
      )}
    </span>
  );
}

function glyphOf(kind: 'span' | 'log' | 'exemplar', severity: number): string {
  switch (kind) {
    case 'span':
      return severity === Severity.Error ? '▬✕' : '▬';
    case 'exemplar':
      return '◇';
    case 'log':
      return levelGlyph(severity);
  }
}

/** When the list comes up, it shows what was last looked at in the lanes. */
function useScrollToFocus(rows: { scrollToIndex: (index: number) => void }, order: Int32Array, focus: number): void {
  const first = useRef(true);
  useEffect(() => {
    if (first.current && focus >= 0) {
      rows.scrollToIndex(order.indexOf(focus));
    }
    first.current = false;
  }, [rows, order, focus]);
}

function getStyles(theme: GrafanaTheme2) {
  const cut = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
  return {
    table: css({
      display: 'flex',
      flex: '1 1 auto',
      flexDirection: 'column',
      minHeight: 0,
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    body: css({ flex: '1 1 auto', minHeight: 0, overflowX: 'hidden', overflowY: 'scroll' }),
    row: css({
      alignItems: 'center',
      columnGap: theme.spacing(1.5),
      display: 'grid',
      fontSize: theme.typography.bodySmall.fontSize,
      fontVariantNumeric: 'tabular-nums',
      gridTemplateColumns: '172px 84px minmax(90px, 160px) 84px minmax(0, 1fr)',
      height: ROW_HEIGHT,
      padding: theme.spacing(0, 1),
      '& > span': { ...cut },
    }),
    narrow: css({ columnGap: theme.spacing(1), gridTemplateColumns: '68px 82px 64px minmax(0, 1fr)' }),
    head: css({
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      color: theme.colors.text.secondary,
      flex: '0 0 auto',
      fontWeight: theme.typography.fontWeightMedium,
      overflowY: 'scroll',
      scrollbarGutter: 'stable',
      // The head has no scrollbar, but keeps the room of the body's, so that columns meet.
      scrollbarColor: 'transparent transparent',
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
    service: css({ alignItems: 'center', display: 'flex', gap: theme.spacing(0.75) }),
    chip: css({ borderRadius: 2, display: 'inline-block', flex: '0 0 auto', height: 12, width: 4 }),
    cut: css(cut),
    level: css({ ...cut, color: theme.colors.text.secondary }),
    mono: css({ fontFamily: theme.typography.fontFamilyMonospace, fontSize: 11.5 }),
  };
}
