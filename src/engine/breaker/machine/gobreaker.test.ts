import { sharedCases } from '../../path/testing/cases';
import { nanos, nanosFromMs } from '../../units';
import type { BreakerConfiguration } from '../types';
import { type BreakerMachine, breakerMachine, type Generation } from './machine';

/** Sequences with their states and counters, taken from sony/gobreaker's own tests. */
const CASES = sharedCases('gobreaker-state-machine.json');

type Step = readonly [string, ...unknown[]];

const valid = { kind: 'rate', share: 0.6, comparison: 'at', minimumCalls: 3 } as const;
const CONFIGURATIONS: Readonly<Record<string, BreakerConfiguration>> = {
  default: {
    rule: { kind: 'consecutive', failures: 5, comparison: 'after' },
    openFor: nanosFromMs(60_000),
    trialCalls: 1,
  },
  custom: {
    rule: { ...valid, window: { kind: 'all' } },
    openFor: nanosFromMs(90_000),
    trialCalls: 3,
    clearEvery: nanosFromMs(30_000),
  },
  rolling: {
    rule: { ...valid, window: { kind: 'time', length: nanosFromMs(30_000), bucket: nanosFromMs(3000) } },
    openFor: nanosFromMs(90_000),
    trialCalls: 3,
  },
};

const OUTCOMES: Readonly<Record<string, 'success' | 'failure' | 'ignored'>> = {
  succeed: 'success',
  fail: 'failure',
  exclude: 'ignored',
};

/** Plays the steps; a mismatch fails at the step's number. */
function replay(machine: BreakerMachine, steps: readonly Step[]): void {
  let now = nanos(0);
  let slow: Generation | undefined;
  steps.forEach(([word, first, second], number) => {
    const outcome = OUTCOMES[word];
    if (word === 'advance_ms') {
      now = nanos(now + Number(first) * 1e6);
    } else if (word === 'begin_slow_success') {
      slow = machine.admit(now);
    } else if (word === 'end_slow_success') {
      machine.record(slow ?? -1, 'success', now);
    } else if (word === 'expect') {
      const state = machine.state(now);
      expect([number, first === null ? state : first]).toEqual([number, state]);
      expect([number, machine.counts(now)]).toEqual([number, expect.objectContaining(countersOf(second))]);
    } else if (outcome !== undefined) {
      const generation = machine.admit(now);
      expect([number, generation === undefined]).toEqual([number, first === 'rejected']);
      if (generation !== undefined) {
        machine.record(generation, outcome, now);
      }
    } else {
      throw new Error(`step ${number} is unknown: ${word}`);
    }
  });
}

/** Counters that the file names; those it leaves out are 0, an absent object says nothing. */
function countersOf(expected: unknown): object {
  if (typeof expected !== 'object' || expected === null) {
    return {};
  }
  const given = new Map(Object.entries(expected));
  const counter = (name: string): unknown => given.get(name) ?? 0;
  return {
    requests: counter('requests'),
    successes: counter('successes'),
    failures: counter('failures'),
    ignored: counter('exclusions'),
    consecutiveSuccesses: counter('consecutiveSuccesses'),
    consecutiveFailures: counter('consecutiveFailures'),
  };
}

describe('the state machine against gobreaker', () => {
  const machines = JSON.parse(CASES ?? '{"machines":{}}').machines;

  it.each(Object.entries(CONFIGURATIONS))('%s', (name, configuration) => {
    if (CASES !== undefined) {
      replay(breakerMachine(configuration), machines[name].steps);
    }
  });

  it('knows every machine of the file', () => {
    expect(Object.keys(CONFIGURATIONS)).toEqual(expect.arrayContaining(Object.keys(machines)));
  });
});
