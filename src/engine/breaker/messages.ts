import type { Message } from '../finding';

/**
 * Why a measured or logged lane has a state, or changed it. Lengths end in `Ns` and are nanoseconds.
 *
 * - `breaker.reason.sampled` `{metric}`: the metric said another state than at the sample before
 * - `breaker.reason.mixed` `{count, known}`: so many of the processes whose state is known have this one
 * - `breaker.reason.refused` `{metric}`: no gauge, but this counter of refused calls grew
 * - `breaker.reason.none-refused` `{metric}`: no gauge, and it did not
 * - `breaker.reason.refused-unseen` `{count}`: calls were refused between two samples that say closed
 * - `breaker.reason.waits-for-call` `{waitNs}`: open for longer than the library waits, and nobody called: the next call is let through
 * - `breaker.reason.logged` `{line}`: a log line says so
 */
export type BreakerReason =
  | Message<
      'breaker.reason.sampled' | 'breaker.reason.refused' | 'breaker.reason.none-refused',
      { readonly metric: string }
    >
  | Message<'breaker.reason.mixed', { readonly count: number; readonly known: number }>
  | Message<'breaker.reason.refused-unseen', { readonly count: number }>
  | Message<'breaker.reason.waits-for-call', { readonly waitNs: number }>
  | Message<'breaker.reason.logged', { readonly line: string }>;

/**
 * What `breaker-open` says: open, or held open by hand (`forced`), for `forNs` nanoseconds at the window's end. Names that
 * are not known are ''.
 */
export type OpenMessage = Message<
  'breaker.open' | 'breaker.forced',
  { readonly name: string; readonly caller: string; readonly callee: string; readonly forNs: number }
>;
