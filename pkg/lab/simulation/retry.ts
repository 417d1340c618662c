import type { Random } from '../random';
import type { RetryPolicy } from '../topology';

const NS_PER_MS = 1e6;

/**
 * Pause before the retry numbered `attempt` (1 for the first), in nanoseconds: exponential from `backoffMs`, and with
 * `jitter` uniform between 0 and that ("full jitter", AWS Architecture Blog, 2015).
 */
export function backoff(policy: RetryPolicy, attempt: number, random: Random): number {
  const ceiling = policy.backoffMs * 2 ** (attempt - 1) * NS_PER_MS;
  return policy.jitter ? random.between(0, ceiling) : ceiling;
}
