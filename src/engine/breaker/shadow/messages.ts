import type { Message } from '../../finding';

/** What a shadow takes for granted: that the callee would have failed as it did, though it would have been called less. */
export const SHADOW_CAVEAT = 'failure-independent-of-load';

/**
 * Reasons of shadow states, and the findings about breakers that are missing or set badly.
 *
 * - `breaker.shadow.would-open` `{failures}`, `breaker.shadow.would-try` `{trials}`, `breaker.shadow.would-close` `{trials}`,
 *   `breaker.shadow.would-pass` `{}`: what the breaker that is not there would have done
 * - `breaker.shadow.missing` `{caller, callee, openedAtNs, savedCalls, savedWaitingNs, savedShare, failedShare, assumes}`:
 *   `openedAtNs` after the window's start; shares of 1, of the time that callers waited and of the calls; `assumes` is
 *   {@link SHADOW_CAVEAT}
 * - `breaker.setting.flapping` `{name, opened, reopened}`: opened so often, and of that again after a trial
 * - `breaker.setting.opened-late` `{name, failures, delayNs}`: failed calls, and time, before it opened
 * - `breaker.setting.slow-not-counted` `{name, slow, slowNs, usualNs}`: calls so much slower than usual left it closed
 * - `breaker.setting.opened-early` `{name, failures, calls}`: opened although few of these calls failed
 * - `breaker.setting.refuses-good` `{name, refused, succeeded, calls}`: refused while other processes' calls went well
 */
export type ShadowMessage =
  | Message<'breaker.shadow.would-open', { readonly failures: number }>
  | Message<'breaker.shadow.would-try', { readonly trials: number }>
  | Message<'breaker.shadow.would-close', { readonly trials: number }>
  | Message<'breaker.shadow.would-pass', Record<string, never>>
  | Message<
      'breaker.shadow.missing',
      {
        readonly caller: string;
        readonly callee: string;
        readonly openedAtNs: number;
        readonly savedCalls: number;
        readonly savedWaitingNs: number;
        readonly savedShare: number;
        readonly failedShare: number;
        readonly assumes: typeof SHADOW_CAVEAT;
      }
    >;

export type SettingMessage =
  | Message<'breaker.setting.flapping', { readonly name: string; readonly opened: number; readonly reopened: number }>
  | Message<
      'breaker.setting.opened-late',
      { readonly name: string; readonly failures: number; readonly delayNs: number }
    >
  | Message<
      'breaker.setting.slow-not-counted',
      { readonly name: string; readonly slow: number; readonly slowNs: number; readonly usualNs: number }
    >
  | Message<
      'breaker.setting.opened-early',
      { readonly name: string; readonly failures: number; readonly calls: number }
    >
  | Message<
      'breaker.setting.refuses-good',
      { readonly name: string; readonly refused: number; readonly succeeded: number; readonly calls: number }
    >;
