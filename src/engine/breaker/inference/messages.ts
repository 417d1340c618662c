import type { Message } from '../../finding';

/**
 * Reasons of inferred states and their changes.
 *
 * - `breaker.inferred.opened` `{failures}`: failures in a row, then calls were refused
 * - `breaker.inferred.opened-silently` `{failures}`: failures in a row, then calls failed at once without reaching anybody
 * - `breaker.inferred.trial` `{trials}`: a call was let through after refusals
 * - `breaker.inferred.trial-failed` `{trials}`, `breaker.inferred.trial-succeeded` `{trials}`
 * - `breaker.inferred.passing` `{}`: calls are let through
 * - `breaker.inferred.no-calls` `{}`: nobody called, so nothing tells of the state
 * - `breaker.inferred.quiet` `{}`: nobody called for long; the state is that of the calls around
 */
export type InferredReason =
  | Message<'breaker.inferred.opened', { readonly failures: number }>
  | Message<'breaker.inferred.opened-silently', { readonly failures: number }>
  | Message<'breaker.inferred.trial', { readonly trials: number }>
  | Message<'breaker.inferred.trial-failed', { readonly trials: number }>
  | Message<'breaker.inferred.trial-succeeded', { readonly trials: number }>
  | Message<'breaker.inferred.passing', Record<string, never>>
  | Message<'breaker.inferred.quiet', Record<string, never>>
  | Message<'breaker.inferred.no-calls', Record<string, never>>;

export const PASSING: InferredReason = { key: 'breaker.inferred.passing', params: {} };
export const QUIET: InferredReason = { key: 'breaker.inferred.quiet', params: {} };
export const NO_CALLS: InferredReason = { key: 'breaker.inferred.no-calls', params: {} };
