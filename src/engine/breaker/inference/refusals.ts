import { quantileSorted } from 'simple-statistics';

import { type EdgeCall, type EdgeOutcomes, endOf, failed } from './outcomes';

/** A call that passed, as far as anybody can tell. */
export const ADMITTED = 0;

/** How sure it is that a call was refused, by what tells. */
export const Strength = { named: 0.97, silent: 0.75, silentUnseen: 0.5 } as const;

/** A refusal takes at most this share of the shortest usual calls (their 5 % quantile). */
const FAST_SHARE = 0.25;
const SHORTEST = 0.05;
/** Share of good calls with a span of the callee, from which its absence says something. */
const USUALLY_SEEN = 0.9;
const FEWEST = 5;

/**
 * How sure it is of each call of an edge that a breaker refused it; {@link ADMITTED} for the others. Named refusals say so
 * themselves. A silent one failed without a word in well under the usual time, and no span of the callee exists; it needs
 * a failure before it, because nothing opens a breaker that never saw one. A refused connection looks alike but names
 * itself: clients record what the network said.
 */
export function refusals(edge: EdgeOutcomes): Float64Array {
  const good = edge.calls.filter(({ outcome, source }) => outcome === 'success' && source === 'client');
  const seen = good.filter(({ served }) => served !== undefined).length / good.length;
  const limit = fastLimit(good);
  const silent = seen >= USUALLY_SEEN ? Strength.silent : Strength.silentUnseen;
  const strengths = Float64Array.from(edge.calls, (call) => {
    if (call.outcome === 'rejected') {
      return call.refusedBy === 'bulkhead' ? ADMITTED : Strength.named;
    }
    return isSilent(call, limit) ? silent : ADMITTED;
  });
  return withCause(edge.calls, strengths);
}

/** Below this a failure is faster than any answer, nanoseconds; 0 when too few calls are known to say. */
function fastLimit(good: readonly EdgeCall[]): number {
  if (good.length < FEWEST) {
    return 0;
  }
  const durations = good.map(({ duration }): number => duration).sort((a, b) => a - b);
  return FAST_SHARE * quantileSorted(durations, SHORTEST);
}

function isSilent(call: EdgeCall, limit: number): boolean {
  return (
    call.outcome === 'failure' &&
    call.source === 'client' &&
    call.served === undefined &&
    !call.network &&
    call.duration < limit
  );
}

/** Takes silent refusals back that no failure of the same process precedes. */
function withCause(calls: readonly EdgeCall[], strengths: Float64Array): Float64Array {
  const hurt = new Map<string, number>();
  const kept = strengths.slice();
  calls.forEach((call, at) => {
    const strength = kept[at] ?? ADMITTED;
    const known = hurt.get(call.instance) ?? Infinity;
    if (strength > ADMITTED && strength < Strength.named && known > call.start) {
      kept[at] = ADMITTED;
    }
    if ((kept[at] ?? ADMITTED) === ADMITTED && failed(call)) {
      hurt.set(call.instance, Math.min(known, endOf(call)));
    }
  });
  return kept;
}
