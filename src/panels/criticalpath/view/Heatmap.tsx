import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { TooltipDisplayMode } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import React, { type KeyboardEvent, type PointerEvent, useCallback, useMemo, useRef, useState } from 'react';
import { nanos } from '../../../engine/units';
import { Canvas, type Fact, Part, Tip, useSize } from '../../../ui';
import type { ManyProps } from './manyProps';
import { HeatLegend } from './HeatLegend';
import { heatColours, HeatSize, mostOf, paintHeatmap } from './paintHeatmap';
import { GROUND } from './look';

interface Cell {
  readonly row: number;
  readonly column: number;
}

interface Hover extends Cell {
  readonly clientX: number;
  readonly clientY: number;
}

const MOVES: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -Infinity],
  End: [0, Infinity],
};

/** Operation x request, the requests ordered by latency: what only slow ones have stands at the right. */
export function Heatmap(props: ManyProps) {
  const { many, dispatch, look, words, options } = props;
  const { heatmap } = many.group;
  const styles = useStyles2(getStyles);
  const scroller = useRef<HTMLDivElement>(null);
  const size = useSize(scroller, props);
  const [top, setTop] = useState(0);
  const [focus, setFocus] = useState<Cell>();
  const [hover, setHover] = useState<Hover>();
  const rows = heatmap.operations.length;
  const names = Math.min(HeatSize.names, size.width * 0.4);
  const width = Math.max(40, size.width - names);
  const colours = useMemo(() => heatColours(look), [look]);
  const shown = hover ?? focus;
  const draw = useCallback(
    (context: CanvasRenderingContext2D) =>
      paintHeatmap(context, { heatmap, look, colours, width, height: size.height, top, focus: shown }),
    [heatmap, look, colours, width, size.height, top, shown]
  );
  const open = (column: number) => {
    const traceId = heatmap.traceIds[column];
    if (traceId !== undefined) {
      dispatch({ kind: 'trace', traceId });
    }
  };
  const cellAt = (event: PointerEvent<HTMLElement>): Cell | undefined => {
    const bounds = event.currentTarget.getBoundingClientRect();
    const row = Math.floor((event.clientY - bounds.top + top - HeatSize.head) / HeatSize.row);
    const column = Math.floor(((event.clientX - bounds.left) / width) * heatmap.columns);
    return row >= 0 && row < rows && column >= 0 && column < heatmap.columns ? { row, column } : undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key];
    if (move !== undefined) {
      const at = focus ?? { row: 0, column: -1 };
      const next = {
        row: clamp(at.row + move[0], rows),
        column: clamp(at.column + move[1], heatmap.columns),
      };
      setFocus(next);
      reveal(scroller.current, next.row);
    } else if (event.key === 'Enter' && focus !== undefined) {
      open(focus.column);
    } else if (event.key === 'Escape') {
      setFocus(undefined);
    } else {
      return;
    }
    event.preventDefault();
  };
  const facts = (cell: Cell) => cellFacts(props, cell);
  return (
    <Part
      title={t('criticalpath.heatmap.title', 'Time on the path by request')}
      note={t('criticalpath.heatmap.note', 'fast requests at the left, slow ones at the right')}
      aside={
        <HeatLegend colours={colours} least={words.length(nanos(0))} most={words.length(nanos(mostOf(heatmap)))} />
      }
    >
      <div
        ref={scroller}
        className={styles.scroller}
        role="application"
        aria-roledescription={t('criticalpath.heatmap.role', 'heatmap')}
        aria-label={t('criticalpath.heatmap.label', 'Operations by requests: arrows move, Enter opens the request')}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
        data-testid="clew-heatmap"
      >
        <div style={{ height: HeatSize.head + rows * HeatSize.row }}>
          <div className={styles.layer} style={{ height: size.height }}>
            <div className={styles.names} style={{ width: names }}>
              {heatmap.operations.map((row, line) => {
                const { service, operation } = many.operation(row);
                const y = HeatSize.head + line * HeatSize.row - top;
                return y < HeatSize.head - HeatSize.row || y > size.height ? null : (
                  <div key={row} className={styles.name} style={{ top: y }} title={words.service(service)}>
                    <span className={styles.chip} style={{ backgroundColor: look.service(service).line }} />
                    {words.operation(operation)} <span className={styles.quiet}>{words.service(service)}</span>
                  </div>
                );
              })}
              <div className={styles.total} style={{ height: HeatSize.head }}>
                {t('criticalpath.heatmap.total', 'Whole request')}
              </div>
            </div>
            <div
              className={styles.plot}
              style={{ left: names, width }}
              onPointerMove={(event) => {
                const cell = cellAt(event);
                setHover(cell && { ...cell, clientX: event.clientX, clientY: event.clientY });
              }}
              onPointerLeave={() => setHover(undefined)}
              onClick={() => hover !== undefined && open(hover.column)}
            >
              <Canvas width={width} height={size.height} draw={draw} />
            </div>
          </div>
        </div>
      </div>
      <div className="sr-only" aria-live="polite" data-testid="clew-heatmap-live">
        {focus === undefined
          ? ''
          : [cellTitle(props, focus), ...facts(focus).map(({ name, value }) => `${name} ${value}`)].join(', ')}
      </div>
      {hover !== undefined && options.tooltip.mode !== TooltipDisplayMode.None && (
        <Tip point={hover} title={cellTitle(props, hover)} facts={facts(hover)} />
      )}
    </Part>
  );
}

