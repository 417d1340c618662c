import { identityReader, type IdentityRules } from '../../../src/engine/correlation';
import {
  type Attribute,
  resolveParents,
  type SpanDetails,
  SpanFlag,
  type SpanKind,
  type SpanStatus,
  type Trace,
} from '../../../src/engine/model';
import { diffEpoch, type EpochNs, epochNs, type TraceId } from '../../../src/engine/units';

/** What a span of any file has; IDs as the engine compares them. */
export interface SpanRow {
  readonly spanId: string;
  /** '' for none. */
  readonly parentSpanId: string;
  /** The parent is named by a FOLLOWS_FROM reference. */
  readonly followsFrom: boolean;
  readonly start: EpochNs;
  /** May lie before `start`: the span then counts as 0 long, and is flagged. */
  readonly end: EpochNs;
  readonly operation: string;
  readonly kind: SpanKind;
  readonly status: SpanStatus;
  readonly statusMessage: string;
  readonly resource: readonly Attribute[];
}

interface TraceRows {
  readonly traceId: TraceId;
  /** In the order of the file. */
  readonly rows: readonly SpanRow[];
  /** Readers of what few ask for, by row; times of events are relative to the origin. */
  readonly details: (origin: EpochNs) => Omit<SpanDetails, 'resource'>;
  /** The file is known not to have every span. */
  readonly partial?: boolean;
}

/** Makes the columns of one trace. O(n) but for what finding parents costs. */
export function traceOf({ traceId, rows, details, partial = false }: TraceRows, rules: IdentityRules): Trace {
  const origin = rows.reduce((first, { start }) => (start < first ? start : first), rows[0]?.start ?? epochNs(0n));
  const spanId = rows.map((row) => row.spanId);
  const parentSpanId = rows.map((row) => row.parentSpanId);
  const { parent, flags } = resolveParents(spanId, parentSpanId);
  const identities = identityReader(rules);
  const duration = Float64Array.from(rows, ({ start, end }) => diffEpoch(end, start));
  rows.forEach(({ followsFrom }, row) => {
    if (followsFrom) {
      flags[row] = (flags[row] ?? 0) | SpanFlag.FollowsFrom;
    }
    if ((duration[row] ?? 0) < 0) {
      duration[row] = 0;
      flags[row] = (flags[row] ?? 0) | SpanFlag.NegativeDuration;
    }
  });
  return {
    traceId,
    origin,
    size: rows.length,
    spanId,
    parentSpanId,
    parent,
    start: Float64Array.from(rows, ({ start }) => diffEpoch(start, origin)),
    duration,
    operation: rows.map(({ operation }) => operation),
    service: Int32Array.from(rows, ({ resource }) => identities.row({ resource })),
    services: identities.services,
    kind: rows.map(({ kind }) => kind),
    status: rows.map(({ status }) => status),
    statusMessage: rows.map(({ statusMessage }) => statusMessage),
    flags,
    details: { ...details(origin), resource: (row) => rows[row]?.resource ?? [] },
    partial,
  };
}
