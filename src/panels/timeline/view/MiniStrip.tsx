import { useTheme2 } from '@grafana/ui';
import React from 'react';
import type { TimeSpan } from '../../../ui';
import type { Strip } from '../viewModel';

interface Props {
  readonly strip: Strip;
  readonly colour: string;
  readonly window: TimeSpan;
  readonly width: number;
}

const HEIGHT = 15;
const LEAST_BAND = 2;

/**
 * All samples that were fetched, with the visible window as a band in them. Metrics of minutes and a request of seconds
 * cannot share one axis; this shows where on the long one the short one lies.
 */
export function MiniStrip({ strip, colour, window, width }: Props) {
  const theme = useTheme2();
  const { times, series, max } = strip;
  const first = times[0];
  const last = times[times.length - 1];
  if (first === undefined || last === undefined || last <= first) {
    return null;
  }
  const x = (time: number) => (Math.min(1, Math.max(0, (time - first) / (last - first))) * width).toFixed(1);
  const y = (value: number) => (HEIGHT - 1 - (max > 0 ? (value / max) * (HEIGHT - 3) : 0)).toFixed(1);
  const isSample = (value: number | null | undefined) => typeof value === 'number' && Number.isFinite(value);
  // A sample after a gap begins a new stroke.
  const path = series.values.map((value, at) =>
    value !== null && isSample(value)
      ? `${isSample(series.values[at - 1]) ? 'L' : 'M'}${x(times[at] ?? 0)},${y(value)}`
      : ''
  );
  const bandWidth = Math.max(LEAST_BAND, Number(x(window.to)) - Number(x(window.from)));
  return (
    <svg width={width} height={HEIGHT} aria-hidden="true" focusable="false">
      <rect
        x={x(window.from)}
        y={0}
        width={bandWidth}
        height={HEIGHT}
        fill={theme.colors.text.primary}
        opacity={0.22}
      />
      <path d={path.join('')} fill="none" stroke={colour} strokeWidth={1.2} />
    </svg>
  );
}
