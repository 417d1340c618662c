import type { EdgeOutcomes } from '../inference';
import type { Breaker } from '../types';

/** Whether a breaker stands on this edge; one that does not say whom it guards is known by its name. */
export function guards({ identity, basis }: Breaker, { caller, callee, calls }: EdgeOutcomes): boolean {
  const sameCaller = identity.caller === undefined || sameService(identity.caller, caller);
  const named = identity.callee ?? identity.name;
  const refuses = calls.some(({ refusedBy, refuser }) => refusedBy === 'breaker' && refuser === identity.name);
  return basis !== 'shadow' && sameCaller && (sameService(named, callee) || refuses);
}

/** `shop/payment` and `payment` are one: metrics know no namespace. */
function sameService(a: string, b: string): boolean {
  return a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
}
