import type { Propagation } from '../../../engine/cascade';
import type { Card, Cards } from './cards';

/**
 * How a service does at a moment of the replay. `uncertain`: it may have begun to degrade, its interval has begun.
 * `recovered`: everything that it was told by is as usual again.
 */
export type Phase = 'usual' | 'uncertain' | 'degraded' | 'recovered';

/** Before the first onset and after the last one, nanoseconds. */
const LEAST_MARGIN = 5e9;

/** @param time - nanoseconds after the window's start */
export function phaseAt({ state }: Card, time: number): Phase {
  const { onset, onsets } = state;
  if (onset === undefined || time < onset.low) {
    return 'usual';
  }
  if (time < onset.at) {
    return 'uncertain';
  }
  const ended = onsets.every(({ until }) => until !== undefined && until <= time);
  return ended ? 'recovered' : 'degraded';
}

/** How a service did over the whole window: what degraded once is shown as that, whatever came of it. */
export function phaseInAll({ state }: Card): Phase {
  return state.onset === undefined ? 'usual' : 'degraded';
}

/** Whether trouble has arrived by then. */
export function hasArrived({ from, to }: Propagation, phases: ReadonlyMap<string, Phase>): boolean {
  return [from, to].every((service) => {
    const phase = phases.get(service);
    return phase === 'degraded' || phase === 'recovered';
  });
}

/** Moments at which something begins: where a key leads, and marks of the scrubber. Ascending, each once. */
export function momentsOf({ cards }: Cards): readonly number[] {
  const times = cards.flatMap(({ state: { onset } }) => (onset === undefined ? [] : [onset.at]));
  return [...new Set(times)].sort((a, b) => a - b);
}

/** The first and the last moment of the replay: a little before the first onset until the last service fell. */
export function replaySpan(moments: readonly number[], length: number): { readonly from: number; readonly to: number } {
  const [first, last] = [moments[0], moments.at(-1)];
  if (first === undefined || last === undefined) {
    return { from: 0, to: length };
  }
  const margin = Math.max(LEAST_MARGIN, (last - first) / 4);
  return { from: Math.max(0, first - margin), to: Math.min(length, last + margin) };
}
