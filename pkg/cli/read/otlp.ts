import type { IdentityRules } from '../../../src/engine/correlation';
import {
  type Attribute,
  normaliseSpanId,
  type Scope,
  type SpanDetails,
  type SpanEvent,
  type SpanLink,
  type Trace,
} from '../../../src/engine/model';
import { type Outcome, problem, type Problem } from '../../../src/engine/result';
import { diffEpoch, type EpochNs, normaliseTraceId, type TraceId } from '../../../src/engine/units';
import { isObject, type Json, protoField, protoList, textOf } from './json';
import { readAttributes, readId, readKind, readStatus, readTime } from './otlp-values';
import { type SpanRow, traceOf } from './span-columns';

const TRACE_BYTES = 16;
const SPAN_BYTES = 8;

/** A span with usable IDs and times, and what its details are read from. */
interface PlacedSpan extends SpanRow {
  readonly traceId: TraceId;
  readonly span: Json;
  readonly scope: Scope;
}

/**
 * Reads OTLP JSON (`{resourceSpans: [...]}`, Tempo's `{batches: [...]}` and `{trace: {...}}`) into traces by columns, in
 * order of first appearance. Names in camelCase or snake_case, IDs in hexadecimal or base64, kinds and codes as numbers
 * or names, times as text or numbers.
 *
 * Problem: `otlp.bad-span` for spans without a usable trace ID, span ID or start; they cannot be placed and are left out.
 */
export function readOtlp(document: Json, rules: IdentityRules): Outcome<readonly Trace[]> {
  const root = isObject(document.trace) ? document.trace : document;
  const byTrace = new Map<TraceId, [PlacedSpan, ...PlacedSpan[]]>();
  let bad = 0;
  for (const entry of otlpSpans(root)) {
    const found = placeSpan(entry);
    if (found === undefined) {
      bad += 1;
      continue;
    }
    const spans = byTrace.get(found.traceId);
    if (spans === undefined) {
      byTrace.set(found.traceId, [found]);
    } else {
      spans.push(found);
    }
  }
  const problems: readonly Problem[] = bad === 0 ? [] : [problem('otlp.bad-span', {}, bad)];
  return { result: [...byTrace.values()].map((spans) => buildTrace(spans, rules)), problems };
}

/** A span as it stands in OTLP JSON, with its resource and scope. */
export interface OtlpEntry {
  readonly span: Json;
  readonly resource: readonly Attribute[];
  readonly scope: Scope;
}

/** Every span of an OTLP JSON document, in its order. Spans of one resource share its attributes. */
export function* otlpSpans(root: Json): Generator<OtlpEntry> {
  for (const batch of protoList(root, 'resourceSpans', 'batches')) {
    const resource = isObject(batch.resource) ? readAttributes(batch.resource) : [];
    for (const group of protoList(batch, 'scopeSpans', 'instrumentationLibrarySpans')) {
      const named = isObject(group.scope) ? group.scope : {};
      const scope = { name: textOf(named.name), version: textOf(named.version) };
      for (const span of protoList(group, 'spans')) {
        yield { span, resource, scope };
      }
    }
  }
}

function placeSpan({ span, resource, scope }: OtlpEntry): PlacedSpan | undefined {
  const traceId = normaliseTraceId(readId(protoField(span, 'traceId'), TRACE_BYTES));
  const spanId = normaliseSpanId(readId(protoField(span, 'spanId'), SPAN_BYTES));
  const start = readTime(protoField(span, 'startTimeUnixNano'));
  if (traceId === undefined || spanId === '' || start === undefined) {
    return undefined;
  }
  const status = isObject(span.status) ? span.status : {};
  return {
    traceId,
    spanId,
    parentSpanId: normaliseSpanId(readId(protoField(span, 'parentSpanId'), SPAN_BYTES)),
    followsFrom: false,
    start,
    end: readTime(protoField(span, 'endTimeUnixNano')) ?? start,
    operation: textOf(span.name),
    kind: readKind(span.kind),
    status: readStatus(status.code),
    statusMessage: textOf(status.message),
    resource,
    scope,
    span,
  };
}

function buildTrace(spans: readonly [PlacedSpan, ...PlacedSpan[]], rules: IdentityRules): Trace {
  const details = (origin: EpochNs): Omit<SpanDetails, 'resource'> => ({
    attributes: (row) => readAttributes(spans[row]?.span ?? {}),
    events: (row) => readEvents(spans[row]?.span ?? {}, origin),
    links: (row) => readLinks(spans[row]?.span ?? {}),
    scope: (row) => spans[row]?.scope ?? { name: '', version: '' },
    traceState: (row) => textOf(protoField(spans[row]?.span ?? {}, 'traceState')),
  });
  return traceOf({ traceId: spans[0].traceId, rows: spans, details }, rules);
}

/** Events of a span; those without a time are left out. */
export function readEvents(span: Json, origin: EpochNs): readonly SpanEvent[] {
  return protoList(span, 'events').flatMap((event) => {
    const time = readTime(protoField(event, 'timeUnixNano'));
    return time === undefined
      ? []
      : [{ time: diffEpoch(time, origin), name: textOf(event.name), attributes: readAttributes(event) }];
  });
}

export function readLinks(span: Json): readonly SpanLink[] {
  return protoList(span, 'links').map((link) => ({
    traceId: readId(protoField(link, 'traceId'), TRACE_BYTES),
    spanId: readId(protoField(link, 'spanId'), SPAN_BYTES),
    attributes: readAttributes(link),
  }));
}
