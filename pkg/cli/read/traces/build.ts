import { defaultIdentityRules, identityReader } from '../../../../src/engine/correlation';
import {
  type Attribute,
  resolveParents,
  type Scope,
  type SpanEvent,
  SpanFlag,
  type SpanKind,
  type SpanLink,
  type SpanStatus,
  type Trace,
} from '../../../../src/engine/model';
import { diffEpoch, type EpochNs, epochNs } from '../../../../src/engine/units';
import { spanKey, traceKey } from './span-ids';

/** What a file counts time in: Jaeger JSON in microseconds, OTLP in nanoseconds. */
export type TimeUnit = 'us' | 'ns';

/** One trace of a file: for the engine, and as the file writes it. */
export interface FileTrace {
  readonly trace: Trace;
  readonly unit: TimeUnit;
  /** As in the file; base64 as hexadecimal. */
  readonly traceId: string;
  /** By row of the trace, as in the file; base64 as hexadecimal. */
  readonly spanIds: readonly string[];
  /** IDs of spans without a usable start: they cannot be placed, and are no rows. */
  readonly unplaced: readonly string[];
}

/** A span of a file. Readers of its details are called when asked for. */
export interface FileSpan {
  readonly spanId: string;
  /** '' for none. */
  readonly parentId: string;
  /** The parent is named by a FOLLOWS_FROM reference. */
  readonly followsFrom: boolean;
  /** `undefined`: not in the file, or no time. */
  readonly start: EpochNs | undefined;
  /** May lie before `start`. */
  readonly end: EpochNs | undefined;
  readonly operation: string;
  readonly kind: SpanKind;
  readonly status: SpanStatus;
  readonly statusMessage: string;
  readonly resource: readonly Attribute[];
  readonly scope: Scope;
  readonly traceState: string;
  readonly attributes: () => readonly Attribute[];
  readonly events: (origin: EpochNs) => readonly SpanEvent[];
  readonly links: () => readonly SpanLink[];
}

type PlacedSpan = FileSpan & { readonly start: EpochNs };

/** Makes the columns of one trace; rows are its spans in the order of the file. O(n). */
export function buildFileTrace(shownTraceId: string, unit: TimeUnit, all: readonly FileSpan[]): FileTrace {
  const spans = all.filter((span): span is PlacedSpan => span.start !== undefined);
  const origin = spans.reduce((first, { start }) => (start < first ? start : first), spans[0]?.start ?? epochNs(0n));
  const spanIds = spans.map(({ spanId }) => spanId);
  const spanId = spanIds.map(spanKey);
  const parentSpanId = spans.map(({ parentId }) => spanKey(parentId));
  const { parent, flags } = resolveParents(spanId, parentSpanId);
  const identities = identityReader(defaultIdentityRules);
  const duration = Float64Array.from(spans, ({ start, end }) => (end === undefined ? 0 : diffEpoch(end, start)));
  spans.forEach(({ followsFrom }, row) => {
    if (followsFrom) {
      flags[row] = (flags[row] ?? 0) | SpanFlag.FollowsFrom;
    }
    if ((duration[row] ?? 0) < 0) {
      duration[row] = 0;
      flags[row] = (flags[row] ?? 0) | SpanFlag.NegativeDuration;
    }
  });
  const trace: Trace = {
    traceId: traceKey(shownTraceId),
    origin,
    size: spans.length,
    spanId,
    parentSpanId,
    parent,
    start: Float64Array.from(spans, ({ start }) => diffEpoch(start, origin)),
    duration,
    operation: spans.map(({ operation }) => operation),
    service: Int32Array.from(spans, ({ resource }) => identities.row({ resource })),
    services: identities.services,
    kind: spans.map(({ kind }) => kind),
    status: spans.map(({ status }) => status),
    statusMessage: spans.map(({ statusMessage }) => statusMessage),
    flags,
    details: {
      attributes: (row) => spans[row]?.attributes() ?? [],
      resource: (row) => spans[row]?.resource ?? [],
      events: (row) => spans[row]?.events(origin) ?? [],
      links: (row) => spans[row]?.links() ?? [],
      scope: (row) => spans[row]?.scope ?? { name: '', version: '' },
      traceState: (row) => spans[row]?.traceState ?? '',
    },
    partial: false,
  };
  const unplaced = all.filter(({ start }) => start === undefined).map((span) => span.spanId);
  return { trace, unit, traceId: shownTraceId, spanIds, unplaced };
}
