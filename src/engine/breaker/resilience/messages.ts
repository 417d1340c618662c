import type { Message } from '../../finding';

/**
 * Findings about timeouts, retries and bulkheads. Times in nanoseconds.
 *
 * - `resilience.timeout-shorter-than-p99` `{caller, callee, operation, timeoutNs, p99Ns, gaveUp, calls}`: callers gave up on
 *   `gaveUp` of `calls` after a time that the callee needs longer than for one call in a hundred
 * - `resilience.no-timeout` `{caller, callee, operation, slow, longestNs, usualNs}`: calls far beyond the usual were waited for
 * - `resilience.retries-multiply` `{path, hops, product}`: attempts of the calls along a path, multiplied
 * - `resilience.retries-without-jitter` `{caller, callee, retries, gapNs, together}`: retries come after the same pause;
 *   `together`: most of different requests within 10 ms
 * - `resilience.bulkhead-full` `{caller, callee, refused, calls}`: a limit of concurrency refused calls
 * - `resilience.pool-waiting` `{service, metric, most, samples}`: work waited for a place in a pool in so many samples in a row
 */
export type ResilienceMessage =
  | Message<
      'resilience.timeout-shorter-than-p99',
      Edge & {
        readonly operation: string;
        readonly timeoutNs: number;
        readonly p99Ns: number;
        readonly gaveUp: number;
        readonly calls: number;
      }
    >
  | Message<
      'resilience.no-timeout',
      Edge & { readonly operation: string; readonly slow: number; readonly longestNs: number; readonly usualNs: number }
    >
  | Message<'resilience.retries-multiply', { readonly path: string; readonly hops: number; readonly product: number }>
  | Message<
      'resilience.retries-without-jitter',
      Edge & { readonly retries: number; readonly gapNs: number; readonly together: number }
    >
  | Message<'resilience.bulkhead-full', Edge & { readonly refused: number; readonly calls: number }>
  | Message<
      'resilience.pool-waiting',
      { readonly service: string; readonly metric: string; readonly most: number; readonly samples: number }
    >;

/** No interface: one could grow keys that are no parameters. */
type Edge = Readonly<Record<'caller' | 'callee', string>>;
