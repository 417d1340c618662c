import type { FindingSeverity } from '../finding';
import type { EpochNs, Nanos } from '../units';

/**
 * What a signal measures. `errors` are a share from 0 to 1, `latency` is in seconds, `traffic` in requests a second,
 * `logErrors` in error lines a second; `saturation` is in the unit of its resource.
 */
export type SignalKind = 'traffic' | 'errors' | 'latency' | 'saturation' | 'logErrors';

/** Where a signal was read from. */
export type SignalSource = 'metrics' | 'traces' | 'logs';

/** The samples of one signal: of a service, or of one of its incoming calls. */
export interface SignalSamples {
  readonly signal: SignalKind;
  /** Tells signals of one kind apart: `p99`, `mean`, the resource; '' where there is only one. */
  readonly name: string;
  readonly source: SignalSource;
  /**
   * Nanoseconds after the input's origin, ascending: the end of the time that a sample tells of. For a single request its
   * end: no telemetry tells of it earlier.
   */
  readonly times: Float64Array;
  /** `NaN` is a gap. */
  readonly values: Float64Array;
  /** Requests (or lines) behind each value, where that is known: what three requests say proves nothing. */
  readonly counts?: Float64Array;
  /** Distance of two samples; 0 when every sample is one request, whatever their distance. */
  readonly resolution: Nanos;
  /** Of a saturation that is a share of a capacity: the value at which it is full. */
  readonly full?: number;
  /** How far back a sample looks: a rate over 20 s every 5 s has 20 s here. The resolution when absent. */
  readonly lookback?: Nanos;
  /** Of single requests: the row of `operations` that each is of, since operations differ in what is usual. */
  readonly operation?: Int32Array;
  readonly operations?: readonly SignalOperation[];
}

/** What single requests are told apart by. */
export interface SignalOperation {
  readonly name: string;
  /** `served`: asked by somebody else; `called`: asked of somebody else; `inner`: neither. */
  readonly role: 'served' | 'called' | 'inner';
}

/** One signal of one service. */
export interface ServiceSignal extends SignalSamples {
  /** `ServiceIdentity.key`. */
  readonly service: string;
  /** `callers`: the service tells nothing itself, its callers told how their calls to it went. `service` when absent. */
  readonly seenBy?: Onset['seenBy'];
}

/** Calls from one service to another. */
export interface CallEdge {
  readonly caller: string;
  readonly callee: string;
  /** How many calls were seen, where they were counted. */
  readonly calls?: number;
  /** The caller does not wait: trouble does not come back, load does go there. */
  readonly asynchronous?: boolean;
  /**
   * How the calls went, as the caller saw them. A callee that tells nothing itself is judged by these; of one that does,
   * errors named `unanswered` are those that it cannot tell of.
   */
  readonly signals?: readonly SignalSamples[];
}

/** From `from` up to and including `to`, nanoseconds after the input's origin. */
export interface TimeSpan {
  readonly from: Nanos;
  readonly to: Nanos;
}

/**
 * What is usual. `window`: samples of the input's own signals within it. `signals`: another day's, matched by service,
 * signal, name and source; their times do not matter; a signal without a match is judged as by `own`. `own`: the beginning
 * of the input's window, up to the first onset.
 */
export type Baseline =
  | { readonly kind: 'window'; readonly window: TimeSpan }
  | { readonly kind: 'signals'; readonly signals: readonly ServiceSignal[]; readonly edges?: readonly CallEdge[] }
  | { readonly kind: 'own' };

/** How far a service's clock is ahead of the common one, and how well that is known. */
export interface ServiceClock {
  readonly service: string;
  readonly offset: Nanos;
  /** Half of the width of the interval in which the offset lies. */
  readonly halfWidth: Nanos;
}

/** What kind of thing changed. */
export type ChangeKind =
  'deploy' | 'version' | 'configuration' | 'scaling' | 'log-template' | 'error-type' | 'traffic-shift';

