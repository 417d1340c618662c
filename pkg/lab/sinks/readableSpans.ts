import { type Attributes, type HrTime, type Link, SpanKind, SpanStatusCode, type TraceState } from '@opentelemetry/api';
import { type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import type { OtlpAttribute, OtlpResourceSpans, OtlpSpan } from '../incident';

const NS_PER_S = BigInt(1_000_000_000);
const SAMPLED = 1;
const KINDS = {
  1: SpanKind.INTERNAL,
  2: SpanKind.SERVER,
  3: SpanKind.CLIENT,
  4: SpanKind.PRODUCER,
  5: SpanKind.CONSUMER,
} as const;
const STATUSES = { 1: SpanStatusCode.OK, 2: SpanStatusCode.ERROR } as const;

/** Epoch nanoseconds as OpenTelemetry's pair: exact, where a float of milliseconds is not. */
function hrTime(ns: string): HrTime {
  return hrTimeOf(BigInt(ns));
}

function hrTimeOf(ns: bigint): HrTime {
  return [Number(ns / NS_PER_S), Number(ns % NS_PER_S)];
}

function attributesOf(attributes: readonly OtlpAttribute[]): Attributes {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      value.stringValue ??
        value.boolValue ??
        value.doubleValue ??
        (value.intValue === undefined ? undefined : Number(value.intValue)),
    ])
  );
}

/**
 * Spans as OpenTelemetry's exporters take them. The exporter groups by the very object of a resource, so one is kept for
 * each instance.
 */
export class SpanReader {
  private readonly resources = new Map<string, Resource>();

  read(grouped: readonly OtlpResourceSpans[]): readonly ReadableSpan[] {
    return grouped.flatMap(({ resource, scopeSpans }) => {
      const known = this.resourceOf(resource.attributes);
      return scopeSpans.flatMap(({ scope, spans }) => spans.map((span) => readableSpan(span, known, scope)));
    });
  }

  private resourceOf(attributes: readonly OtlpAttribute[]): Resource {
    const key = JSON.stringify(attributes);
    const known = this.resources.get(key) ?? resourceFromAttributes(attributesOf(attributes));
    this.resources.set(key, known);
    return known;
  }
}

/** The state of a span that has ended: it is read, and changed no more. */
function traceStateOf(text: string): TraceState {
  const state: TraceState = {
    get: (key) =>
      text
        .split(',')
        .find((entry) => entry.startsWith(`${key}=`))
        ?.slice(key.length + 1),
    set: () => state,
    unset: () => state,
    serialize: () => text,
  };
  return state;
}

function readableSpan(
  span: OtlpSpan,
  resource: Resource,
  instrumentationScope: ReadableSpan['instrumentationScope']
): ReadableSpan {
  const { traceId, spanId, parentSpanId, status } = span;
  const context = {
    traceId,
    spanId,
    traceFlags: SAMPLED,
    ...(span.traceState === '' ? {} : { traceState: traceStateOf(span.traceState) }),
  };
  return {
    name: span.name,
    kind: KINDS[span.kind],
    spanContext: () => context,
    ...(parentSpanId === '' ? {} : { parentSpanContext: { traceId, spanId: parentSpanId, traceFlags: SAMPLED } }),
    startTime: hrTime(span.startTimeUnixNano),
    endTime: hrTime(span.endTimeUnixNano),
    duration: hrTimeOf(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)),
    ended: true,
    status:
      status.code === undefined
        ? { code: SpanStatusCode.UNSET }
        : { code: STATUSES[status.code], ...(status.message === undefined ? {} : { message: status.message }) },
    attributes: attributesOf(span.attributes),
    links: span.links.map((link): Link => ({
      context: { traceId: link.traceId, spanId: link.spanId, traceFlags: SAMPLED },
      attributes: attributesOf(link.attributes),
    })),
    events: span.events.map(({ timeUnixNano, name, attributes }) => ({
      time: hrTime(timeUnixNano),
      name,
      attributes: attributesOf(attributes),
    })),
    resource,
    instrumentationScope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}
