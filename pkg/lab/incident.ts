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
