import { identityReader, type IdentityRules } from '../../../src/engine/correlation';
import {
  type Attribute,
  normaliseSpanId,
  resolveParents,
  type Scope,
  type SpanEvent,
  SpanFlag,
  type SpanLink,
  type Trace,
} from '../../../src/engine/model';
import { type Outcome, problem, type Problem } from '../../../src/engine/result';
import { diffEpoch, type EpochNs, normaliseTraceId, type TraceId } from '../../../src/engine/units';
import { isObject, type Json, protoField, protoList, textOf } from './json';
import { readAttributes, readId, readKind, readStatus, readTime } from './otlp-values';

const TRACE_BYTES = 16;
const SPAN_BYTES = 8;

interface OtlpSpan {
  readonly traceId: TraceId;
  readonly spanId: string;
  readonly start: EpochNs;
  readonly end: EpochNs;
  readonly span: Json;
  readonly resource: readonly Attribute[];
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
  const byTrace = new Map<TraceId, OtlpSpan[]>();
  let bad = 0;
  for (const found of spansOf(root)) {
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
  return { result: [...byTrace].map(([traceId, spans]) => buildTrace(traceId, spans, rules)), problems };
}

function* spansOf(root: Json): Generator<OtlpSpan | undefined> {
  for (const { span, resource, scope } of otlpSpans(root)) {
    yield placeSpan(span, resource, scope);
  }
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

function placeSpan(span: Json, resource: readonly Attribute[], scope: Scope): OtlpSpan | undefined {
  const traceId = normaliseTraceId(readId(protoField(span, 'traceId'), TRACE_BYTES));
  const spanId = normaliseSpanId(readId(protoField(span, 'spanId'), SPAN_BYTES));
  const start = readTime(protoField(span, 'startTimeUnixNano'));
  const end = readTime(protoField(span, 'endTimeUnixNano')) ?? start;
  return traceId === undefined || spanId === '' || start === undefined || end === undefined
    ? undefined
    : { traceId, spanId, start, end, span, resource, scope };
}

function buildTrace(traceId: TraceId, spans: readonly OtlpSpan[], rules: IdentityRules): Trace {
  const origin = spans.map(({ start }) => start).reduce((first, start) => (start < first ? start : first));
  const spanId = spans.map((span) => span.spanId);
  const parentSpanId = spans.map(({ span }) => normaliseSpanId(readId(protoField(span, 'parentSpanId'), SPAN_BYTES)));
  const { parent, flags } = resolveParents(spanId, parentSpanId);
  const identities = identityReader(rules);
  const duration = Float64Array.from(spans, ({ start, end }) => diffEpoch(end, start));
  duration.forEach((length, row) => {
    if (length < 0) {
      duration[row] = 0;
      flags[row] = (flags[row] ?? 0) | SpanFlag.NegativeDuration;
    }
  });
  return {
    traceId,
    origin,
    size: spans.length,
    spanId,
    parentSpanId,
    parent,
    start: Float64Array.from(spans, ({ start }) => diffEpoch(start, origin)),
    duration,
    operation: spans.map(({ span }) => textOf(span.name)),
    service: Int32Array.from(spans, ({ resource }) => identities.row({ resource })),
    services: identities.services,
    kind: spans.map(({ span }) => readKind(span.kind)),
    status: spans.map(({ span }) => (isObject(span.status) ? readStatus(span.status.code) : 'unset')),
    statusMessage: spans.map(({ span }) => (isObject(span.status) ? textOf(span.status.message) : '')),
    flags,
    details: {
      attributes: (row) => readAttributes(spans[row]?.span ?? {}),
      resource: (row) => spans[row]?.resource ?? [],
      events: (row) => readEvents(spans[row]?.span ?? {}, origin),
      links: (row) => readLinks(spans[row]?.span ?? {}),
      scope: (row) => spans[row]?.scope ?? { name: '', version: '' },
      traceState: (row) => textOf(protoField(spans[row]?.span ?? {}, 'traceState')),
    },
    partial: false,
  };
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
