import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { type KeyboardEvent, useCallback, useId, useMemo, useRef, useState } from 'react';
import {
  type Brush,
  Canvas,
  type PlotPoint,
  plotStyles,
  timeAt,
  type TimeSpan,
  usePlotPointer,
  usePlotWheel,
  useSize,
} from '../../../ui';
import {
  findItem,
  hitTest,
  itemKey,
  itemRect,
  panBy,
  reveal,
  type Step,
  stepFrom,
  toDashboardRange,
  toZoom,
  zoomAt,
} from '../viewModel';
import { describeItem } from './facts';
import { HoverTip } from './HoverTip';
import { keyCommand } from './keys';
import { LaneHeader } from './LaneHeader';
import { MarkerBand } from './MarkerBand';
import { Overlay } from './Overlay';
import { paint } from './paint';
import { TimeAxis } from './TimeAxis';
import { useHoverEvents } from './useHoverEvents';
import { useScene } from './useScene';
import { useStableScroll } from './useStableScroll';
import type { ViewProps } from './viewProps';
import { summaryText } from './words';

/** Lanes on one time axis: names at the left, the drawing at the right, the axis below. */
export function LanesView(props: ViewProps) {
  const { timeline, state, dispatch, look, options, timeZone, order } = props;
  const styles = useStyles2(getStyles);
  const helpId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const size = useSize(scroller, props.fallback);
  const [top, setTop] = useState(0);
  const left = headerWidth(size.width);
  const plotSize = useMemo(() => ({ width: Math.max(50, size.width - left), height: size.height }), [size, left]);
  const scene = useScene(props, plotSize, top);
  const { window, layout } = scene;
  const events = useHoverEvents(props.eventBus, timeline.origin);
  const focus = useMemo(() => findItem(timeline, state.focus), [timeline, state.focus]);
  const open = useMemo(() => findItem(timeline, state.open), [timeline, state.open]);
  useStableScroll(scroller, layout);

  const setWindow = useCallback(
    (next: TimeSpan) => dispatch({ kind: 'zoom', zoom: toZoom(next, timeline.origin) }),
    [dispatch, timeline.origin]
  );
  const openItem = useCallback(
    (item: number) => dispatch({ kind: 'open', key: itemKey(timeline, item) }),
    [dispatch, timeline]
  );
  const { onDashboardRange } = props;
  const timeOf = (x: number) => timeAt(x, window, plotSize.width);
  const onBrush = (stretch: Brush, { altKey }: { readonly altKey: boolean }) => {
    const span = { from: timeOf(stretch.from), to: timeOf(stretch.to) };
    // Alt does the other one of the two things that a brush can do.
    if ((options.brush === 'dashboard') !== altKey) {
      onDashboardRange(toDashboardRange(span, timeline.origin));
    } else {
      setWindow(span);
    }
  };
  const under = ({ x, y }: PlotPoint) => hitTest(scene.input, scene.scene, x, y);
  const onClick = (at: PlotPoint) => {
    const hit = under(at);
    dispatch({ kind: 'open', key: hit?.kind === 'item' ? itemKey(timeline, hit.item) : undefined });
  };
  const onMove = (to: PlotPoint | undefined) => events.tell(to && timeOf(to.x));
  const { point, brush, handlers } = usePlotPointer({ plot, onMove, onClick, onBrush });
  const hover = point && { ...point, time: timeOf(point.x), hit: under(point) };
  usePlotWheel({
    plot,
    window,
    extent: timeline.extent,
    width: plotSize.width,
    onWindow: setWindow,
    zoomAt,
    panBy,
  });

  const goTo = (step: Step) => {
    const item = stepFrom(order, timeline.items, focus, step);
    if (item < 0) {
      return;
    }
    dispatch({ kind: 'focus', key: itemKey(timeline, item) });
    const next = reveal(window, timeline.items.time[item] ?? 0, timeline.items.end[item] ?? 0);
    if (next !== window) {
      setWindow(next);
    }
    scrollTo(scroller.current, itemRect(scene.input, undefined, item)?.y);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const command = keyCommand(event, window, timeline.extent, timeline.items.time[focus]);
    if (command === undefined) {
      return;
    }
    event.preventDefault();
    switch (command.kind) {
      case 'window':
        return setWindow(command.window);
      case 'reset':
        return dispatch({ kind: 'zoom', zoom: undefined });
      case 'step':
        return goTo(command.step);
      case 'open':
        return focus < 0 ? undefined : openItem(focus);
      case 'clear':
        return dispatch(
          state.open === undefined ? { kind: 'focus', key: undefined } : { kind: 'open', key: undefined }
        );
    }
  };

  const draw = useCallback(
    (context: CanvasRenderingContext2D) =>
      paint(context, { scene: scene.scene, look, window, ticks: scene.ticks, ...plotSize, top }),
    [scene.scene, look, window, scene.ticks, plotSize, top]
  );
  const headers = useMemo(
    () =>
      layout.boxes
        .filter((box) => box.top < top + plotSize.height && box.top + box.height > top)
        .map((box) => (
          <LaneHeader
            key={box.lane.service.key}
            timeline={timeline}
            box={box}
            colour={look.lanes[box.index]?.line ?? ''}
            width={left}
            window={window}
            onToggle={(key) => dispatch({ kind: 'toggle-lane', key })}
          />
        )),
    [layout, top, plotSize.height, timeline, look, left, window, dispatch]
  );
  return (
    <div className={styles.root}>
      <MarkerBand timeline={timeline} scene={scene} left={left} onOpen={openItem} />
      <div
        ref={scroller}
        className={cx(styles.scroller, styles.below)}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
        data-testid="clew-lanes"
      >
        <div style={{ height: Math.max(layout.height, size.height - 1), position: 'relative' }}>
          {headers}
          <div
            ref={plot}
            className={styles.plot}
            style={{ left, width: plotSize.width }}
            role="application"
            aria-roledescription={t('timeline.lanes.role', 'timeline')}
            aria-label={summaryText(timeline)}
            aria-describedby={helpId}
            tabIndex={0}
            onKeyDown={onKeyDown}
            onDoubleClick={() => dispatch({ kind: 'zoom', zoom: undefined })}
            {...handlers}
          >
            <div className={styles.visible}>
              <Canvas {...plotSize} draw={draw} />
            </div>
            <Overlay scene={scene} crosshair={hover?.time ?? events.foreign} brush={brush} focus={focus} open={open} />
          </div>
        </div>
      </div>
      <TimeAxis
        timeline={timeline}
        window={window}
        ticks={scene.ticks}
        left={left}
        width={plotSize.width}
        axis={options.axis}
        timeZone={timeZone}
      />
      <div id={helpId} className="sr-only">
        {t(
          'timeline.lanes.help',
          'Left and right move in time, plus and minus zoom, 0 shows everything. Up and down go from one item to the next, e to the next error, Enter opens its details, Escape closes them.'
        )}
      </div>
      <div className="sr-only" aria-live="polite" data-testid="clew-live">
        {focus < 0 ? '' : describeItem(timeline, focus)}
      </div>
      {hover !== undefined && brush === undefined && (
        <HoverTip
          timeline={timeline}
          scene={scene}
          look={look}
          hover={hover}
          mode={options.tooltip.mode}
          timeZone={timeZone}
        />
      )}
    </div>
  );
}

const WIDE = 900;
const MEDIUM = 600;

/** Names take less room where there is less. */
function headerWidth(width: number): number {
  if (width >= WIDE) {
    return 200;
  }
  return width >= MEDIUM ? 160 : 124;
}

const SCROLL_MARGIN = 30;

function scrollTo(element: HTMLElement | null, y: number | undefined): void {
  if (element === null || y === undefined) {
    return;
  }
  if (y < element.scrollTop + SCROLL_MARGIN || y > element.scrollTop + element.clientHeight - SCROLL_MARGIN) {
    element.scrollTop = y - element.clientHeight / 2;
  }
}

function getStyles(theme: GrafanaTheme2) {
  return {
    ...plotStyles(theme),
    below: css({ borderBottom: `1px solid ${theme.colors.border.weak}` }),
    visible: css({ position: 'sticky', top: 0 }),
  };
}
