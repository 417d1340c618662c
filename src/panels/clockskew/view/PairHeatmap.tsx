import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { TooltipDisplayMode } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import React, { type KeyboardEvent, type PointerEvent, useCallback, useMemo, useRef, useState } from 'react';
import { raw } from '../../../ui';
import type { PairMatrix } from '../viewModel';
import { Canvas } from './Canvas';
import { cellFacts, cellTitle } from './facts';
import { PairLegend } from './PairLegend';
import { paintPairs } from './paintPairs';
import { Part } from './Part';
import { abbreviated, shortNames } from './names';
import { Tip } from './Tip';
import { useSize } from './useSize';
import type { ViewProps } from './viewProps';

interface Cell {
  readonly row: number;
  readonly column: number;
}

interface Hover extends Cell {
  readonly clientX: number;
  readonly clientY: number;
}

const MOVES: Readonly<Record<string, Cell>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
  Home: { row: 0, column: -Infinity },
  End: { row: 0, column: Infinity },
  PageUp: { row: -Infinity, column: 0 },
  PageDown: { row: Infinity, column: 0 },
};

const HEAD = { flat: 20, steep: 64 };
const CHARACTER = 6.4;
const CELL = { least: 13, widest: 160, highest: 60 };
const LEGEND_FROM = 380;
const LARGEST_NAME = 12;
const MOST_NAME_SHARE = 0.32;

interface Props extends ViewProps {
  readonly matrix: PairMatrix;
}

/** Node x node: how far the column's clock is ahead of the row's. */
export function PairHeatmap(props: Props) {
  const { matrix, look, options, settings, width, height } = props;
  const styles = useStyles2(getStyles);
  const scroller = useRef<HTMLDivElement>(null);
  const size = useSize(scroller, { width, height });
  const [scroll, setScroll] = useState({ left: 0, top: 0 });
  const [focus, setFocus] = useState<Cell>();
  const [hover, setHover] = useState<Hover>();
  const shape = geometry(matrix, size);
  const { names, head, cellWidth, cellHeight } = shape;
  const inner = { width: Math.max(1, size.width - names), height: Math.max(1, size.height - head) };
  const shown = hover ?? focus;
  const threshold = settings.thresholds.pair;
  const draw = useCallback(
    (context: CanvasRenderingContext2D) =>
      paintPairs(
        context,
        { matrix, threshold, cellWidth, cellHeight, ...scroll, width: inner.width, height: inner.height, focus: shown },
        look
      ),
    [matrix, threshold, cellWidth, cellHeight, scroll, inner.width, inner.height, shown, look]
  );
  const count = matrix.nodes.length;
  const cellAt = (event: PointerEvent<HTMLElement>): Cell | undefined => {
    const bounds = event.currentTarget.getBoundingClientRect();
    const row = Math.floor((event.clientY - bounds.top + scroll.top) / cellHeight);
    const column = Math.floor((event.clientX - bounds.left + scroll.left) / cellWidth);
    return row >= 0 && row < count && column >= 0 && column < count ? { row, column } : undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key];
    if (move !== undefined) {
      const next = focus === undefined ? { row: 0, column: Math.min(1, count - 1) } : moved(focus, move, count);
      setFocus(next);
      reveal(scroller.current, next, { cellWidth, cellHeight, ...inner });
    } else if (event.key === 'Escape' && focus !== undefined) {
      setFocus(undefined);
    } else {
      return;
    }
    event.preventDefault();
  };
  return (
    <Part
      title={t('clockskew.part.pairs', 'Node by node')}
      note={t('clockskew.pairs.note', 'the column’s clock against the row’s')}
      aside={size.width >= LEGEND_FROM && <PairLegend look={look} most={matrix.most} />}
    >
      <div
        ref={scroller}
        className={styles.scroller}
        role="application"
        aria-roledescription={t('clockskew.pairs.role', 'heatmap')}
        aria-label={t('clockskew.pairs.label', 'Offsets of {{count}} nodes by {{count}}: arrows move', { count })}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={({ currentTarget }) => setScroll({ left: currentTarget.scrollLeft, top: currentTarget.scrollTop })}
        data-testid="clew-pairs"
      >
        <div style={{ height: head + count * cellHeight, width: names + count * cellWidth }}>
          <div className={styles.layer} style={{ height: size.height, width: size.width }}>
            <Names {...shape} nodes={matrix.nodes} scroll={scroll} inner={inner} shown={shown} />
            <div
              className={styles.plot}
              style={{ left: names, top: head, ...inner }}
              onPointerMove={(event) => {
                const cell = cellAt(event);
                setHover(cell && { ...cell, clientX: event.clientX, clientY: event.clientY });
              }}
              onPointerLeave={() => setHover(undefined)}
            >
              <Canvas width={inner.width} height={inner.height} draw={draw} />
            </div>
          </div>
        </div>
      </div>
      <div className={styles.live} aria-live="polite" data-testid="clew-pairs-live">
        {focus !== undefined && (
          <>
            <b>{cellTitle(matrix, focus)}</b>{' '}
            {cellFacts(matrix, focus)
              .map(({ name, value }) => `${name}: ${value}`)
              .join(' · ')}
          </>
        )}
      </div>
      {hover !== undefined && options.tooltip.mode !== TooltipDisplayMode.None && (
        <Tip point={hover} title={cellTitle(matrix, hover)} facts={cellFacts(matrix, hover)} />
      )}
    </Part>
  );
}

interface Shape {
  /** Width of the names at the left, height of those at the top. */
  readonly names: number;
  readonly head: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly steep: boolean;
}

