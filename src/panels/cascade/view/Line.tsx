import { line } from 'd3';
import React from 'react';
import type { Sparkline } from '../viewModel';

interface Props {
  readonly spark: Sparkline;
  readonly width: number;
  readonly height: number;
  readonly colour: string;
  /** Where the replay is, between 0 and 1 of the window; absent when it is at the end. */
  readonly now: number | undefined;
}

/** A signal over the window, without axes: its words are beside it. */
export function Line({ spark, width, height, colour, now }: Props) {
  const path = line<readonly [number, number]>(
    ([x]) => x * width,
    ([, y]) => height - 1 - y * (height - 2)
  )([...spark.points]);
  return (
    <svg width={width} height={height} aria-hidden="true">
      <path d={path ?? ''} fill="none" stroke={colour} strokeWidth={1.5} strokeLinejoin="round" />
      {now !== undefined && (
        <line
          x1={now * width}
          x2={now * width}
          y1={0}
          y2={height}
          stroke="currentColor"
          strokeWidth={1}
          strokeDasharray="2 2"
        />
      )}
    </svg>
  );
}
