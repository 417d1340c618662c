import { edgeOwner } from './baseline';
import type { CascadeContext } from './context';
import { type Stretch, stretchOf } from './onset/stretch';
import type { CallEdge, ServiceSignal, SignalSamples, SignalSource, TimeSpan } from './types';

/** How the load of one call grew. */
export interface LoadGrowth {
  /** How many times as many calls as usual. */
  readonly calls: number;
  /** How many times as many calls for each request that the caller gets: more than 1 when it asks again. */
  readonly perRequest: number;
}

/** Fewer calls than these tell no rate. */
const LEAST_CALLS = 10;
/** Sources that count requests: a rate that was measured, then spans, all of them or a sample. */
const SOURCES: readonly SignalSource[] = ['metrics', 'traces'];

/**
 * How many times as many calls went along an edge, and for each request of its caller. Both are counted by the same source,
 * so that a sample of traces tells it too. O(samples of both).
 *
 * @param own - signals of the caller
 * @returns `undefined` where nobody counted both
 */
export function loadGrowth(
  { caller, callee, signals = [] }: CallEdge,
  own: readonly ServiceSignal[],
  since: TimeSpan,
  { references }: Pick<CascadeContext, 'references'>
): LoadGrowth | undefined {
  for (const source of SOURCES) {
    const calls = growthOf(counted(signals, source), edgeOwner(caller, callee), since, references);
    const requests = growthOf(counted(own, source), caller, since, references);
    if (calls !== undefined && requests !== undefined) {
      return { calls, perRequest: calls / requests };
    }
  }
  return undefined;
}

/** A rate, or single requests: there is one sample of latency for each. */
function counted(signals: readonly SignalSamples[], source: SignalSource): SignalSamples | undefined {
  const from = signals.filter((one) => one.source === source);
  return (
    from.find(({ signal }) => signal === 'traffic') ??
    from.find(({ signal, name, resolution }) => signal === 'latency' && name === '' && resolution === 0)
  );
}

function growthOf(
  samples: SignalSamples | undefined,
  owner: string,
  since: TimeSpan,
  references: CascadeContext['references']
): number | undefined {
  if (samples === undefined) {
    return undefined;
  }
  const reference = references(owner, samples);
  const before = rateIn(reference.samples, reference.stretch);
  const after = rateIn(samples, stretchOf(samples, since));
  return before > 0 && after > 0 ? after / before : undefined;
}

/** `NaN` where too little is known; only its ratios mean anything. */
function rateIn({ times, values, resolution }: SignalSamples, { first, last }: Stretch): number {
  if (resolution === 0) {
    const calls = last - first;
    return calls < LEAST_CALLS ? NaN : (calls - 1) / ((times[last - 1] ?? 0) - (times[first] ?? 0));
  }
  const known = values.subarray(first, last).filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
