import type { Citation } from '../../signals';
import type { StateNames } from '../conventions/convention';

/** How a library writes of its breaker's state into a log. */
export interface TransitionPattern {
  readonly name: string;
  readonly sources: readonly Citation[];
  /** With named groups: `to`, and where the line has them `name`, `from`, `caller`, `callee`, `instance`. */
  readonly pattern: RegExp;
  /** What the words of `from` and `to` stand for, in lower case, with `-` for blanks and underscores. */
  readonly states: StateNames;
  /** The line tells of a change, or of the state it met: a refused call. */
  readonly tells: 'change' | 'state';
  /** What the breaker is called where no group tells. */
  readonly breaker?: string;
}

/** The words that most libraries share. */
export const COMMON_STATES: StateNames = {
  closed: 'closed',
  close: 'closed',
  open: 'open',
  opened: 'open',
  'half-open': 'half-open',
  'half-opened': 'half-open',
  halfopen: 'half-open',
  'forced-open': 'forced',
  isolated: 'forced',
  disabled: 'disabled',
  'metrics-only': 'disabled',
};