/** Something that changed at a known time. */
export interface ChangeEvent {
  readonly kind: ChangeKind;
  /** Nanoseconds after the input's origin. */
  readonly at: Nanos;
  /** '' when it is nobody's or everybody's. */
  readonly service: string;
  /** What it was, as the source tells it: an annotation's text, a version, a template. */
  readonly text: string;
  /** Before, where it is known: the version that was replaced, the share of a zone. */
  readonly before?: string;
}

/** What a cascade is told from. All times are nanoseconds after `origin`. */
export interface CascadeInput {
  readonly origin: EpochNs;
  readonly signals: readonly ServiceSignal[];
  readonly edges: readonly CallEdge[];
  readonly baseline: Baseline;
  /** Where to look for onsets. */
  readonly window: TimeSpan;
  readonly changes: readonly ChangeEvent[];
  /** Of signals from traces and logs; metrics are in the time of who scraped them. Absent services are taken as right. */
  readonly clocks?: readonly ServiceClock[];
}

/** How bad it is, as of findings. */
export type Severity = FindingSeverity;

/** A time with its uncertainty: `low <= at <= high`. */
export interface Estimate {
  readonly low: Nanos;
  readonly at: Nanos;
  readonly high: Nanos;
}

/** A signal left what is usual. `low`, `at` and `high` bound the first sample (or request) that shows it. */
export interface Onset extends Estimate {
  readonly signal: SignalKind;
  readonly name: string;
  readonly source: SignalSource;
  /** `step`: from one sample to the next; `ramp`: it grew. */
  readonly shape: 'step' | 'ramp';
  /** Of a ramp: when it began to grow, if it grew evenly. No sample shows that yet. */
  readonly began?: Nanos;
  readonly direction: 'up' | 'down';
  /** The usual value, and that of the first episode; in the unit of the signal. */
  readonly before: number;
  readonly after: number;
  /** `after / before`; absent when the usual value is nothing. */
  readonly ratio?: number;
  /** Log likelihood ratio of "it changed" over "it did not". */
  readonly evidence: number;
  /** When it was usual again; absent when it was not. */
  readonly until?: Nanos;
  readonly severity: Severity;
  /** Whom it was seen at: the callers, for a service that tells nothing itself. */
  readonly seenBy: 'service' | 'callers';
}

/**
 * A signal that was far from usual, by the rule named. What few requests say counts for nothing, and a baseline of nothing
 * is taken for a little.
 */
export interface SignalAnomaly {
  readonly signal: SignalKind;
  readonly name: string;
  readonly source: SignalSource;
  /** `ratio`: errors above 10 times, P99 above 5 times the usual; `robust`: far outside the interquartile range. */
  readonly rule: 'ratio' | 'robust';
  /** When it was worst. */
  readonly at: Nanos;
  readonly value: number;
  readonly baseline: number;
  /** Absent when the baseline is nothing. */
  readonly ratio?: number;
  readonly severity: Severity;
}

/** One service in the cascade. */
export interface ServiceCascade {
  readonly service: string;
  /** Every signal that left what is usual, earliest first. */
  readonly onsets: readonly Onset[];
  /**
   * When the service degraded: the earliest of its symptoms (errors, latency, error lines). Saturation and load come before or with it and are among `onsets` alone. Absent when it did not.
   */
  readonly onset: Onset | undefined;
  /** The onset of highest severity, then most evidence. */
  readonly worst: Onset | undefined;
  readonly anomalies: readonly SignalAnomaly[];
  readonly severity: Severity;
}

/** Why one service is taken to have degraded before another. */
export type OrderBasis = 'intervals' | 'calls';

/** Two services whose intervals overlap, put in order because one calls the other. */
export interface BrokenTie {
  readonly first: string;
  readonly second: string;
  /** `self-time`: the callee's own time grew, not only what it waited for; `call`: nothing but the direction of the call. */
  readonly because: 'self-time' | 'call';
}

