import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { TooltipDisplayMode } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import React, { type KeyboardEvent, type PointerEvent, useCallback, useRef, useState } from 'react';
import type { PairMatrix } from '../viewModel';
import { cellFacts, cellTitle } from './facts';
import { LiveFacts } from './LiveFacts';
import { type Cell, moved, MOVES, reveal } from './pairCells';
import { PairLegend } from './PairLegend';
import { PairNames } from './PairNames';
import { pairShape } from './pairShape';
import { paintPairs } from './paintPairs';
import type { ViewProps } from './viewProps';
import { Canvas, Part, Tip, useSize } from '../../../ui';

interface Hover extends Cell {
  readonly clientX: number;
  readonly clientY: number;
}

const LEGEND_FROM = 380;

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
  const shape = pairShape(matrix, size);
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
            <PairNames {...shape} nodes={matrix.nodes} scroll={scroll} inner={inner} shown={shown} />
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
      <LiveFacts
        title={focus && cellTitle(matrix, focus)}
        facts={focus === undefined ? [] : cellFacts(matrix, focus)}
        testId="clew-pairs-live"
      />
      {hover !== undefined && options.tooltip.mode !== TooltipDisplayMode.None && (
        <Tip point={hover} title={cellTitle(matrix, hover)} facts={cellFacts(matrix, hover)} />
      )}
    </Part>
  );
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
  };
}
