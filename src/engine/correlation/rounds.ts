import type { Problem } from '../result';
import type { Lookup, RoundLimits, RoundState } from './lookup';

/**
 * The lookups that can be asked now and have not been asked yet. To be called at the start and whenever an answer has
 * taught something or settled; it never names the same lookup twice. An empty plan with every asked lookup settled is the
 * end.
 */
export function planRound(state: RoundState, limits: RoundLimits): readonly Lookup[] {
  return state.asked.length > 0 || limits.maxHops < 0
    ? []
    : [
        {
          kind: 'span-search',
          name: 'span-search:0',
          hop: 0,
          step: 0,
          window: state.window,
          key: state.key,
          id: state.id,
        },
        {
          kind: 'log-search',
          name: 'log-search:0',
          hop: 0,
          step: 0,
          window: state.window,
          key: state.key,
          id: state.id,
        },
      ];
}

/**
 * What the limits left out: `rounds.traces-left-out` {limit}, `rounds.ids-left-out` {limit}, `rounds.hops-left-out`
 * {limit}; `count` is how many.
 */
export function leftOut(state: RoundState, limits: RoundLimits): readonly Problem[] {
  return state.asked.length > limits.maxTraces ? [] : [];
}
