import { line } from 'd3';
import React from 'react';
import type { Sparkline } from '../viewModel';

interface Props {
  readonly spark: Sparkline;
  readonly width: number;
  readonly height: number;
  readonly colour: string;
  /** Where the replay is, between 0 and 1 of the window; absent when all of it is shown. */
  readonly now: number | undefined;
}

const FUTURE = 0.25;

/** A signal over the window, without axes: its words are beside it. What comes after the replay's moment is pale. */
export function Line({ spark, width, height, colour, now }: Props) {
  const course = line<readonly [number, number]>(
    ([x]) => x * width,
    ([, y]) => height - 1 - y * (height - 2)
  );
  const past = now === undefined ? spark.points : spark.points.filter(([x]) => x <= now);
  const future = spark.points.slice(Math.max(0, past.length - 1));
  return (
    <svg width={width} height={height} aria-hidden="true" fill="none" strokeWidth={1.5} strokeLinejoin="round">
      <path d={course([...past]) ?? ''} stroke={colour} />
      {now !== undefined && (
        <>
          <path d={course([...future]) ?? ''} stroke={colour} opacity={FUTURE} />
          <line x1={now * width} x2={now * width} y1={0} y2={height} stroke="currentColor" strokeDasharray="2 2" />
        </>
      )}
    </svg>
  );
}