/** Cells take what room there is, down to a size at which they can still be pointed at; then the panel scrolls. */
function geometry({ nodes }: PairMatrix, size: { readonly width: number; readonly height: number }): Shape {
  const longest = lengthOf(shortNames(nodes, false));
  const names = Math.min(longest, size.width * MOST_NAME_SHARE, 160);
  const wide = Math.floor((size.width - names) / nodes.length);
  const cellWidth = Math.min(CELL.widest, Math.max(CELL.least, wide));
  const steep = cellWidth < lengthOf(shortNames(nodes, true));
  const head = steep ? HEAD.steep : HEAD.flat;
  const high = Math.floor((size.height - head) / nodes.length);
  return { names, head, cellWidth, cellHeight: Math.min(CELL.highest, Math.max(CELL.least, high)), steep };
}

function lengthOf(names: readonly string[]): number {
  return names.reduce((most, name) => Math.max(most, name.length), 0) * CHARACTER + 8;
}

interface NamesProps extends Shape {
  readonly nodes: readonly string[];
  readonly scroll: { readonly left: number; readonly top: number };
  readonly inner: { readonly width: number; readonly height: number };
  readonly shown: Cell | undefined;
}

/** Names of the rows and of the columns on the screen; where cells are narrow, those of columns stand upright. */
function Names({ nodes, names, head, cellWidth, cellHeight, steep, scroll, inner, shown }: NamesProps) {
  const styles = useStyles2(getStyles);
  const letters = (pixels: number) => Math.max(2, Math.floor(pixels / CHARACTER));
  const [left, top] = useMemo(() => {
    const whole = shortNames(nodes, false);
    const parts = shortNames(nodes, true);
    return [lengthOf(whole) <= names ? whole : parts, !steep && lengthOf(whole) <= cellWidth ? whole : parts];
  }, [nodes, names, steep, cellWidth]);
  return (
    <>
      <div className={styles.box} style={{ left: 0, top: head, width: names, height: inner.height }}>
        {nodes.map((name, at) => {
          const y = at * cellHeight - scroll.top;
          return y < -cellHeight || y > inner.height ? null : (
            <div
              key={name}
              title={name}
              className={cx(styles.name, shown?.row === at && styles.shown)}
              style={{
                top: y,
                fontSize: Math.min(LARGEST_NAME, cellHeight - 2),
                height: cellHeight,
                lineHeight: `${cellHeight}px`,
                width: names,
              }}
            >
              {abbreviated(left[at] ?? name, letters(names - 8))}
            </div>
          );
        })}
      </div>
      <div className={styles.box} style={{ left: names, top: 0, width: inner.width, height: head }}>
        {nodes.map((name, at) => {
          const x = at * cellWidth - scroll.left;
          return x < -cellWidth || x > inner.width ? null : (
            <div
              key={name}
              title={name}
              className={cx(styles.column, steep && styles.steep, shown?.column === at && styles.shown)}
              style={{ left: x, fontSize: Math.min(LARGEST_NAME, cellWidth - 2), width: cellWidth, height: head }}
            >
              {abbreviated(top[at] ?? name, letters(steep ? head - 8 : cellWidth - 4))}
            </div>
          );
        })}
      </div>
      <div className={styles.corner} style={{ width: names, height: head }} aria-hidden="true">
        {names > 90 && t('clockskew.pairs.corner', '{{of}} − {{against}}', raw({ of: '→', against: '↓' }))}
      </div>
    </>
  );
}

function moved(from: Cell, by: Cell, count: number): Cell {
  const clamp = (at: number) => Math.min(Math.max(0, at), count - 1);
  return { row: clamp(from.row + by.row), column: clamp(from.column + by.column) };
}

interface Sight {
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly width: number;
  readonly height: number;
}

function reveal(element: HTMLElement | null, cell: Cell, { cellWidth, cellHeight, width, height }: Sight): void {
  if (element === null) {
    return;
  }
  const [x, y] = [cell.column * cellWidth, cell.row * cellHeight];
  if (x < element.scrollLeft || x + cellWidth > element.scrollLeft + width) {
    element.scrollLeft = x - width / 2;
  }
  if (y < element.scrollTop || y + cellHeight > element.scrollTop + height) {
    element.scrollTop = y - height / 2;
  }
}

function getStyles(theme: GrafanaTheme2) {
  return {
    scroller: css({
      flex: '1 1 auto',
      minHeight: 0,
      overflow: 'auto',
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    layer: css({ left: 0, overflow: 'hidden', position: 'sticky', top: 0 }),
    plot: css({ position: 'absolute' }),
    box: css({ overflow: 'hidden', position: 'absolute' }),
    name: css({
      color: theme.colors.text.secondary,
      overflow: 'hidden',
      paddingRight: 6,
      position: 'absolute',
      textAlign: 'right',
      whiteSpace: 'nowrap',
    }),
    column: css({
      color: theme.colors.text.secondary,
      lineHeight: '18px',
      overflow: 'hidden',
      position: 'absolute',
      textAlign: 'center',
      whiteSpace: 'nowrap',
    }),
    steep: css({
      alignItems: 'center',
      display: 'flex',
      justifyContent: 'flex-start',
      lineHeight: 1,
      paddingTop: 4,
      transform: 'rotate(180deg)',
      writingMode: 'vertical-rl',
    }),
    shown: css({ color: theme.colors.text.maxContrast, fontWeight: theme.typography.fontWeightMedium }),
    corner: css({
      color: theme.colors.text.disabled,
      fontSize: theme.typography.bodySmall.fontSize,
      left: 0,
      paddingRight: 6,
      position: 'absolute',
      textAlign: 'right',
      top: 0,
    }),
    live: css({
      color: theme.colors.text.secondary,
      flex: '0 0 auto',
      fontSize: theme.typography.bodySmall.fontSize,
      maxHeight: 34,
      overflow: 'hidden',
      '& b': { color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium },
    }),
  };
}
