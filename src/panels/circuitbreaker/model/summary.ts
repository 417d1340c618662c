import { sum } from 'd3';
import type { BreakerState } from '../../../engine/breaker';
import type { Lane } from './lanes';

/** What there is to know at a glance. */
export interface Summary {
  /** Breakers, without those that are missing. */
  readonly breakers: number;
  /** How many stand in each state now. */
  readonly now: Readonly<Record<BreakerState, number>>;
  /** Edges that would have opened a breaker. */
  readonly missing: number;
  readonly flapping: number;
  /** Changes between known states. */
  readonly changes: number;
}

/** Counts lanes by what they say now. Missing breakers are counted apart. */
export function summarise(lanes: readonly Lane[]): Summary {
  const real = lanes.filter(({ breaker }) => breaker.basis !== 'shadow');
  const inState = (state: BreakerState) => real.filter(({ now }) => now.state === state).length;
  return {
    breakers: real.length,
    now: {
      open: inState('open'),
      forced: inState('forced'),
      'half-open': inState('half-open'),
      disabled: inState('disabled'),
      unknown: inState('unknown'),
      closed: inState('closed'),
    },
    missing: lanes.filter(({ breaker, opened }) => breaker.basis === 'shadow' && opened > 0).length,
    flapping: lanes.filter(({ flapping }) => flapping).length,
    changes: sum(real, ({ breaker }) => breaker.transitions.length),
  };
}
