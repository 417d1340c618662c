import { breakerText } from './breaker';

describe('words about breakers', () => {
  it('write lengths in their unit, and keep the words of a log line', () => {
    expect(breakerText({ key: 'breaker.reason.waits-for-call', params: { waitNs: 60e9 } })).toContain('1 min');
    expect(breakerText({ key: 'breaker.reason.logged', params: { line: "CircuitBreaker 'a' <b>" } })).toBe(
      "CircuitBreaker 'a' <b>"
    );
    expect(breakerText({ key: 'breaker.reason.mixed', params: { count: 1, known: 3 } })).toBe('One of 3 instances');
    expect(breakerText({ key: 'breaker.unknown-key', params: {} })).toBe('breaker.unknown-key');
  });
});
