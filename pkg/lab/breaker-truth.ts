import type { BreakerTruth } from './incident';
import type { Instance } from './simulation';
import type { Role, Vocabulary } from './topology';

const STATES = { closed: 'closed', open: 'open', half_open: 'half-open' } as const;

/**
 * What the breakers of all instances did.
 *
 * @param at - a time of the run as epoch nanoseconds
 */
export function breakerTruths(
  instances: ReadonlyMap<Role, readonly Instance[]>,
  words: Vocabulary,
  at: (time: number) => string
): readonly BreakerTruth[] {
  return [...instances.values()].flat().flatMap((instance) =>
    [...instance.breakers].map(([role, breaker]) => ({
      name: words.name(role),
      caller: instance.service,
      callee: words.name(role),
      instance: instance.pod,
      changes: breaker.changes.map((change) => ({ atNs: at(change.at), to: STATES[change.to] })),
    }))
  );
}
