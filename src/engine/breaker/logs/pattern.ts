import type { BreakerState } from '../types';

/** How one library writes a change of state into its log. */
export interface TransitionPattern {
  readonly name: string;
  /** Where the message is written down. */
  readonly source: string;
  /** With named groups: `to` (or {@link to}), and where the line has them `name`, `from`, `caller`, `callee`. */
  readonly pattern: RegExp;
  /** The state for every word that stands in `from` and `to`, in lower case. */
  readonly states: Readonly<Record<string, BreakerState>>;
  /** The new state, where the words say it without a group. */
  readonly to?: BreakerState;
}
