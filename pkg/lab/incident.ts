/**
 * A finished incident: what the three signals hold, in the wire shapes of OTLP JSON, Loki and Prometheus, and the ground
 * truth next to it. Epoch nanoseconds are decimal strings everywhere.
 */
export interface OtlpValue {
  readonly stringValue?: string;
  /** A 64-bit integer as text, as OTLP JSON has it. */
  readonly intValue?: string;
  readonly doubleValue?: number;
  readonly boolValue?: boolean;
}

export interface OtlpAttribute {
  readonly key: string;
  readonly value: OtlpValue;
}

interface OtlpEvent {
  readonly timeUnixNano: string;
  readonly name: string;
  readonly attributes: readonly OtlpAttribute[];
}

interface OtlpLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: readonly OtlpAttribute[];
}

/** 0 unset, 1 ok, 2 error. */
interface OtlpStatus {
  readonly code?: 1 | 2;
  readonly message?: string;
}

/** `kind`: 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
export interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** '' for a root. */
  readonly parentSpanId: string;
  readonly traceState: string;
  readonly name: string;
  readonly kind: 1 | 2 | 3 | 4 | 5;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly OtlpAttribute[];
  readonly events: readonly OtlpEvent[];
  readonly links: readonly OtlpLink[];
  readonly status: OtlpStatus;
}

interface OtlpScopeSpans {
  readonly scope: { readonly name: string; readonly version: string };
  readonly spans: readonly OtlpSpan[];
}

export interface OtlpResourceSpans {
  readonly resource: { readonly attributes: readonly OtlpAttribute[] };
  readonly scopeSpans: readonly OtlpScopeSpans[];
}

/** Every trace of the incident in one document, grouped by resource (one per instance), spans by start. */
export interface OtlpTraces {
  readonly resourceSpans: readonly OtlpResourceSpans[];
}

/** One line as Loki holds it: stream labels, structured metadata, text. */
export interface LabLog {
  readonly timeUnixNano: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly line: string;
}

/** Epoch seconds, and the value as text. */
export type PromSample = readonly [number, string];

interface PromSeries {
  /** Labels, `__name__` among them. */
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly PromSample[];
}

/** A `query_range` answer of Prometheus: the raw series of one metric name. */
export interface PromRangeAnswer {
  readonly status: 'success';
  readonly data: { readonly resultType: 'matrix'; readonly result: readonly PromSeries[] };
}

/** One element of `data` of a `query_exemplars` answer. */
export interface PromExemplarAnswer {
  readonly seriesLabels: Readonly<Record<string, string>>;
  readonly exemplars: ReadonlyArray<{
    readonly labels: Readonly<Record<string, string>>;
    readonly value: string;
    /** Epoch seconds. */
    readonly timestamp: number;
  }>;
}

/** How far a node's clock is from true time: `offsetUs` at the start of the run, and its drift (ppm = µs per second). */
export interface ClockTruth {
  readonly offsetUs: number;
  readonly driftPpm: number;
  /** When it was set while running, milliseconds of true time after the start, and by how much it went forward. */
  readonly steps?: ReadonlyArray<{ readonly atMs: number; readonly byUs: number }>;
}

/** What a service is measured by; each may tell of a fault at another time. */
type SignalName = 'traffic' | 'errors' | 'latency' | 'saturation';

/** What kind of fault it is, as a suspect would be named. */
type FaultKind = 'exception' | 'error-return' | 'resource' | 'network' | 'dependency' | 'traffic' | 'change';

/** Where the fault was put, and what it is. */
interface FaultTruth {
  readonly service: string;
  /** `service.instance.id`, where one instance alone has it. */
  readonly instance?: string;
  readonly kind: FaultKind;
}

/** A call along which the fault went on, and what of it. Errors and latency go from callee to caller, load the other way. */
export interface SpreadTruth {
  readonly from: string;
  readonly to: string;
  readonly kind: 'errors' | 'latency' | 'load' | 'retries';
}

/** Something that was changed on purpose, and that telemetry tells of. */
export interface ChangeTruth {
  readonly service: string;
  readonly kind: 'deploy' | 'routing' | 'expiry';
  /** When the first part of it was done, epoch nanoseconds of true time. */
  readonly atNs: string;
  /** What it was changed from and to: versions, zones; '' where that says nothing. */
  readonly before: string;
  readonly after: string;
}

/** One circuit breaker of one instance: closed from the start of the run until its first change. */
export interface BreakerTruth {
  /** Of the callee, after which it is named. */
  readonly name: string;
  readonly caller: string;
  readonly callee: string;
  /** Of the caller, as its spans have it: `service.instance.id`. */
  readonly instance: string;
  readonly changes: ReadonlyArray<{ readonly atNs: string; readonly to: 'closed' | 'open' | 'half-open' }>;
}

/** What really happened, in true time. The healthy scenario has '' for the cause and no onset but the start of the run. */
export interface Truth {
  readonly scenario: string;
  readonly seed: number;
  readonly cause: string;
  readonly kind: string;
  readonly firstService: string;
  readonly onsetNs: string;
  /** Service -> when its first slow or failed request that the fault caused had ended: no telemetry can tell earlier. */
  readonly onsets: Readonly<Record<string, string>>;
  readonly blastRadius: readonly string[];
  /** IDs a user would start from; the first tells the story best. */
  readonly ids: readonly string[];
  readonly clocks: Readonly<Record<string, ClockTruth>>;
  /** The operation that slow requests spend their time in, where the scenario is about one: service and span name. */
  readonly operation?: { readonly service: string; readonly name: string };
  /** The span attribute that all affected requests share and no other has, where there is one. */
  readonly attribute?: { readonly key: string; readonly value: string };
  /** The service whose lines are stamped in local time, and by how many hours that is ahead of UTC, where there is one. */
  readonly slip?: { readonly service: string; readonly hours: number };
  /** The calls that the scenario is about, where it is about the calls of one service to another. */
  readonly edge?: { readonly caller: string; readonly callee: string };
  /** What every breaker did, one for each instance of its caller, where there are any. */
  readonly breakers?: readonly BreakerTruth[];
  /** Where the fault was put: cascades, and `latency-spike`. */
  readonly fault?: FaultTruth;
  /**
   * Service -> signal -> when telemetry could first tell by that signal: `latency` and `errors` as in `onsets` (the end of the
   * first request slower than all healthy ones, or failing), `saturation` and `traffic` the first scrape beyond all healthy ones.
   */
  readonly signals?: Readonly<Record<string, Readonly<Partial<Record<SignalName, string>>>>>;
  /** The calls along which the fault went on, by the time at which it did. */
  readonly spread?: readonly SpreadTruth[];
  /** What was changed shortly before, where it is the cause. */
  readonly change?: ChangeTruth;
}

export interface LabIncident {
  readonly traces: OtlpTraces;
  /** Ascending by time. */
  readonly logs: readonly LabLog[];
  /** One answer for each metric name. */
  readonly metrics: readonly PromRangeAnswer[];
  readonly exemplars: readonly PromExemplarAnswer[];
  readonly truth: Truth;
}
