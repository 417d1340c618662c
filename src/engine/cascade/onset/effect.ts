import type { Onset, SignalSamples } from '../types';
import type { Reference } from './deviation';
import { quantileAmong } from './robust';
import type { Stretch } from './stretch';

/** How large a change is. */
export type Effect = Pick<Onset, 'before' | 'after' | 'ratio'>;

/**
 * The usual value and that of an episode. Shares and rates by their means; everything else by the quantile that half of
 * the affected samples are beyond: of an episode that hits every tenth request the median says nothing.
 *
 * @param affected - share of the episode's samples that are not as usual
 */
export function effectOf(samples: SignalSamples, reference: Reference, episode: Stretch, affected: number): Effect {
  const averaged = samples.signal === 'errors' || samples.signal === 'logErrors';
  const quantile = Math.min(0.99, Math.max(0.5, 1 - affected / 2));
  const value = (of: SignalSamples, { first, last }: Stretch): number =>
    averaged ? meanOf(of, first, last) : quantileAmong(presentIn(of.values, first, last), quantile);
  const before = value(reference.samples, reference.stretch);
  const after = value(samples, episode);
  return { before, after, ...(before > 0 ? { ratio: after / before } : {}) };
}

function presentIn(values: Float64Array, first: number, last: number): Float64Array {
  return values.subarray(first, last).filter((value) => !Number.isNaN(value));
}

/** Each sample by its requests, where they were counted. */
function meanOf({ values, counts }: SignalSamples, first: number, last: number): number {
  let sum = 0;
  let weights = 0;
  for (let row = first; row < last; row += 1) {
    const value = values[row] ?? NaN;
    const weight = counts?.[row] ?? 1;
    if (!Number.isNaN(value) && weight > 0) {
      sum += value * weight;
      weights += weight;
    }
  }
  return weights === 0 ? 0 : sum / weights;
}
