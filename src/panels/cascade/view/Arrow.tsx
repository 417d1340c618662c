import type { GrafanaTheme2 } from '@grafana/data';
import { curveBasis, line } from 'd3';
import React from 'react';
import { goesUp, type PlacedEdge } from '../viewModel';
import { amplificationText, propagationText } from './words';

interface Props {
  readonly placed: PlacedEdge;
  /** Whether trouble went along it by the moment of the replay. */
  readonly active: boolean;
  readonly theme: GrafanaTheme2;
}

const HEAD = { long: 11, wide: 9 };
const QUIET_HEAD = { long: 6, wide: 5 };

/** A call, from the left to the right; trouble that went along it, with an arrow the way that it went. */
export function Arrow({ placed, active, theme }: Props) {
  const { edge, points, label } = placed;
  const [start, end] = [points[0], points.at(-1)];
  if (start === undefined || end === undefined) {
    return null;
  }
  const path = line<{ readonly x: number; readonly y: number }>(
    ({ x }) => x,
    ({ y }) => y
  ).curve(curveBasis)([...points]);
  const [one] = edge.propagation;
  const upwards = active && one !== undefined && goesUp(one);
  const colour = active ? theme.colors.error.border : theme.colors.border.medium;
  const [tip, before] = upwards ? [start, points[1]] : [end, points.at(-2)];
  return (
    <g data-active={active}>
      <path d={path ?? ''} fill="none" stroke={colour} strokeWidth={active ? 2.5 : 1} />
      <path d={headPath(tip, before ?? tip, active ? HEAD : QUIET_HEAD)} fill={colour} />
      {active && label !== undefined && one !== undefined && (
        <text
          x={label.x}
          y={label.y - 8}
          textAnchor="middle"
          fontSize={11}
          fill={theme.colors.error.text}
          stroke={theme.colors.background.primary}
          strokeWidth={3}
          paintOrder="stroke"
        >
          {[propagationText(one), amplificationText(one)].filter((text) => text !== '').join(' ')}
        </text>
      )}
    </g>
  );
}

/** A triangle with its tip at a point, as if it had come from another. */
function headPath(
  tip: { readonly x: number; readonly y: number },
  from: { readonly x: number; readonly y: number },
  { long, wide }: typeof HEAD
): string {
  const length = Math.hypot(tip.x - from.x, tip.y - from.y) || 1;
  const [ux, uy] = [(tip.x - from.x) / length, (tip.y - from.y) / length];
  const [bx, by] = [tip.x - ux * long, tip.y - uy * long];
  const half = wide / 2;
  return `M${tip.x},${tip.y}L${bx - uy * half},${by + ux * half}L${bx + uy * half},${by - ux * half}Z`;
}
