import { RESILIENCE_WORDS } from './words-resilience';

/** English for what the engine says of breakers. Parameters that end in `Ns` are given as lengths with their unit. */
export const BREAKER_WORDS: Readonly<Record<string, string>> = {
  ...RESILIENCE_WORDS,
  'breaker-pattern.bad': '--log-pattern {pattern} is no regular expression ({reason})',
  'breaker-pattern.no-group':
    '--log-pattern {pattern} has no group (?<{group}>...). It names the breaker (name) and the state it entered (to)',
  'breakers.none': 'No breaker is known, and none is missing.',
  'breakers.column.breaker': 'breaker',
  'breakers.column.edge': 'caller -> callee',
  'breakers.column.basis': 'basis',
  'breakers.column.now': 'at the end',
  'breakers.column.open': 'open for',
  'breakers.column.changes': 'changes',
  'breakers.column.states': 'states',
  'breaker.lines-mixed':
    '{name}: {count} log lines of {caller} are of several processes, which the lines do not name: they were left out',
  'breaker.open': 'the breaker {name} has been open for {forNs}',
  'breaker.forced': 'the breaker {name} has been held open by hand for {forNs}',
  'breaker.shadow.missing':
    '{caller} -> {callee} has no breaker: one would have opened after {openedAtNs} and refused {savedCalls} calls, which would have saved {savedWaitingNs} of waiting (taking for granted that {callee} fails as often when it is called less)',
  'breaker.setting.flapping': 'the breaker {name} opened {opened} times, {reopened} of them right after a trial',
  'breaker.setting.opened-late': 'the breaker {name} opened after {failures} failed calls and {delayNs}',
  'breaker.setting.slow-not-counted':
    'the breaker {name} stayed closed while {slow} calls took {slowNs} instead of {usualNs}: slow calls are not counted',
  'breaker.setting.opened-early': 'the breaker {name} opened although only {failures} of {calls} calls failed',
  'breaker.setting.refuses-good':
    "the breaker {name} refused {refused} calls while {succeeded} of other processes' {calls} calls went well",
};
