import { isObject, type Json, protoField, protoList, textOf } from '../json';
import { type OtlpEntry, otlpSpans, readEvents, readLinks } from '../otlp';
import { readAttributes, readKind, readStatus, readTime } from '../otlp-values';
import { buildFileTrace, type FileSpan, type FileTrace } from './build';
import { shownId, spanKey, traceKey } from './span-ids';

const CONTAINERS: readonly string[] = ['resourceSpans', 'resource_spans', 'batches'];
/** What Jaeger's references become in OpenTelemetry (semantic conventions, compatibility with OpenTracing). */
const REFERENCE_TYPE = 'opentracing.ref_type';
const FOLLOWS_FROM = 'follows_from';

/** OTLP's list of spans in a document, or in its `trace` (Tempo's answer to one ID); `undefined` when it has none. */
export function otlpRoot(document: Json): Json | undefined {
  const root = isObject(document.trace) ? document.trace : document;
  return CONTAINERS.some((name) => Array.isArray(root[name])) ? root : undefined;
}

/**
 * Reads OTLP JSON: `{resourceSpans}`, Tempo's `{batches}` and `{trace: {...}}`, several documents as one. Spans of one
 * trace ID are one trace, wherever they stand; traces come in order of first appearance, spans in that of the file.
 */
export function readOtlpTraces(roots: readonly Json[]): readonly FileTrace[] {
  const groups = new Map<string, { readonly shown: string; readonly spans: FileSpan[] }>();
  for (const root of roots) {
    for (const entry of otlpSpans(root)) {
      const shown = shownId(protoField(entry.span, 'traceId'));
      const key = traceKey(shown);
      const group = groups.get(key) ?? { shown, spans: [] };
      group.spans.push(readSpan(entry));
      groups.set(key, group);
    }
  }
  return [...groups.values()].map(({ shown, spans }) => buildFileTrace(shown, 'ns', spans));
}

function readSpan({ span, resource, scope }: OtlpEntry): FileSpan {
  const parentId = shownId(protoField(span, 'parentSpanId'));
  const status = isObject(span.status) ? span.status : {};
  return {
    spanId: shownId(protoField(span, 'spanId')),
    parentId,
    followsFrom: followsFrom(span, parentId),
    start: readTime(protoField(span, 'startTimeUnixNano')),
    end: readTime(protoField(span, 'endTimeUnixNano')),
    operation: textOf(span.name),
    kind: readKind(span.kind),
    status: readStatus(status.code),
    statusMessage: textOf(status.message),
    resource,
    scope,
    traceState: textOf(protoField(span, 'traceState')),
    attributes: () => readAttributes(span),
    events: (origin) => readEvents(span, origin),
    links: () => readLinks(span),
  };
}

/** A link to the parent that says how it is meant: without one a parent is a parent. */
function followsFrom(span: Json, parentId: string): boolean {
  return (
    parentId !== '' &&
    protoList(span, 'links').some(
      (link) =>
        spanKey(shownId(protoField(link, 'spanId'))) === spanKey(parentId) &&
        readAttributes(link).some(({ key, value }) => key === REFERENCE_TYPE && value === FOLLOWS_FROM)
    )
  );
}
