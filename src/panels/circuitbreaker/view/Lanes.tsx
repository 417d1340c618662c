import { t } from '@grafana/i18n';
import { TooltipDisplayMode } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import React, { type KeyboardEvent, useCallback, useId, useMemo, useRef, useState } from 'react';
import { Canvas, clockTicks, plotStyles, timeAt, usePlotPointer, useSize } from '../../../ui';
import { type Focus, focusAfter, type Lane } from '../viewModel';
import { intervalSentence } from './facts';
import { labeller } from './labels';
import { laneUnder } from './laneHover';
import { LaneRow } from './LaneRow';
import { AXIS_HEIGHT, type LaneShape, laneShape } from './laneShape';
import { LaneTip } from './LaneTip';
import { paint } from './paint';
import { TimeAxis } from './TimeAxis';
import { useDrawn } from './useDrawn';
import type { ViewProps } from './viewProps';

const PIXELS_PER_TICK = 90;

/** Breakers as lanes on one time axis: names at the left, states and calls at the right. */
export function Lanes(props: ViewProps) {
  const { lanes, options, look, origin, window, timeZone, focus, onFocus, onOpen } = props;
  const styles = useStyles2(plotStyles);
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const size = useSize(scroller, { width: props.width, height: props.height });
  const [top, setTop] = useState(0);
  const counted = useMemo(() => lanes.some(({ breaker }) => breaker.calls !== undefined), [lanes]);
  const shape = laneShape(lanes.length, size.height, counted && options.showCalls);
  const left = namesWidth(size.width);
  const width = Math.max(40, size.width - left);
  const height = lanes.length * shape.height;
  // A scroll position of before, when there were more lanes, is not one.
  const seen = Math.max(0, Math.min(top, height - size.height));
  const drawn = useDrawn({ lanes, shape, window, width, height: size.height, top: seen });
  const ticks = useMemo(
    () => clockTicks(window, origin, timeZone, Math.max(2, Math.floor(width / PIXELS_PER_TICK))),
    [window, origin, timeZone, width]
  );
  const labels = useMemo(() => labeller(look), [look]);
  const { point, brush, handlers } = usePlotPointer({
    plot,
    onClick: (at) => {
      const place = laneUnder(at, drawn, shape)?.place;
      if (place !== undefined) {
        onOpen(place);
      }
    },
    onBrush: ({ from, to }) =>
      props.onRange({
        from: timeAt(Math.max(0, from), window, width),
        to: timeAt(Math.min(width, to), window, width),
      }),
  });
  const hover = point && brush === undefined ? laneUnder(point, drawn, shape) : undefined;
  const lane = hover?.place.lane;
  const interval = hover?.place.interval;
  const hovered = useMemo(
    () => (lane === undefined || interval === undefined ? undefined : { lane, interval }),
    [lane, interval]
  );
  const draw = useCallback(
    (context: CanvasRenderingContext2D) =>
      paint(context, {
        lanes: drawn,
        shape,
        look,
        window,
        ticks,
        width,
        height: size.height,
        focus,
        hover: hovered,
        labels,
      }),
    [drawn, shape, look, window, ticks, width, size.height, focus, hovered, labels]
  );
  const goTo = (next: Focus) => {
    onFocus(next);
    reveal(scroller.current, lanes.findIndex(({ key }) => key === next.lane) * shape.height, shape.height);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey) {
      return;
    }
    const next = focusAfter(lanes, focus, { key: event.key, ctrl: event.ctrlKey }, size.height / shape.height);
    if (next !== undefined) {
      goTo(next);
    } else if (event.key === 'Enter' && focus !== undefined) {
      onOpen(focus);
    } else if (event.key === 'Escape') {
      onOpen(undefined);
      onFocus(undefined);
    } else {
      return;
    }
    event.preventDefault();
  };
  const focused = lanes.find(({ key }) => key === focus?.lane);
  const clock = { origin, timeZone };
  return (
    <div className={styles.root} data-testid="clew-lanes" data-lanes={lanes.length}>
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        aria-label={t('breaker.lanes.label', 'Circuit breakers over time')}
        aria-describedby={`${id}-help`}
        aria-rowcount={lanes.length}
        aria-activedescendant={focused === undefined ? undefined : rowId(id, focused)}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <div style={{ height: Math.max(height, size.height - 1) }} role="presentation">
          <div className={styles.layer} style={{ height: size.height }} role="presentation">
            <div className={styles.names} style={{ width: left }} role="presentation">
              {drawn.map(({ lane, y, row }) => (
                <LaneRow
                  key={lane.key}
                  id={rowId(id, lane)}
                  lane={lane}
                  row={row}
                  top={y}
                  shape={shape}
                  focused={lane.key === focus?.lane ? focus : undefined}
                  look={look}
                  clock={clock}
                  onOpen={onOpen}
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
      <TimeAxis
        ticks={ticks}
        window={window}
        origin={origin}
        timeZone={timeZone}
        left={left}
        width={width}
        height={AXIS_HEIGHT}
      />
      <div id={`${id}-help`} className="sr-only">
        {t(
          'breaker.lanes.help',
          'Up and down go from breaker to breaker, left and right from state to state, Home and End to the first and last state, Enter opens the details, Escape closes them.'
        )}
      </div>
      <div className="sr-only" aria-live="polite" data-testid="clew-live">
        {focused !== undefined && focus !== undefined ? intervalSentence(focused, focus.interval, clock) : ''}
      </div>
      {hover !== undefined && options.tooltip.mode !== TooltipDisplayMode.None && (
        <LaneTip hover={hover} options={options} look={look} clock={clock} window={window} width={width} />
      )}
    </div>
  );
}

function rowId(id: string, { key }: Lane): string {
  return `${id}-${key.replace(/[^\w-]/g, '_')}`;
}

const NAMES_SHARE = 0.3;
const NAMES_LEAST = 120;
const NAMES_MOST = 330;

function namesWidth(width: number): number {
  return Math.round(Math.min(NAMES_MOST, Math.max(NAMES_LEAST, width * NAMES_SHARE)));
}

function reveal(element: HTMLElement | null, y: number, height: LaneShape['height']): void {
  if (element !== null && (y < element.scrollTop || y + height > element.scrollTop + element.clientHeight)) {
    element.scrollTop = y < element.scrollTop ? y : y + height - element.clientHeight;
  }
}
