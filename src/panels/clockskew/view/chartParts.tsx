import type { GrafanaTheme2 } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { area, line } from 'd3';
import React from 'react';
import { addNanos, type EpochNs, nanos } from '../../../engine/units';
import { formatClock } from '../../../ui';
import { type ClockCurve, type ClockPoint, pointAt } from '../viewModel';
import type { ChartScale } from './chartScale';
import type { Look } from './look';
import { signedText } from './words';

interface AxesProps {
  readonly scale: ChartScale;
  readonly theme: GrafanaTheme2;
  readonly timeZone: TimeZone;
  readonly origin: EpochNs;
  readonly threshold: number;
}

const FONT_SIZE = 11;

/** The grid, the zero line, the thresholds where they are in sight. */
export function Axes({ scale, theme, timeZone, origin, threshold }: AxesProps) {
  const { left, right, bottom, x, y } = scale;
  const limits = [-threshold, threshold].filter((at) => at > scale.low && at < scale.high);
  const step = scale.timeTicks.length > 1 ? (scale.timeTicks[1] ?? 0) - (scale.timeTicks[0] ?? 0) : 1e9;
  const text = { fill: theme.colors.text.secondary, fontSize: FONT_SIZE };
  return (
    <g>
      {scale.offsetTicks.map((at) => (
        <g key={at}>
          <line x1={left} x2={right} y1={y(at)} y2={y(at)} stroke={theme.colors.border.weak} />
          <text {...text} x={left - 6} y={y(at) + 4} textAnchor="end">
            {signedText(at)}
          </text>
        </g>
      ))}
      <line x1={left} x2={right} y1={y(0)} y2={y(0)} stroke={theme.colors.border.strong} />
      {limits.map((at) => (
        <line
          key={at}
          x1={left}
          x2={right}
          y1={y(at)}
          y2={y(at)}
          stroke={theme.colors.warning.border}
          strokeDasharray="2 4"
        />
      ))}
      {scale.timeTicks.map((at) => (
        <text {...text} key={at} x={x(at)} y={bottom + 15} textAnchor="middle">
          {formatClock(addNanos(origin, nanos(at)), timeZone, Math.max(1e9, step))}
        </text>
      ))}
    </g>
  );
}

interface CurveProps {
  readonly curve: ClockCurve;
  readonly scale: ChartScale;
  readonly look: Look;
  /** Of a clock beyond the threshold. */
  readonly colour: string | undefined;
  readonly dash: number;
  /** Whether there is room for its name. */
  readonly named: boolean;
  readonly shown: boolean;
  readonly time: number | undefined;
}

/** Curves that have a colour have a pattern too. */
const DASHES = [undefined, '7 3', '2 3', '9 3 2 3'];

/** One clock: a band of what is allowed, the estimate, and where it was set. */
export function Curve({ curve, scale, look, colour, dash, named, shown, time }: CurveProps) {
  const { theme } = look;
  const stroke = shown ? theme.colors.text.maxContrast : (colour ?? theme.colors.text.disabled);
  const clip = (y: number) => Math.min(scale.bottom, Math.max(scale.top, y));
  const path = line<ClockPoint>(
    (point) => scale.x(point.time),
    (point) => scale.y(point.offset)
  );
  const band = area<ClockPoint>(
    (point) => scale.x(point.time),
    (point) => clip(scale.y(point.low)),
    (point) => clip(scale.y(point.high))
  ).defined(({ low, high }) => Number.isFinite(low) && Number.isFinite(high));
  const last = curve.pieces.at(-1)?.at(-1);
  const point = time === undefined ? undefined : pointAt(curve, time);
  return (
    <g>
      {curve.pieces.map((piece, at) => (
        <g key={at}>
          {(colour !== undefined || shown) && <path d={band(piece) ?? ''} fill={stroke} fillOpacity={0.16} />}
          <path
            d={path(piece) ?? ''}
            fill="none"
            stroke={stroke}
            strokeOpacity={colour !== undefined || shown ? 1 : 0.5}
            strokeWidth={colour !== undefined || shown ? 2 : 1}
            strokeDasharray={colour === undefined ? undefined : DASHES[dash % DASHES.length]}
          />
          <Jump from={curve.pieces[at - 1]?.at(-1)} to={piece[0]} scale={scale} stroke={stroke} />
        </g>
      ))}
      {(named || shown) && last !== undefined && (
        <text
          x={scale.right - 4}
          y={Math.max(scale.top + FONT_SIZE, scale.y(last.offset) - 6)}
          textAnchor="end"
          fontSize={FONT_SIZE}
          fontWeight={500}
          fill={theme.colors.text.primary}
          stroke={theme.colors.background.primary}
          strokeWidth={3}
          paintOrder="stroke"
        >
          {curve.node.node}
        </text>
      )}
      {point !== undefined && <circle cx={scale.x(point.time)} cy={scale.y(point.offset)} r={4} fill={stroke} />}
    </g>
  );
}

interface JumpProps {
  readonly from: ClockPoint | undefined;
  readonly to: ClockPoint | undefined;
  readonly scale: ChartScale;
  readonly stroke: string;
}

/** The moment at which a clock was set. */
function Jump({ from, to, scale, stroke }: JumpProps) {
  return from === undefined || to === undefined ? null : (
    <line
      x1={scale.x(from.time)}
      x2={scale.x(to.time)}
      y1={scale.y(from.offset)}
      y2={scale.y(to.offset)}
      stroke={stroke}
      strokeDasharray="1 3"
      strokeWidth={1.5}
    />
  );
}
