import type { GrafanaTheme2 } from '@grafana/data';
import { curveBumpX, line } from 'd3';
import React, { memo } from 'react';
import type { Propagation } from '../../../engine/cascade';
import { goesUp, type PlacedEdge, type Point } from '../viewModel';
import { amplificationText, delayText, propagationName, spreadText } from './words';

interface Props {
  readonly placed: PlacedEdge;
  /** Whether trouble went along it by the moment of the replay. */
  readonly active: boolean;
  readonly theme: GrafanaTheme2;
}

const HEAD = { long: 11, wide: 10 };
const QUIET_HEAD = { long: 7, wide: 6 };
const LABEL = { fontSize: 11.5, lineHeight: 13, letter: 6.2, pad: 4 };
/** The pointer need not hit a line exactly. */
const REACH = 12;
/** What only the call tells is drawn as what it is: a guess. */
export const GUESSED = '6 4';

/** A call, from the left to the right; trouble that went along it, with an arrow the way that it went. */
export const Arrow = memo(function Arrow({ placed, active, theme }: Props) {
  const { edge, points, label } = placed;
  const [start, end] = [points[0], points.at(-1)];
  if (start === undefined || end === undefined) {
    return null;
  }
  const path = line<Point>(
    ({ x }) => x,
    ({ y }) => y
  ).curve(curveBumpX)([...points]);
  const spread = active ? edge.propagation[0] : undefined;
  const colour = spread === undefined ? theme.colors.border.medium : theme.colors.error.border;
  return (
    <g data-active={active}>
      <title>{edge.propagation.map(spreadText).join('\n')}</title>
      <path
        d={path ?? ''}
        fill="none"
        stroke={colour}
        strokeWidth={spread === undefined ? 1 : 2.5}
        strokeDasharray={spread?.basis === 'calls' ? GUESSED : undefined}
      />
      <path d={headPath(start, end, spread)} fill={colour} />
      <path d={path ?? ''} fill="none" stroke="transparent" strokeWidth={REACH} />
      {spread !== undefined && label !== undefined && <Label at={label} spread={spread} theme={theme} />}
    </g>
  );
});

interface LabelProps {
  readonly at: Point;
  readonly spread: Propagation;
  readonly theme: GrafanaTheme2;
}

/** What went along an arrow, above how much later; on a ground of its own, so that lines do not cross the words. */
function Label({ at, spread, theme }: LabelProps) {
  const lines = [propagationName(spread), [delayText(spread), amplificationText(spread)].filter(Boolean).join(' ')];
  const width = Math.max(...lines.map(({ length }) => length)) * LABEL.letter + LABEL.pad;
  const height = lines.length * LABEL.lineHeight + LABEL.pad;
  return (
    <g transform={`translate(${at.x},${at.y})`} fill={theme.colors.error.text} textAnchor="middle">
      <rect x={-width / 2} y={-height / 2} width={width} height={height} fill={theme.colors.background.primary} />
      <text y={-3} fontSize={LABEL.fontSize}>
        {lines[0]}
        <tspan x={0} dy={LABEL.lineHeight}>
          {lines[1]}
        </tspan>
      </text>
    </g>
  );
}

/** A triangle at the end that a call or trouble arrives at; lines end level. */
function headPath(start: Point, end: Point, spread: Propagation | undefined): string {
  const { long, wide } = spread === undefined ? QUIET_HEAD : HEAD;
  const back = spread !== undefined && goesUp(spread);
  const { x, y } = back ? start : end;
  const towards = end.x < start.x === back ? 1 : -1;
  const base = x - towards * long;
  return `M${x},${y}L${base},${y - wide / 2}L${base},${y + wide / 2}Z`;
}
