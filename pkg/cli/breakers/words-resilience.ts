/** English for inferred states, timeouts, retries and bulkheads. Parameters that end in `Ns` are given as lengths. */
export const RESILIENCE_WORDS: Readonly<Record<string, string>> = {
  'breaker.no-client-spans':
    '{caller} records no client spans of its calls to {callee}: a refused call would leave no trace, so no breaker can be inferred',
  'breaker.refusals-unseen':
    '{caller} stopped calling {callee} after failures, for {silentNs} in all, and went on being called: a breaker whose refusals nobody records would look so',
  'resilience.timeout-shorter-than-p99':
    '{caller} gives {callee} {timeoutNs} for {operation}, which takes {p99Ns} at P99: {gaveUp} of {calls} calls were given up',
  'resilience.no-timeout':
    '{caller} calls {callee} ({operation}) without a timeout, as far as can be seen: it waited up to {longestNs}, usually {usualNs}',
  'resilience.retries-multiply':
    'retries multiply along {path}: up to {product} calls at the end for one at the beginning',
  'resilience.retries-without-jitter':
    '{caller} tries {callee} again after the same {gapNs} each time: {retries} retries, up to {together} of them together',
  'resilience.bulkhead-full':
    'a limit of concurrent calls of {caller} to {callee} was reached: {refused} of {calls} calls were refused',
  'resilience.pool-waiting':
    'work waited for a place in a pool of {service} ({metric}): up to {most}, in {samples} samples in a row',
};
