import { column, fieldNamed, type FrameInput } from '../frame';

/** The columns of a trace frame, looked up by name once. A missing field is an empty column. */
export interface SpanColumns {
  readonly traceId: readonly unknown[];
  readonly spanId: readonly unknown[];
  readonly parentSpanId: readonly unknown[];
  readonly operation: readonly unknown[];
  readonly serviceName: readonly unknown[];
  /** Grafana 13.1 on. */
  readonly serviceNamespace: readonly unknown[];
  readonly serviceTags: readonly unknown[];
  /** `undefined` when only tags say it: Jaeger, Zipkin. */
  readonly kind: readonly unknown[] | undefined;
  readonly statusCode: readonly unknown[] | undefined;
  readonly statusMessage: readonly unknown[];
  readonly scopeName: readonly unknown[];
  readonly scopeVersion: readonly unknown[];
  readonly traceState: readonly unknown[];
  /** Float milliseconds since the epoch. */
  readonly startTime: readonly unknown[];
  /** Float milliseconds. */
  readonly duration: readonly unknown[];
  readonly logs: readonly unknown[];
  readonly references: readonly unknown[];
  readonly tags: readonly unknown[];
}

/** The fields without which a frame holds no spans. */
export const REQUIRED_FIELDS = ['traceID', 'spanID', 'startTime'] as const;

export function spanColumns(frame: FrameInput): SpanColumns {
  return {
    traceId: column(frame, 'traceID'),
    spanId: column(frame, 'spanID'),
    parentSpanId: column(frame, 'parentSpanID'),
    operation: column(frame, 'operationName'),
    serviceName: column(frame, 'serviceName'),
    serviceNamespace: column(frame, 'serviceNamespace'),
    serviceTags: column(frame, 'serviceTags'),
    kind: optionalColumn(frame, 'kind'),
    statusCode: optionalColumn(frame, 'statusCode'),
    statusMessage: column(frame, 'statusMessage'),
    scopeName: column(frame, 'instrumentationLibraryName'),
    scopeVersion: column(frame, 'instrumentationLibraryVersion'),
    traceState: column(frame, 'traceState'),
    startTime: column(frame, 'startTime'),
    duration: column(frame, 'duration'),
    logs: column(frame, 'logs'),
    references: column(frame, 'references'),
    tags: column(frame, 'tags'),
  };
}

function optionalColumn(frame: FrameInput, name: string): readonly unknown[] | undefined {
  return fieldNamed(frame, name) === undefined ? undefined : column(frame, name);
}
