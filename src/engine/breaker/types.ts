import type { Evidence, Finding, Message } from '../finding';
import type { LogTable, Series, Trace } from '../model';
import type { Problem } from '../result';
import type { EpochNs, Nanos } from '../units';
import type { BreakerConvention } from './conventions/convention';
import type { TransitionPattern } from './logs/pattern';

/** `forced`: forced open by hand. `disabled`: lets everything through, whatever happens. `unknown`: nobody said. */
export type BreakerState = 'closed' | 'open' | 'half-open' | 'forced' | 'disabled' | 'unknown';

/**
 * `measured`: the breaker's own metrics or log lines say so. `inferred`: read from spans. `shadow`: there is no breaker;
 * this is what one would have done.
 */
export type Basis = 'measured' | 'inferred' | 'shadow';

/** Services go by their `ServiceIdentity.key`. What is not known is absent. */
export interface BreakerIdentity {
  readonly name: string;
  readonly caller?: string;
  readonly callee?: string;
  readonly instance?: string;
}

/** One state from `start` to `end`. Intervals of a lane ascend, touch, and cover the window. Times relative to {@link Breakers.origin}. */
export interface StateInterval {
  readonly state: BreakerState;
  readonly start: Nanos;
  readonly end: Nanos;
  /** 0 to 1; 0 for `unknown`. */
  readonly confidence: number;
  readonly reason?: Message;
  readonly evidence: readonly Evidence[];
}

/** A change of state, between two known states. */
export interface Transition {
  /** The latest moment at which it can have happened: when the new state was first seen. */
  readonly at: Nanos;
  /** It happened in `[at - within, at]`. 0 when the moment itself is known. */
  readonly within: Nanos;
  readonly from: BreakerState;
  readonly to: BreakerState;
  readonly reason: Message;
  readonly evidence: readonly Evidence[];
}

/** Calls by step, in columns of one length. A column that the source does not tell is absent. */
export interface CallCounts {
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** Calls that were let through. */
  readonly calls?: Float64Array;
  /** Those of them that failed. */
  readonly failed?: Float64Array;
  /** Calls that the breaker refused; they are not among `calls`. */
  readonly rejected?: Float64Array;
}

/** When a closed breaker opens. `at`: at the Nth failure, or when the share is reached; `after`: only beyond it. */
export type BreakerRule =
  | { readonly kind: 'consecutive'; readonly failures: number; readonly comparison: 'at' | 'after' }
  | {
      readonly kind: 'rate';
      /** Share of failures, 0 to 1. */
      readonly share: number;
      readonly comparison: 'at' | 'after';
      /** Below so many calls in the window nothing opens it. */
      readonly minimumCalls: number;
      readonly window: RateWindow;
    };

/**
 * Over which calls a rate is taken: the last so many; those of the last `length`, call by call, or by buckets of so long
 * that leave as a whole; or all since the counts were cleared.
 */
export type RateWindow =
  | { readonly kind: 'count'; readonly calls: number }
  | { readonly kind: 'time'; readonly length: Nanos; readonly bucket?: Nanos }
  | { readonly kind: 'all' };

export interface BreakerConfiguration {
  readonly rule: BreakerRule;
  /** How long it stays open before it lets a trial through. */
  readonly openFor: Nanos;
  /** Calls that a half-open breaker lets through. */
  readonly trialCalls: number;
  /** Consecutive successes that close a half-open one; `trialCalls` when absent. */
  readonly successesToClose?: number;
  /** `first-failure` (default): one failed trial reopens. `share`: all trials are awaited, and judged by the rule's share. */
  readonly trialRule?: 'first-failure' | 'share';
  /** Counts of a closed breaker are cleared every so often (gobreaker's `Interval`); never when absent. */
  readonly clearEvery?: Nanos;
}

/** A stretch in which a measured lane and an inferred one do not agree. */
export interface Disagreement {
  readonly start: Nanos;
  readonly end: Nanos;
  readonly measured: BreakerState;
  readonly inferred: BreakerState;
}

/** One breaker of one process. */
export interface InstanceLane {
  readonly instance: string;
  readonly intervals: readonly StateInterval[];
  readonly transitions: readonly Transition[];
}

/** What a missing breaker would have done for its edge. */
export interface ShadowOutcome {
  /** When it would first have opened. */
  readonly openedAt: Nanos;
  /** Calls that it would have refused, and the time that their callers spent waiting for them. */
  readonly saved: { readonly calls: number; readonly waiting: Nanos };
  /** Calls of the edge in the window. */
  readonly calls: number;
}

/** One lane: a breaker, or, with basis `shadow`, the one that is missing. */
export interface Breaker {
  readonly identity: BreakerIdentity;
  readonly basis: Basis;
  /** What told of it: a convention's name (`resilience4j`), `log`, `traces`. */
  readonly source: string;
  /** Of several instances: the worst state of any. */
  readonly intervals: readonly StateInterval[];
  readonly transitions: readonly Transition[];
  readonly calls?: CallCounts;
  /** What is known of it. */
  readonly configuration?: Partial<BreakerConfiguration>;
  readonly disagreements: readonly Disagreement[];
  /** Each process has a breaker of its own; empty when only one is known. */
  readonly instances: readonly InstanceLane[];
  /** Only of basis `shadow`, when it would have opened. */
  readonly shadow?: ShadowOutcome;
}

export type BreakerFindingKind =
  | 'breaker-open'
  | 'breaker-flapping'
  | 'breaker-missing'
  | 'breaker-too-slow'
  | 'breaker-too-eager'
  | 'timeout-shorter-than-p99'
  | 'no-timeout'
  | 'retries-multiply'
  | 'retries-without-jitter'
  | 'bulkhead-full';

export type BreakerFinding = Finding<BreakerFindingKind>;

/** What is asked about. Results are relative to its start. */
export interface BreakerWindow {
  readonly start: EpochNs;
  readonly end: EpochNs;
}

/** What is looked at. Everything may be empty; what is not there is `unknown`, never closed. */
export interface BreakerInput {
  readonly window: BreakerWindow;
  readonly series: readonly Series[];
  readonly lines: readonly LogTable[];
  readonly traces: readonly Trace[];
  /** Lanes that somebody measured already (the data source's frames), relative to the window's start. */
  readonly measured?: readonly Breaker[];
}

export interface BreakerOptions {
  /** Conventions of metrics, tried in order; all that ship when absent. */
  readonly conventions?: readonly BreakerConvention[];
  /** Patterns of log lines, tried in order; all that ship when absent. */
  readonly patterns?: readonly TransitionPattern[];
  /** Samples further apart than this have an unknown state between them; three sample intervals when absent. */
  readonly staleAfter?: Nanos;
  /** Of the shadow breaker; the seed's rule when absent: 5 in a row, open 30 s, one trial. */
  readonly shadow?: BreakerConfiguration;
}

/** All lanes of a window, worst first. */
export interface Breakers {
  /** The window's start: every time in it is relative to this. */
  readonly origin: EpochNs;
  /** The window's end. */
  readonly end: Nanos;
  readonly breakers: readonly Breaker[];
  readonly findings: readonly BreakerFinding[];
  readonly problems: readonly Problem[];
}
