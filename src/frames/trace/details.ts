import { normaliseSpanId, type Attribute, type SpanDetails, type SpanEvent, type SpanLink } from '../../engine/model';
import { normaliseTraceId, type Nanos } from '../../engine/units';
import { isRecord, numberOf, textOf, timeOf } from '../frame';
import type { SpanColumns } from './columns';

const NO_ATTRIBUTES: readonly Attribute[] = [];

/** How an event's time becomes nanoseconds after the trace's origin. */
export interface EventClock {
  /** From float milliseconds since the epoch. */
  readonly ofMs: (ms: number) => Nanos;
  /** From the `clewTime` of a frame of ours. */
  readonly ofExact: ((offset: number) => Nanos) | undefined;
}

/**
 * Reads the details of a span from the source's rows when they are asked for.
 *
 * @param rows - row of the frame of each span of the trace
 */
export function lazyDetails(columns: SpanColumns, rows: readonly number[], clock: EventClock): SpanDetails {
  const cell = (values: readonly unknown[], span: number): unknown => {
    const row = rows[span];
    return row === undefined ? undefined : values[row];
  };
  return {
    attributes: (span) => readAttributes(cell(columns.tags, span)),
    resource: (span) => readAttributes(cell(columns.serviceTags, span)),
    events: (span) => readEvents(cell(columns.logs, span), clock),
    links: (span) => readLinks(cell(columns.references, span)),
    scope: (span) => ({
      name: textOf(cell(columns.scopeName, span)),
      version: textOf(cell(columns.scopeVersion, span)),
    }),
    traceState: (span) => textOf(cell(columns.traceState, span)),
  };
}

/** `[{key, value}]` as it is; broken entries are left out, and anything else is none. */
function readAttributes(value: unknown): readonly Attribute[] {
  if (!Array.isArray(value)) {
    return NO_ATTRIBUTES;
  }
  return value.every(isAttribute) ? value : value.filter(isAttribute);
}

function isAttribute(value: unknown): value is Attribute {
  return isRecord(value) && typeof value.key === 'string';
}

function readEvents(value: unknown, clock: EventClock): readonly SpanEvent[] {
  if (!Array.isArray(value)) {
    return [];
  }
  return value.filter(isRecord).flatMap((log) => {
    const time = eventTime(log, clock);
    const attributes = readAttributes(log.fields);
    return time === undefined ? [] : [{ time, name: eventName(log.name, attributes), attributes }];
  });
}

function eventTime(log: Readonly<Record<string, unknown>>, clock: EventClock): Nanos | undefined {
  const exact = numberOf(log.clewTime);
  if (exact !== undefined && clock.ofExact !== undefined) {
    return clock.ofExact(exact);
  }
  const ms = timeOf(log.timestamp);
  return ms === undefined ? undefined : clock.ofMs(ms);
}

/** Jaeger keeps an event's name in a field of it, Zipkin its whole text. */
const nameFields = ['event', 'annotation', 'message'] as const;

function eventName(name: unknown, attributes: readonly Attribute[]): string {
  if (typeof name === 'string') {
    return name;
  }
  for (const key of nameFields) {
    const found = attributes.find((attribute) => attribute.key === key);
    if (found !== undefined) {
      return textOf(found.value);
    }
  }
  return '';
}

function readLinks(value: unknown): readonly SpanLink[] {
  if (!Array.isArray(value)) {
    return [];
  }
  return value.filter(isRecord).map((link) => ({
    traceId: normaliseTraceId(textOf(link.traceID)) ?? textOf(link.traceID),
    spanId: normaliseSpanId(textOf(link.spanID)),
    attributes: readAttributes(link.tags),
  }));
}
