import type { SpanKind, SpanStatus } from '../../engine/model';
import { isRecord, textOf } from '../frame';

const OK_CODE = 1;
const ERROR_CODE = 2;

/** `client`, `CLIENT`, `SPAN_KIND_CLIENT`; everything else is `unspecified`. */
export function readKind(value: unknown): SpanKind {
  switch (value) {
    case 'client':
    case 'server':
    case 'producer':
    case 'consumer':
    case 'internal':
      return value;
    default:
      return isSpelledOut(value) ? readKind(value.toLowerCase().replace('span_kind_', '')) : 'unspecified';
  }
}

/** Any text that is not yet what {@link readKind} makes of it: it looks at most twice. */
function isSpelledOut(value: unknown): value is string {
  return typeof value === 'string' && /[A-Z]/.test(value);
}

/** OTLP's numbers 0, 1, 2, or their names. */
export function readStatus(value: unknown): SpanStatus {
  if (typeof value === 'string') {
    const name = value.toUpperCase().replace('STATUS_CODE_', '');
    return name === 'ERROR' ? 'error' : name === 'OK' ? 'ok' : 'unset';
  }
  return value === ERROR_CODE ? 'error' : value === OK_CODE ? 'ok' : 'unset';
}

/** The number that the trace frame's `statusCode` carries. */
export function statusCode(status: SpanStatus): number {
  return status === 'error' ? ERROR_CODE : status === 'ok' ? OK_CODE : 0;
}

/** What Jaeger and Zipkin say of a span in its tags only. */
export interface TagFacts {
  readonly kind: SpanKind;
  readonly status: SpanStatus;
  readonly statusMessage: string;
}

/**
 * Reads kind and status from tags: `span.kind` (OpenTracing, OTLP to Jaeger), `kind` (Zipkin's frames), `error`,
 * `otel.status_code`, `otel.status_description`. An explicit `otel.status_code` wins over `error`.
 */
export function factsOfTags(tags: unknown): TagFacts {
  let kind: SpanKind = 'unspecified';
  let code = '';
  let failed = false;
  let statusMessage = '';
  for (const tag of Array.isArray(tags) ? tags : []) {
    const value: unknown = isRecord(tag) ? tag.value : undefined;
    switch (isRecord(tag) ? tag.key : undefined) {
      case 'span.kind':
        kind = readKind(value);
        break;
      case 'kind':
        kind = kind === 'unspecified' ? readKind(value) : kind;
        break;
      case 'error':
        failed = value === true || value === 'true';
        break;
      case 'otel.status_code':
        code = textOf(value);
        break;
      case 'otel.status_description':
        statusMessage = textOf(value);
        break;
    }
  }
  const status = code === '' ? (failed ? 'error' : 'unset') : readStatus(code);
  return { kind, status, statusMessage };
}
