import type { Refuser } from './outcomes';

/** What an error's words tell of where it came from. */
export type ErrorOrigin = Refuser | 'network' | 'timeout';

interface KnownError {
  readonly origin: ErrorOrigin;
  /** Matched against type, message and status message, one a line; the group `name` is the breaker's. */
  readonly pattern: RegExp;
}

/**
 * What libraries throw, from their sources and documents: resilience4j `CallNotPermittedException`, `BulkheadFullException`;
 * Hystrix; Polly `BrokenCircuitException`, `IsolatedCircuitException`, `BulkheadRejectedException`; opossum `EOPENBREAKER`,
 * `ESEMLOCKED`; cockatiel `BrokenCircuitError`; gobreaker `ErrOpenState`; Failsafe, MicroProfile and Pekko
 * `CircuitBreakerOpenException`; pybreaker `CircuitBreakerError`; Envoy's overflow. The first that fits decides.
 */
const KNOWN_ERRORS: readonly KnownError[] = [
  {
    origin: 'bulkhead',
    pattern:
      /bulkhead(?: '(?<name>[^']+)')? is full|bulkhead(?:full|rejected)(?:exception|error)|esemlocked|semaphore locked|rejectedexecutionexception|connection is not available, request timed out|pool (?:is )?exhausted|timeout (?:acquiring|exceeded when trying to connect)/i,
  },
  {
    origin: 'breaker',
    pattern:
      /circuit ?breaker '?(?<name>[^\s'"]+)'? is (?:open|half[_-]open|forced[_-]open)|(?:call|request) to (?<peer>\S+) not permitted, breaker open|breaker for (?<target>\S+) is open/i,
  },
  {
    origin: 'breaker',
    pattern:
      /callnotpermittedexception|(?:broken|isolated)circuit(?:exception|error)|circuitbreaker(?:open|opened)?(?:exception|error)\b|eopenbreaker|breaker is (?:now |still )?open|circuit is (?:now )?open|erropenstate|circuit breaker (?:still |currently )?open|short-circuited|reset reason: overflow|pending_overflow/i,
  },
  {
    origin: 'network',
    pattern:
      /econnrefused|connect(?:ion)? ?refused|connectexception|enotfound|unknownhost|no such host|econnreset|connection reset|ehostunreach|no route to host|socket hang up|connection closed/i,
  },
  { origin: 'timeout', pattern: /time[d-]?[ -]?out|deadline[ _]?exceeded|etimedout/i },
];

/** Envoy's flags for "its circuit breaker refused", in a span's `response_flags`. */
export const OVERFLOW_FLAG = 'UO';

/** Where an error came from by its own words, and the name of the breaker where it is told; `undefined` when nothing tells. */
export function originOf(text: string): { readonly origin: ErrorOrigin; readonly name?: string } | undefined {
  for (const { origin, pattern } of KNOWN_ERRORS) {
    const match = pattern.exec(text);
    if (match !== null) {
      const { name, peer, target } = match.groups ?? {};
      const told = name ?? peer ?? target;
      return { origin, ...(told === undefined ? {} : { name: told }) };
    }
  }
  return undefined;
}
