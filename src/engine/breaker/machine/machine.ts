import { nanos, type Nanos } from '../../units';
import type { BreakerConfiguration, BreakerState } from '../types';
import { type CallOutcome, type CallWindow, callWindow, type Tally } from './tally';

/** Under which counts a call was let through. 0 is one. */
export type Generation = number;

/** What a breaker counts since its counts were last cleared. */
export interface BreakerCounts extends Tally {
  readonly consecutiveSuccesses: number;
  readonly consecutiveFailures: number;
}

/** One change of a machine's state. */
export interface StateChange {
  readonly at: Nanos;
  readonly from: BreakerState;
  readonly to: BreakerState;
}

export interface BreakerMachine {
  /** The state at `now`. Lazy: an open breaker whose time is up becomes half-open when it is looked at, not before. */
  readonly state: (now: Nanos) => BreakerState;
  /**
   * Asks for a call to be let through.
   * @returns the generation to report the outcome with, or `undefined` when the call is refused.
   */
  readonly admit: (now: Nanos) => Generation | undefined;
  /** Reports an outcome. One of an older generation is ignored: the counts it belongs to are gone. */
  readonly record: (generation: Generation, outcome: CallOutcome, now: Nanos) => void;
  readonly counts: (now: Nanos) => BreakerCounts;
  /** Holds it open (`forced`) or lets everything through (`disabled`) until called with `undefined`: then it is closed. */
  readonly override: (state: 'forced' | 'disabled' | undefined, now: Nanos) => void;
}

/** What the seed asks for (Polly): open at the fifth failure in a row, for 30 s, then one trial. */
export const defaultConfiguration: BreakerConfiguration = {
  rule: { kind: 'consecutive', failures: 5, comparison: 'at' },
  openFor: nanos(30e9),
  trialCalls: 1,
};

/**
 * A circuit breaker over a clock that the caller holds; times ascend. States and generations are those of sony/gobreaker
 * v2 (`gobreaker.go`), count windows and `trialRule: 'share'` those of resilience4j's CircuitBreaker.
 *
 * @param start - when it was made: `clearEvery` and buckets count from here
 * @param changed - told of every change, when it is noticed
 */
export function breakerMachine(
  configuration: BreakerConfiguration,
  start: Nanos = nanos(0),
  changed: (change: StateChange) => void = () => undefined
): BreakerMachine {
  return new Machine(configuration, start, changed);
}

class Machine implements BreakerMachine {
  private current: BreakerState = 'closed';
  /** When the current state began. */
  private since: Nanos;
  /** How often the counts were cleared since then. */
  private cycle = 0;
  private generation: Generation = 0;
  private window: CallWindow;
  private consecutiveSuccesses = 0;
  private consecutiveFailures = 0;

  constructor(
    private readonly configuration: BreakerConfiguration,
    start: Nanos,
    private readonly changed: (change: StateChange) => void
  ) {
    this.since = start;
    this.window = this.freshWindow();
  }

  state(now: Nanos): BreakerState {
    if (this.current === 'open' && now - this.since >= this.configuration.openFor) {
      this.enter('half-open', now);
    }
    if (this.current === 'closed' && this.cycleAt(now) !== this.cycle) {
      this.cycle = this.cycleAt(now);
      this.clear();
    }
    return this.current;
  }

  admit(now: Nanos): Generation | undefined {
    const state = this.state(now);
    if (state === 'open' || state === 'forced' || (state === 'half-open' && !this.hasTrialLeft(now))) {
      return undefined;
    }
    this.window.begin(this.clock(now));
    return this.generation;
  }

  record(generation: Generation, outcome: CallOutcome, now: Nanos): void {
    const state = this.state(now);
    if (generation !== this.generation) {
      return;
    }
    this.window.finish(outcome, this.clock(now));
    if (outcome !== 'ignored') {
      const failed = outcome === 'failure';
      this.consecutiveSuccesses = failed ? 0 : this.consecutiveSuccesses + 1;
      this.consecutiveFailures = failed ? this.consecutiveFailures + 1 : 0;
    }
    if (state === 'closed' && outcome === 'failure' && this.isTripped(now)) {
      this.enter('open', now);
    } else if (state === 'half-open') {
      this.judgeTrials(outcome, now);
    }
  }

  counts(now: Nanos): BreakerCounts {
    this.state(now);
    const { consecutiveSuccesses, consecutiveFailures } = this;
    return { ...this.window.tally(this.clock(now)), consecutiveSuccesses, consecutiveFailures };
  }

  override(state: 'forced' | 'disabled' | undefined, now: Nanos): void {
    this.enter(state ?? 'closed', now);
  }

  private isTripped(now: Nanos): boolean {
    const { rule } = this.configuration;
    if (rule.kind === 'consecutive') {
      return reaches(this.consecutiveFailures, rule.failures, rule.comparison);
    }
    const { successes, failures } = this.window.tally(this.clock(now));
    const calls = successes + failures;
    return calls >= Math.max(1, rule.minimumCalls) && reaches(failures / calls, rule.share, rule.comparison);
  }

  /** Trials under way and done are as many as it takes to close, at most `trialCalls` of them at once. */
  private hasTrialLeft(now: Nanos): boolean {
    const { trialCalls, successesToClose = trialCalls } = this.configuration;
    const { requests, successes, failures, ignored } = this.window.tally(this.clock(now));
    const underWay = requests - successes - failures - ignored;
    return underWay < trialCalls && requests - ignored < Math.max(trialCalls, successesToClose);
  }

  private judgeTrials(outcome: CallOutcome, now: Nanos): void {
    const { rule, trialCalls, successesToClose = trialCalls, trialRule = 'first-failure' } = this.configuration;
    if (trialRule === 'first-failure') {
      if (outcome === 'failure') {
        this.enter('open', now);
      } else if (this.consecutiveSuccesses >= successesToClose) {
        this.enter('closed', now);
      }
      return;
    }
    const { successes, failures } = this.window.tally(this.clock(now));
    const calls = successes + failures;
    if (calls >= trialCalls) {
      const limit = rule.kind === 'rate' ? rule.share : 1 / trialCalls;
      const comparison = rule.kind === 'rate' ? rule.comparison : 'at';
      this.enter(reaches(failures / calls, limit, comparison) ? 'open' : 'closed', now);
    }
  }

  private enter(state: BreakerState, now: Nanos): void {
    const from = this.current;
    if (from !== state) {
      this.current = state;
      this.since = now;
      this.cycle = 0;
      this.clear();
      this.changed({ at: now, from, to: state });
    }
  }

  private clear(): void {
    this.generation += 1;
    this.window = this.freshWindow();
    this.consecutiveSuccesses = 0;
    this.consecutiveFailures = 0;
  }

  /** A half-open breaker counts its trials, whatever the rule's window. */
  private freshWindow(): CallWindow {
    const { rule } = this.configuration;
    return callWindow(rule.kind === 'rate' && this.current === 'closed' ? rule.window : { kind: 'all' });
  }

  private cycleAt(now: Nanos): number {
    const { clearEvery } = this.configuration;
    return clearEvery === undefined ? 0 : Math.floor((now - this.since) / clearEvery);
  }

  /** Buckets begin where the state began. */
  private clock(now: Nanos): Nanos {
    return nanos(now - this.since);
  }
}

function reaches(value: number, limit: number, comparison: 'at' | 'after'): boolean {
  return comparison === 'at' ? value >= limit : value > limit;
}
