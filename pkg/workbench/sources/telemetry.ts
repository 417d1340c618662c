/**
 * The telemetry that the sources answer from, in the shapes of its wire formats: OTLP JSON, Loki push, Prometheus API
 * answers. `pkg/lab` makes it; the structural types keep the sources testable without it.
 */
export interface AnyValue {
  readonly stringValue?: string;
  readonly intValue?: string | number;
  readonly doubleValue?: number;
  readonly boolValue?: boolean;
  readonly arrayValue?: { readonly values?: readonly AnyValue[] };
  readonly kvlistValue?: { readonly values?: readonly KeyValue[] };
  readonly bytesValue?: string;
}

export interface KeyValue {
  readonly key: string;
  readonly value: AnyValue;
}

export interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly traceState?: string;
  readonly name: string;
  readonly kind?: number;
  /** Decimal strings of epoch nanoseconds. */
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes?: readonly KeyValue[];
  readonly events?: ReadonlyArray<{
    readonly timeUnixNano: string;
    readonly name?: string;
    readonly attributes?: readonly KeyValue[];
  }>;
  readonly links?: ReadonlyArray<{
    readonly traceId: string;
    readonly spanId: string;
    readonly attributes?: readonly KeyValue[];
  }>;
  readonly status?: { readonly code?: number; readonly message?: string };
}

export interface OtlpScope {
  readonly name?: string;
  readonly version?: string;
  readonly attributes?: readonly KeyValue[];
}

export interface OtlpTraces {
  readonly resourceSpans: ReadonlyArray<{
    readonly resource?: { readonly attributes?: readonly KeyValue[] };
    readonly scopeSpans: ReadonlyArray<{ readonly scope?: OtlpScope; readonly spans: readonly OtlpSpan[] }>;
  }>;
}

export interface LogEntry {
  /** Decimal string of epoch nanoseconds. */
  readonly timeUnixNano: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly line: string;
}

export interface RangeAnswer {
  readonly data: {
    readonly result: ReadonlyArray<{
      readonly metric: Readonly<Record<string, string>>;
      /** Seconds since the epoch, and the value as text. */
      readonly values: ReadonlyArray<readonly [number, string]>;
    }>;
  };
}

/** One element of `data` of a `query_exemplars` answer. */
export interface ExemplarAnswer {
  readonly seriesLabels: Readonly<Record<string, string>>;
  readonly exemplars: ReadonlyArray<{
    readonly labels: Readonly<Record<string, string>>;
    readonly value: string;
    /** Seconds since the epoch. */
    readonly timestamp: number;
  }>;
}

export interface Telemetry {
  readonly traces: OtlpTraces;
  readonly logs: readonly LogEntry[];
  readonly metrics: readonly RangeAnswer[];
  readonly exemplars: readonly ExemplarAnswer[];
}
