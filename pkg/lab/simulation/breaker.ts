import type { BreakerPolicy } from '../topology';

export type BreakerState = 'closed' | 'open' | 'half_open';

/** Time is nanoseconds since the start of the run. */
export interface BreakerChange {
  readonly at: number;
  readonly from: BreakerState;
  readonly to: BreakerState;
}

/**
 * A count-based circuit breaker with the states and the rules of resilience4j: it opens when at least `minimumCalls` of
 * the last `window` calls are known and their failure rate reaches `failureRate`; after `openMs` it lets `trialCalls`
 * through, and closes or opens again by the same rate.
 */
export class Breaker {
  /** Every change of state so far. */
  readonly changes: BreakerChange[] = [];
  private outcomes: boolean[] = [];
  private current: BreakerState = 'closed';
  private openedAt = 0;
  private trials = 0;

  constructor(private readonly policy: BreakerPolicy) {}

  get state(): BreakerState {
    return this.current;
  }

  /** Whether a call may pass at this time (nanoseconds); an open breaker whose time is up becomes half-open here. */
  permits(now: number): boolean {
    if (this.current === 'open' && now - this.openedAt >= this.policy.openMs * 1e6) {
      this.enter('half_open', now);
    }
    if (this.current === 'half_open') {
      this.trials += 1;
      return this.trials <= this.policy.trialCalls;
    }
    return this.current === 'closed';
  }

  record(failed: boolean, now: number): void {
    if (this.current === 'open') {
      return;
    }
    const size = this.current === 'half_open' ? this.policy.trialCalls : this.policy.window;
    const enough = this.current === 'half_open' ? this.policy.trialCalls : this.policy.minimumCalls;
    this.outcomes = [...this.outcomes, failed].slice(-size);
    const rate = this.outcomes.filter(Boolean).length / this.outcomes.length;
    if (this.outcomes.length < enough) {
      return;
    }
    if (rate >= this.policy.failureRate) {
      this.enter('open', now);
    } else if (this.current === 'half_open') {
      this.enter('closed', now);
    }
  }

  private enter(state: BreakerState, now: number): void {
    this.changes.push({ at: now, from: this.current, to: state });
    this.current = state;
    this.outcomes = [];
    this.trials = 0;
    this.openedAt = now;
  }
}
