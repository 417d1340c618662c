import React from 'react';
import type { Basis, BreakerState } from '../../../engine/breaker';
import type { Look } from './look';

interface Props {
  readonly state: BreakerState;
  readonly basis?: Basis;
  readonly look: Look;
  readonly size?: number;
}

const WIDTH = 16;
const HEIGHT = 14;

/** A state as a little box of a lane: the legend is in every name. What it says is said in words beside it. */
export function StateGlyph({ state, basis = 'measured', look, size = HEIGHT }: Props) {
  const shadow = basis === 'shadow';
  const colour = shadow ? look.shadow : look.state(state).fill;
  return (
    <svg
      width={(size * WIDTH) / HEIGHT}
      height={size}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
      style={{ flex: '0 0 auto' }}
    >
      {shadow && state !== 'unknown' ? (
        <Dashed state={state} colour={colour} />
      ) : (
        <Shape state={state} colour={colour} ink={look.state(state).ink} faint={basis === 'inferred'} />
      )}
      {basis === 'inferred' && state !== 'unknown' && (
        <path d="M1 12L10 2M6 13L15 3" stroke={colour} strokeWidth={1.5} fill="none" />
      )}
    </svg>
  );
}

interface ShapeProps {
  readonly state: BreakerState;
  readonly colour: string;
  readonly ink: string;
  readonly faint: boolean;
}

function Shape({ state, colour, ink, faint }: ShapeProps) {
  const fill = { fill: colour, fillOpacity: faint ? 0.35 : 1 };
  switch (state) {
    case 'closed':
      return <rect x={0} y={5} width={16} height={4} rx={1} {...fill} />;
    case 'open':
      return <rect x={0} y={0} width={16} height={14} rx={2} {...fill} />;
    case 'half-open':
      return <rect x={0} y={7} width={16} height={7} rx={1} {...fill} />;
    case 'forced':
      return (
        <>
          <rect x={0} y={0} width={16} height={14} rx={2} {...fill} />
          <rect x={4.5} y={6} width={7} height={5} fill={ink} />
          <path d="M6 6V5a2 2 0 0 1 4 0v1" fill="none" stroke={ink} strokeWidth={1.3} />
        </>
      );
    case 'disabled':
      return <rect x={0.75} y={0.75} width={14.5} height={12.5} rx={2} fill="none" stroke={colour} strokeWidth={1.5} />;
    case 'unknown':
      return <path d="M1 7h15" stroke={colour} strokeWidth={2.5} strokeDasharray="2.5 3" />;
  }
}

function Dashed({ state, colour }: { readonly state: BreakerState; readonly colour: string }) {
  const half = state === 'half-open';
  return state === 'closed' ? (
    <path d="M0 7h16" stroke={colour} strokeWidth={1.5} strokeDasharray="4 2" />
  ) : (
    <rect
      x={0.75}
      y={half ? 7 : 0.75}
      width={14.5}
      height={half ? 6.25 : 12.5}
      fill="none"
      stroke={colour}
      strokeWidth={1.5}
      strokeDasharray="3 2"
    />
  );
}
