import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { TooltipDisplayMode } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import React, { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import { addNanos, nanos } from '../../../engine/units';
import { type Fact, formatMoment, Part, Tip, useSize } from '../../../ui';
import { type ClockCurve, pointAt } from '../viewModel';
import { Axes, Curve } from './chartParts';
import { chartScale, named, nearest } from './chartScale';
import { LiveFacts } from './LiveFacts';
import { knownText } from './TimeTable';
import type { ViewProps } from './viewProps';
import { driftText, offsetText, rangeText } from './words';

interface Props extends ViewProps {
  readonly curves: readonly ClockCurve[];
}

interface Place {
  readonly curve: number;
  /** Nanoseconds after the collection's origin. */
  readonly time: number;
}

interface Hover extends Place {
  readonly clientX: number;
  readonly clientY: number;
}

const TIME_STEPS = 40;

/** Every clock over time against the reference of its group; those beyond the threshold have a colour and a name. */
export function TimeChart(props: Props) {
  const { curves, clocks, look, options, settings, timeZone, width, height } = props;
  const styles = useStyles2(getStyles);
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box, { width, height });
  const [focus, setFocus] = useState<Place>();
  const [hover, setHover] = useState<Hover>();
  const scale = useMemo(
    () => chartScale(curves, clocks, settings.thresholds.node, size),
    [curves, clocks, settings, size]
  );
  const { from, to } = clocks.span;
  const marked = useMemo(
    () => new Set(clocks.nodes.filter(({ verdict }) => verdict.level !== 'info').map(({ node }) => node.node)),
    [clocks]
  );
  const names = useMemo(
    () =>
      named(
        curves.filter(({ node }) => marked.has(node.node)),
        scale
      ),
    [curves, marked, scale]
  );
  const shown = hover ?? focus;
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const bounds = event.currentTarget.getBoundingClientRect();
    const place = nearest(curves, scale, { x: event.clientX - bounds.left, y: event.clientY - bounds.top });
    setHover(place && { ...place, clientX: event.clientX, clientY: event.clientY });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = step(focus, event.key, curves.length, { from, to });
    if (next === 'no key') {
      return;
    }
    setFocus(next);
    event.preventDefault();
  };
  const facts = (place: Place) => placeFacts(props, place);
  const ordered = curves
    .map((curve, at) => ({ curve, at }))
    // What stands out is drawn last, over the others.
    .sort((a, b) => Number(marked.has(a.curve.node.node)) - Number(marked.has(b.curve.node.node)));
  const nameOf = (place: Place) => curves[place.curve]?.node.node ?? '';
  return (
    <Part
      title={t('clockskew.part.time', 'Over time')}
      note={
        scale.logarithmic
          ? t('clockskew.time.note-log', 'against the reference, logarithmic beyond the threshold')
          : t('clockskew.time.note-bands', 'against the reference, with what the requests allow')
      }
    >
      <div
        ref={box}
        className={styles.box}
        role="application"
        aria-roledescription={t('clockskew.time.role', 'chart')}
        aria-label={t('clockskew.time.label', 'Clocks over time: up and down change the node, left and right the time')}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setHover(undefined)}
        data-testid="clew-time"
      >
        <svg width={size.width} height={size.height} aria-hidden="true" className={styles.svg}>
          <Axes
            scale={scale}
            theme={look.theme}
            timeZone={timeZone}
            origin={clocks.report.origin}
            threshold={settings.thresholds.node}
          />
          {ordered.map(({ curve, at }) => (
            <Curve
              key={curve.node.node}
              curve={curve}
              scale={scale}
              look={look}
              colour={marked.has(curve.node.node) ? look.curve([...marked].indexOf(curve.node.node)) : undefined}
              dash={marked.has(curve.node.node) ? [...marked].indexOf(curve.node.node) : 0}
              named={names.has(curve.node.node)}
              shown={shown?.curve === at}
              time={shown?.curve === at ? shown.time : undefined}
            />
          ))}
        </svg>
      </div>
      <LiveFacts
        title={focus && nameOf(focus)}
        facts={focus === undefined ? [] : facts(focus)}
        testId="clew-time-live"
      />
      {hover !== undefined && options.tooltip.mode !== TooltipDisplayMode.None && (
        <Tip point={hover} title={nameOf(hover)} facts={facts(hover)} />
      )}
    </Part>
  );
}

function step(
  focus: Place | undefined,
  key: string,
  curves: number,
  { from, to }: { readonly from: number; readonly to: number }
): Place | undefined | 'no key' {
  if (key === 'Escape') {
    return focus === undefined ? 'no key' : undefined;
  }
  const at = focus ?? { curve: -1, time: (from + to) / 2 };
  const rows: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };
  const times: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, Home: -TIME_STEPS, End: TIME_STEPS };
  if (rows[key] === undefined && times[key] === undefined) {
    return 'no key';
  }
  const curve = Math.min(curves - 1, Math.max(0, at.curve + (rows[key] ?? 0)));
  const time = Math.min(to, Math.max(from, at.time + ((times[key] ?? 0) * (to - from)) / TIME_STEPS));
  return { curve, time };
}

function placeFacts({ curves, clocks, timeZone }: Props, place: Place): readonly Fact[] {
  const curve = curves[place.curve];
  const point = curve && pointAt(curve, place.time);
  if (curve === undefined || point === undefined) {
    return [];
  }
  return [
    {
      name: t('clockskew.time.at', 'Time'),
      value: formatMoment(addNanos(clocks.report.origin, nanos(point.time)), timeZone),
    },
    { name: t('clockskew.fact.offset', 'Offset'), value: offsetText(point) },
    { name: t('clockskew.fact.interval', 'Interval'), value: rangeText(point) },
    { name: t('clockskew.fact.drift', 'Drift'), value: driftText(curve.node.drift) },
    { name: t('clockskew.time.known', 'Known'), value: knownText(curve.node.reference, curve.direct) },
  ];
}

function getStyles(theme: GrafanaTheme2) {
  return {
    box: css({
      flex: '1 1 auto',
      minHeight: 0,
      overflow: 'hidden',
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    svg: css({ display: 'block' }),
  };
}
