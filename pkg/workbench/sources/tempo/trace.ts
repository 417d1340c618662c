import { type FieldJson, frame, type FrameJson, Refusal } from '../answer';
import { type Memory, type StoredSpan, storedTraceId } from '../memory';
import type { OtlpSpan } from '../telemetry';
import { attribute, frameValue, tags } from './attributes';

const KINDS = ['', 'internal', 'server', 'client', 'producer', 'consumer'];
const NS_PER_MS = 1e6;
const HALF_ID = /^0{16}/;

/**
 * The trace frame of one trace, as Grafana 12.4 makes it, with its quirks: a 64-bit trace ID comes back with 16 digits,
 * times are float milliseconds, a negative duration has underflowed, spans of a resource without attributes are dropped.
 *
 * @throws Refusal with status 500 when the trace is unknown.
 */
export function traceFrame(memory: Memory, id: string, refId: string): FrameJson {
  const spans = (memory.traces.get(storedTraceId(id)) ?? []).filter(({ resource }) => resource.length > 0);
  if (spans.length === 0) {
    throw new Refusal(`failed to get trace with id: ${id} Status: Not Found`, 500);
  }
  return frame({
    fields: traceFields(spans),
    refId,
    meta: { typeVersion: [0, 0], custom: { message: '', partial: false }, preferredVisualisationType: 'trace' },
    name: 'Trace',
  });
}

/** Grafana 12.4 cuts the first sixteen digits of an ID when they are zeros. */
function shownTraceId(id: string): string {
  return storedTraceId(id).replace(HALF_ID, '');
}

/** `service.name` as Tempo shows it. */
export function serviceName({ resource }: StoredSpan): string {
  const name = attribute(resource, 'service.name');
  return name === undefined ? 'OTLPResourceNoServiceName' : String(frameValue(name));
}

function traceFields(spans: readonly StoredSpan[]): readonly FieldJson[] {
  const column = (name: string, type: FieldJson['type'], value: (stored: StoredSpan) => unknown): FieldJson => ({
    name,
    type,
    config: {},
    values: spans.map(value),
  });
  return [
    column('traceID', 'string', ({ span }) => shownTraceId(span.traceId)),
    column('spanID', 'string', ({ span }) => span.spanId),
    column('parentSpanID', 'string', ({ span }) => span.parentSpanId ?? ''),
    column('operationName', 'string', ({ span }) => span.name),
    column('serviceName', 'string', serviceName),
    column('kind', 'string', ({ span }) => KINDS[span.kind ?? 0] ?? ''),
    column('statusCode', 'number', ({ span }) => span.status?.code ?? 0),
    column('statusMessage', 'string', ({ span }) => span.status?.message ?? ''),
    column('instrumentationLibraryName', 'string', ({ scope }) => scope.name ?? ''),
    column('instrumentationLibraryVersion', 'string', ({ scope }) => scope.version ?? ''),
    column('traceState', 'string', ({ span }) => span.traceState ?? ''),
    column('serviceTags', 'other', ({ resource }) => tags(resource)),
    column('startTime', 'number', ({ span }) => Number(span.startTimeUnixNano) / NS_PER_MS),
    column('duration', 'number', ({ span }) => durationMs(span)),
    column('logs', 'other', ({ span }) => events(span)),
    column('references', 'other', ({ span }) => references(span)),
    column('tags', 'other', ({ span, scope }) => [...tags(span.attributes), ...tags(scope.attributes)]),
  ];
}

function durationMs(span: OtlpSpan): number {
  return Number(BigInt.asUintN(64, BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano))) / NS_PER_MS;
}

function events(span: OtlpSpan): unknown {
  const found = (span.events ?? []).map(({ timeUnixNano, name, attributes }) => ({
    timestamp: Number(timeUnixNano) / NS_PER_MS,
    fields: tags(attributes),
    ...(name === undefined || name === '' ? {} : { name }),
  }));
  // Frames are JSON: what is absent is null there.
  return found.length === 0 ? null : found;
}

function references(span: OtlpSpan): unknown {
  const found = (span.links ?? []).map(({ traceId, spanId, attributes }) => ({
    traceID: traceId.replace(/^0+/, ''),
    spanID: spanId,
    tags: tags(attributes),
  }));
  return found.length === 0 ? null : found;
}