/** Services in the order of their onsets. */
export interface OnsetOrder {
  /**
   * Every degraded service, earliest first. Services of one tier cannot be told apart; those of different tiers need not
   * all differ: `relate` says it of a pair.
   */
  readonly tiers: ReadonlyArray<readonly string[]>;
  readonly ties: readonly BrokenTie[];
}

/** How trouble went from one service to another, along a call. */
export type PropagationKind = 'errors' | 'latency' | 'load' | 'retries';

export interface Propagation {
  readonly from: string;
  readonly to: string;
  /** Errors and latency go to callers; load and retries to callees. */
  readonly kind: PropagationKind;
  readonly delay: Estimate;
  /**
   * How many times as much arrives as began: of errors and latency by how much they grew at both, by the same measure; of
   * load and retries calls for each request of the caller, beside what is usual. Along a chain they multiply. Absent where
   * nothing tells both.
   */
  readonly amplification?: number;
  /** By what the two are known to be in this order. */
  readonly basis: OrderBasis;
}

/** How far it went. */
export interface BlastRadius {
  /** Degraded services, sorted. */
  readonly services: readonly string[];
  readonly operations: ReadonlyArray<{ readonly service: string; readonly operation: string }>;
  /** Share of the requests at the entry points that were slow or failed while it lasted, where they were counted. */
  readonly share: number | undefined;
  /** Degraded services that no degraded service calls, but for those that they call themselves in a circle. */
  readonly entryPoints: readonly string[];
}

/** A signal by name. */
export interface SignalName {
  readonly service: string;
  readonly signal: SignalKind;
  readonly name: string;
}

/**
 * What a correlation may mean, as a message key without its prefix `correlation.`; no cause is proven by any.
 * `saturation-errors`: saturation may be causing errors. `saturation-latency`: work may be waiting for a resource.
 * `traffic-latency`: more load, slower (capacity). `traffic-errors`: more load, more failures. `latency-errors`: slow
 * requests may run into timeouts. `callee-latency`, `callee-errors`: the caller may be waiting for, or failing with, its
 * callee. `caller-load`: the caller may be sending more. `together`: nothing more is known.
 */
export type CorrelationMeaning =
  | 'saturation-errors'
  | 'saturation-latency'
  | 'traffic-latency'
  | 'traffic-errors'
  | 'latency-errors'
  | 'callee-latency'
  | 'callee-errors'
  | 'caller-load'
  | 'together';

export interface Correlation {
  readonly a: SignalName;
  readonly b: SignalName;
  /** Pearson's, at the best lag. */
  readonly r: number;
  /** How much later `b` follows; negative when it leads. */
  readonly lag: Nanos;
  /** Samples that both have. */
  readonly samples: number;
  readonly meaning: CorrelationMeaning;
  /** A third signal goes with both at least as closely: it may be the cause of both. */
  readonly commonCause: SignalName | undefined;
}

/** A change shortly before the first onset (or within its uncertainty). */
export interface PrecedingChange extends ChangeEvent {
  /** From the change to the first onset. */
  readonly lead: Nanos;
}

/** Who fell first, how it spread, and how far. */
export interface Cascade {
  readonly origin: EpochNs;
  /** All services of the input, those that degraded first by onset, then the others by key. */
  readonly services: readonly ServiceCascade[];
  readonly order: OnsetOrder;
  /** Who may have been first: of the first tier those that no other of it is likely to precede, likeliest first. */
  readonly first: readonly string[];
  readonly propagation: readonly Propagation[];
  readonly blastRadius: BlastRadius;
  /** Latest first. */
  readonly changes: readonly PrecedingChange[];
  readonly correlations: readonly Correlation[];
  /** Services that call one another in a circle. */
  readonly cycles: ReadonlyArray<readonly string[]>;
  readonly severity: Severity;
}
