import { RESILIENCE_WORDS } from './words-resilience';

/** English for what the engine says of breakers. Parameters that end in `Ns` are given as lengths with their unit. */
export const BREAKER_WORDS: Readonly<Record<string, string>> = {
  ...RESILIENCE_WORDS,
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
};
