import { defaultIdentityRules, identityReader } from '../../src/engine/correlation';
import {
  type Attribute,
  resolveParents,
  type SpanEvent,
  SpanFlag,
  type SpanKind,
  type SpanLink,
  type SpanStatus,
  type Trace,
} from '../../src/engine/model';
import { addNanos, type EpochNs, nanosFromMs, normaliseTraceId, type TraceId } from '../../src/engine/units';
import { EPOCH } from './clock';

/** A span as a test writes it: times in milliseconds after the fixed epoch; what is left out is empty. */
export interface SpanDraft {
  readonly id: string;
  readonly parent?: string;
  readonly service: string;
  readonly operation?: string;
  readonly start: number;
  /** Before `start` for an underflowed duration, which is stored as 0 with its flag. */
  readonly end: number;
  readonly kind?: SpanKind;
  readonly status?: SpanStatus;
  readonly statusMessage?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly resource?: Readonly<Record<string, unknown>>;
  readonly events?: readonly SpanEvent[];
  readonly links?: readonly SpanLink[];
  /** The parent is named by a FOLLOWS_FROM reference. */
  readonly followsFrom?: boolean;
}

export interface TraceDraft {
  /** Hexadecimal; padded to 32 digits. Default `1`. */
  readonly traceId?: string;
  readonly spans: readonly SpanDraft[];
  readonly partial?: boolean;
  readonly epoch?: EpochNs;
}

/** A trace ID for tests: hexadecimal digits, padded. */
export function traceIdOf(text: string): TraceId {
  const traceId = normaliseTraceId(text);
  if (traceId === undefined) {
    throw new Error(`not a trace ID: ${text}`);
  }
  return traceId;
}

/** Makes a trace by columns from drafts, in their order. */
export function makeTrace(draft: TraceDraft): Trace {
  const { spans } = draft;
  const first = spans.length === 0 ? 0 : Math.min(...spans.map((span) => span.start));
  const links = resolveParents(
    spans.map((span) => span.id),
    spans.map((span) => span.parent ?? '')
  );
  spans.forEach((span, row) => {
    if (span.end < span.start) {
      links.flags[row] = (links.flags[row] ?? 0) | SpanFlag.NegativeDuration;
    }
    if (span.followsFrom === true) {
      links.flags[row] = (links.flags[row] ?? 0) | SpanFlag.FollowsFrom;
    }
  });
  const identities = identityReader(defaultIdentityRules);
  const resources = spans.map((span) => attributesOf({ 'service.name': span.service, ...span.resource }));
  return {
    traceId: traceIdOf(draft.traceId ?? '1'),
    origin: addNanos(draft.epoch ?? EPOCH, nanosFromMs(first)),
    size: spans.length,
    spanId: spans.map((span) => span.id),
    parentSpanId: spans.map((span) => span.parent ?? ''),
    parent: links.parent,
    start: Float64Array.from(spans, (span) => nanosFromMs(span.start - first)),
    duration: Float64Array.from(spans, (span) => Math.max(0, nanosFromMs(span.end - span.start))),
    operation: spans.map((span) => span.operation ?? 'op'),
    service: Int32Array.from(resources, (resource) => identities.row({ resource })),
    services: identities.services,
    kind: spans.map((span) => span.kind ?? 'unspecified'),
    status: spans.map((span) => span.status ?? 'unset'),
    statusMessage: spans.map((span) => span.statusMessage ?? ''),
    flags: links.flags,
    details: {
      attributes: (row) => attributesOf(spans[row]?.attributes ?? {}),
      resource: (row) => resources[row] ?? [],
      events: (row) => spans[row]?.events ?? [],
      links: (row) => spans[row]?.links ?? [],
      scope: () => ({ name: '', version: '' }),
      traceState: () => '',
    },
    partial: draft.partial ?? false,
  };
}

function attributesOf(record: Readonly<Record<string, unknown>>): readonly Attribute[] {
  return Object.entries(record).map(([key, value]) => ({ key, value }));
}
