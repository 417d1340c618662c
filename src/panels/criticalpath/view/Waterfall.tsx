import { t } from '@grafana/i18n';
import { TooltipDisplayMode } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import React, { type KeyboardEvent, useCallback, useId, useMemo, useRef, useState } from 'react';
import { Canvas, plotStyles, timeAt, type TimeSpan, usePlotPointer, usePlotWheel, useSize } from '../../../ui';
import {
  Line,
  makeScene,
  type OneTrace,
  panBy,
  reveal,
  rowAt,
  stepFrom,
  type Step,
  visibleLines,
  within,
  zoomAt,
} from '../viewModel';
import { describeSpan } from './facts';
import { keyCommand } from './keys';
import { NameRow, nameRowStyles } from './NameRow';
import { paint } from './paint';
import { SpanTip } from './SpanTip';
import { useLazy } from './useLazy';
import type { ViewProps } from './viewProps';
import { useTicks, WaterfallHead } from './WaterfallHead';

interface Props extends ViewProps {
  readonly one: OneTrace;
}

/** Spans as lines on one time axis, with the path drawn on them: names at the left, bars at the right. */
export function Waterfall(props: Props) {
  const { one, state, dispatch, look, words, options } = props;
  const { trace, extent } = one;
  const styles = useStyles2(plotStyles);
  const rowStyles = useStyles2(nameRowStyles);
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const size = useSize(scroller, props);
  const [top, setTop] = useState(0);
  const left = namesWidth(size.width);
  const width = Math.max(50, size.width - left);
  const window = useWindow(one, state.zoom);
  const lines = useMemo(
    () => visibleLines(trace, one.tree, { folded: state.folded, only: state.onlyPath ? one.path.onPath : undefined }),
    [trace, one, state.folded, state.onlyPath]
  );
  const drags = useLazy(one.drags, trace.size);
  const height = lines.rows.length * Line.height;
  // A scroll position of before, when there were more lines, is not one.
  const seen = Math.max(0, Math.min(top, height - size.height));
  const scene = useMemo(
    () =>
      makeScene({
        one,
        lines,
        window,
        width,
        height: size.height,
        top: seen,
        words: { length: words.length, onPath: words.onPath, measure: look.measure },
      }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- labels say the drag once it is known
    [one, lines, window, width, size.height, seen, words, look, drags]
  );
  const ticks = useTicks(window, width);
  const setWindow = useCallback(
    (next: TimeSpan) =>
      dispatch({
        kind: 'zoom',
        zoom: next === extent ? undefined : { traceId: trace.traceId, from: next.from, to: next.to },
      }),
    [dispatch, trace, extent]
  );
  const open = (row: number | undefined) =>
    dispatch({ kind: 'open', span: row === undefined ? undefined : trace.spanId[row] });
  const { point, brush, handlers } = usePlotPointer({
    plot,
    onClick: ({ y }) => open(rowAt(lines, y + seen)),
    onBrush: ({ from, to }) =>
      setWindow(within({ from: timeAt(from, window, width), to: timeAt(to, window, width) }, extent)),
  });
  usePlotWheel({ plot, window, extent, width, onWindow: setWindow, zoomAt, panBy });
  const hover = brush === undefined ? point : undefined;
  const hovered = hover === undefined ? undefined : rowAt(lines, hover.y + seen);
  const focus = useMemo(() => trace.spanId.indexOf(state.focus ?? '\u0000'), [trace, state.focus]);

  const goTo = (row: number) => {
    if (row < 0) {
      return;
    }
    dispatch({ kind: 'focus', span: trace.spanId[row] });
    const start = trace.start[row] ?? 0;
    const next = reveal(window, start, start + (trace.duration[row] ?? 0), extent);
    if (next !== window) {
      setWindow(next);
    }
    scrollTo(scroller.current, (lines.lineOf[row] ?? 0) * Line.height);
  };
  const step = (which: Step) => goTo(stepFrom(one, lines, focus, which, size.height));
  const isFolded = focus >= 0 && state.folded.has(trace.spanId[focus] ?? '');
  const hasChildren = (one.tree.below[focus] ?? 1) > 1;
  const fold = () => dispatch({ kind: 'fold', span: trace.spanId[focus] ?? '' });
  const clear = () =>
    dispatch(state.open === undefined ? { kind: 'focus', span: undefined } : { kind: 'open', span: undefined });
  const onKeyDown = (event: KeyboardEvent) => {
    const command = keyCommand(event, window, extent, focus < 0 ? undefined : trace.start[focus]);
    if (command === undefined) {
      return;
    }
    event.preventDefault();
    switch (command.kind) {
      case 'window':
        return setWindow(command.window);
      case 'reset':
        return setWindow(extent);
      case 'step':
        return step(command.step);
      case 'into':
        return isFolded ? fold() : step('child');
      case 'out':
        return hasChildren && !isFolded ? fold() : step('parent');
      case 'open':
        return focus < 0 ? undefined : open(focus);
      case 'clear':
        return clear();
    }
  };
  const { service } = state;
  const hoveredRow = hovered ?? -1;
  const draw = useCallback(
    (context: CanvasRenderingContext2D) =>
      paint(context, {
        one,
        scene,
        look,
        window,
        ticks,
        width,
        height: size.height,
        top: seen,
        service,
        focus,
        hover: hoveredRow,
      }),
    [one, scene, look, window, ticks, width, size.height, seen, service, focus, hoveredRow]
  );
  return (
    <div className={styles.root} data-testid="clew-waterfall">
      <WaterfallHead {...props} window={window} ticks={ticks} left={left} lines={lines.rows.length} />
      <div
        ref={scroller}
        className={styles.scroller}
        role="treegrid"
        aria-label={t('criticalpath.waterfall.label', 'Spans of the trace; those on the critical path are marked')}
        aria-describedby={`${id}-help`}
        aria-rowcount={lines.rows.length}
        aria-activedescendant={focus < 0 ? undefined : `${id}-${focus}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <div style={{ height: Math.max(height, size.height - 1) }} role="presentation">
          <div className={styles.layer} style={{ height: size.height }} role="presentation">
            <div className={styles.names} style={{ width: left }} role="presentation">
              {scene.bars.map((bar, slot) => (
                <NameRow
                  key={slot}
                  id={`${id}-${bar.row}`}
                  one={one}
                  row={bar.row}
                  line={scene.first + slot}
                  top={bar.y - Line.height / 2 - seen}
                  width={left}
                  folded={state.folded.has(trace.spanId[bar.row] ?? '')}
                  focused={bar.row === focus}
                  quiet={service !== undefined && service !== trace.services[trace.service[bar.row] ?? -1]?.key}
                  styles={rowStyles}
                  look={look}
                  words={words}
                  dispatch={dispatch}
                />
              ))}
            </div>
            <div ref={plot} className={styles.plot} style={{ left, width }} role="presentation" {...handlers}>
              <Canvas width={width} height={size.height} draw={draw} />
              {brush !== undefined && (
                <div className={styles.brush} style={{ left: brush.from, width: brush.to - brush.from }} />
              )}
            </div>
          </div>
        </div>
      </div>
      <div id={`${id}-help`} className="sr-only">
        {t(
          'criticalpath.waterfall.help',
          'Up and down go from span to span, right and left unfold and fold, p goes to the next span on the path, e to the next error, Enter opens the details, plus and minus zoom, 0 shows everything.'
        )}
      </div>
      <div className="sr-only" aria-live="polite" data-testid="clew-live">
        {focus < 0 ? '' : describeSpan(one, focus, words)}
      </div>
      {hover !== undefined && hovered !== undefined && options.tooltip.mode !== TooltipDisplayMode.None && (
        <SpanTip {...props} row={hovered} point={hover} time={timeAt(hover.x, window, width)} />
      )}
    </div>
  );
}

/** The zoom, as long as it is one of this trace. */
function useWindow({ trace, extent }: OneTrace, zoom: Props['state']['zoom']): TimeSpan {
  return useMemo(
    () => (zoom?.traceId === trace.traceId ? { from: zoom.from, to: zoom.to } : extent),
    [zoom, trace, extent]
  );
}

const NAMES_SHARE = 0.36;
const NAMES_LEAST = 130;
const NAMES_MOST = 380;

function namesWidth(width: number): number {
  return Math.round(Math.min(NAMES_MOST, Math.max(NAMES_LEAST, width * NAMES_SHARE)));
}

function scrollTo(element: HTMLElement | null, y: number): void {
  if (element !== null && (y < element.scrollTop || y + Line.height > element.scrollTop + element.clientHeight)) {
    element.scrollTop = y - element.clientHeight / 2;
  }
}