function cellTitle({ many, words }: ManyProps, { row }: Cell): string {
  const { service, operation } = many.operation(many.group.heatmap.operations[row] ?? -1);
  return `${words.service(service)} ${words.operation(operation)}`;
}

function cellFacts({ many, words }: ManyProps, { row, column }: Cell): readonly Fact[] {
  const { heatmap } = many.group;
  const time = heatmap.time[row * heatmap.columns + column] ?? 0;
  const total = heatmap.total[column] ?? 0;
  const traces = heatmap.traces[column] ?? 1;
  return [
    {
      name: t('criticalpath.heatmap.on-path', 'On the path'),
      value: `${words.length(nanos(time))} (${words.share(total === 0 ? 0 : time / total)})`,
    },
    { name: t('criticalpath.heatmap.request', 'Request'), value: words.length(nanos(total)) },
    {
      name: t('criticalpath.heatmap.rank', 'Rank'),
      value: t('criticalpath.heatmap.rank-value', '{{rank}} of {{all}}, fastest first', {
        rank: column + 1,
        all: heatmap.columns,
      }),
    },
    ...(traces > 1
      ? [
          {
            name: t('criticalpath.heatmap.mean', 'Mean of'),
            value: t('criticalpath.heatmap.mean-value', '{{count}} requests', { count: traces }),
          },
        ]
      : []),
  ];
}

function clamp(at: number, size: number): number {
  return Math.min(Math.max(0, at), Math.max(0, size - 1));
}

function reveal(element: HTMLElement | null, row: number): void {
  const y = row * HeatSize.row;
  if (
    element !== null &&
    (y < element.scrollTop || y + HeatSize.head + HeatSize.row > element.scrollTop + element.clientHeight)
  ) {
    element.scrollTop = y - element.clientHeight / 2;
  }
}

function getStyles(theme: GrafanaTheme2) {
  return {
    scroller: css({
      flex: '1 1 auto',
      minHeight: 0,
      overflowX: 'hidden',
      overflowY: 'auto',
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    layer: css({ overflow: 'hidden', position: 'sticky', top: 0 }),
    names: css({ bottom: 0, left: 0, overflow: 'hidden', position: 'absolute', top: 0 }),
    name: css({
      fontSize: theme.typography.bodySmall.fontSize,
      height: HeatSize.row,
      left: 0,
      lineHeight: `${HeatSize.row}px`,
      overflow: 'hidden',
      paddingRight: theme.spacing(1),
      position: 'absolute',
      right: 0,
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    }),
    total: css({
      alignItems: 'flex-end',
      background: GROUND,
      color: theme.colors.text.secondary,
      display: 'flex',
      fontSize: theme.typography.bodySmall.fontSize,
      left: 0,
      paddingBottom: 4,
      position: 'absolute',
      right: 0,
      top: 0,
    }),
    quiet: css({ color: theme.colors.text.secondary }),
    chip: css({
      borderRadius: 1,
      display: 'inline-block',
      height: 12,
      marginRight: 6,
      verticalAlign: 'middle',
      width: 3,
    }),
    plot: css({ bottom: 0, cursor: 'pointer', position: 'absolute', top: 0 }),
  };
}
