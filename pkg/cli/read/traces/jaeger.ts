import type { Attribute, SpanEvent, SpanKind, SpanLink, SpanStatus } from '../../../../src/engine/model';
import { diffEpoch, type EpochNs, epochNs } from '../../../../src/engine/units';
import { isObject, type Json, textOf } from '../json';
import { buildFileTrace, type FileSpan, type FileTrace } from './build';
import { shownId, spanKey, traceKey } from './span-ids';

const NS_PER_US = 1000;
const KINDS: readonly SpanKind[] = ['client', 'server', 'producer', 'consumer', 'internal'];
const NO_SCOPE = { name: '', version: '' };

/** The traces of a Jaeger document: `{data: [...]}`, or one trace; `undefined` when it is neither. */
export function jaegerTraces(document: Json): readonly Json[] | undefined {
  if (Array.isArray(document.data)) {
    const traces = document.data.filter(isObject);
    return traces.every(isJaegerTrace) ? traces : undefined;
  }
  return isJaegerTrace(document) ? [document] : undefined;
}

function isJaegerTrace(value: Json): boolean {
  return Array.isArray(value.spans);
}

/** Reads one trace of Jaeger's JSON (`{traceID, spans, processes}`, times in microseconds), spans in its order. */
export function readJaegerTrace(trace: Json): FileTrace {
  const spans = listOf(trace.spans);
  const traceId = shownId(trace.traceID ?? spans[0]?.traceID);
  const resources = resourceReader(isObject(trace.processes) ? trace.processes : {});
  return buildFileTrace(
    traceId,
    'us',
    spans.map((span) => readSpan(span, traceId, resources))
  );
}

function readSpan(span: Json, traceId: string, resources: (span: Json) => readonly Attribute[]): FileSpan {
  const tags = readTags(span.tags);
  const parent = parentOf(span, traceId);
  const start = microseconds(span.startTime);
  const duration = microseconds(span.duration);
  return {
    spanId: shownId(span.spanID),
    ...parent,
    start,
    end: start === undefined ? undefined : epochNs(start + (duration ?? 0n)),
    operation: textOf(span.operationName),
    kind: kindOf(tags),
    status: statusOf(tags),
    statusMessage: textOf(tags.find(({ key }) => key === 'otel.status_description')?.value),
    resource: resources(span),
    scope: NO_SCOPE,
    traceState: '',
    attributes: () => tags,
    events: (origin) => readLogs(span.logs, origin),
    links: () => linksOf(span, parent.parentId),
  };
}

/**
 * The parent as jaeger-ui finds it: the first CHILD_OF of the same trace, else the first FOLLOWS_FROM of the same trace,
 * else what an old file has in `parentSpanID`.
 */
function parentOf(span: Json, traceId: string): Pick<FileSpan, 'parentId' | 'followsFrom'> {
  const own = listOf(span.references).filter(
    ({ traceID }) => traceID === undefined || traceID === traceId || traceKey(shownId(traceID)) === traceKey(traceId)
  );
  const childOf = own.find(({ refType }) => refType === 'CHILD_OF');
  const follows = own.find(({ refType }) => refType === 'FOLLOWS_FROM');
  const found = childOf ?? follows;
  return {
    parentId: shownId(found === undefined ? span.parentSpanID : found.spanID),
    followsFrom: childOf === undefined && follows !== undefined,
  };
}

function linksOf(span: Json, parentId: string): readonly SpanLink[] {
  return listOf(span.references)
    .filter(({ spanID }) => spanKey(shownId(spanID)) !== spanKey(parentId))
    .map(({ traceID, spanID }) => ({ traceId: shownId(traceID), spanId: shownId(spanID), attributes: [] }));
}

/** Reads each process once, whatever the number of its spans. A span may bring its own. */
function resourceReader(processes: Json): (span: Json) => readonly Attribute[] {
  const known = new Map<string, readonly Attribute[]>();
  return (span) => {
    if (isObject(span.process)) {
      return resourceOf(span.process);
    }
    const id = textOf(span.processID);
    const found = known.get(id) ?? resourceOf(Object.hasOwn(processes, id) ? processes[id] : undefined);
    known.set(id, found);
    return found;
  };
}

function resourceOf(process: unknown): readonly Attribute[] {
  return isObject(process)
    ? [{ key: 'service.name', value: textOf(process.serviceName) }, ...readTags(process.tags)]
    : [];
}

function readTags(value: unknown): readonly Attribute[] {
  return listOf(value).flatMap((tag) => (typeof tag.key === 'string' ? [{ key: tag.key, value: tag.value }] : []));
}

function kindOf(tags: readonly Attribute[]): SpanKind {
  const kind = textOf(tags.find(({ key }) => key.toLowerCase() === 'span.kind')?.value).toLowerCase();
  return KINDS.find((known) => known === kind) ?? 'unspecified';
}

function statusOf(tags: readonly Attribute[]): SpanStatus {
  const code = textOf(tags.find(({ key }) => key === 'otel.status_code')?.value).toLowerCase();
  const error = tags.find(({ key }) => key === 'error')?.value;
  return error === true || error === 'true' || code === 'error' ? 'error' : code === 'ok' ? 'ok' : 'unset';
}

function readLogs(value: unknown, origin: EpochNs): readonly SpanEvent[] {
  return listOf(value).flatMap((log) => {
    const time = microseconds(log.timestamp);
    const attributes = readTags(log.fields);
    const name = textOf(attributes.find(({ key }) => key === 'event')?.value);
    return time === undefined ? [] : [{ time: diffEpoch(time, origin), name, attributes }];
  });
}

/** Microseconds as a number or as its text; a fraction is kept to the nanosecond. 0 is a time. */
function microseconds(value: unknown): EpochNs | undefined {
  const us = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof us !== 'number' || !Number.isFinite(us)) {
    return undefined;
  }
  const whole = Math.floor(us);
  return epochNs(BigInt(whole) * BigInt(NS_PER_US) + BigInt(Math.round((us - whole) * NS_PER_US)));
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
