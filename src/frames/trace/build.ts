import {
  normaliseSpanId,
  resolveParents,
  SpanFlag,
  type ServiceIdentity,
  type SpanKind,
  type SpanStatus,
  type Trace,
} from '../../engine/model';
import type { TraceId } from '../../engine/units';
import { indices, isRecord, textColumn, textOf } from '../frame';
import { ServiceRows, type RelevantFields } from '../identity';
import type { Problems } from '../problems';
import { offsetFromMs } from '../time';
import { spanIds } from './span-ids';
import type { SpanColumns } from './columns';
import { lazyDetails } from './details';
import type { ExactColumns } from './exact';
import { factsOfTags, readKind, readStatus } from './status';
import { exactTimes, plainTimes } from './times';

/** One trace's rows of a frame, and what is known of the frame. */
export interface TraceRows {
  readonly traceId: TraceId;
  /** Rows of the columns; each has a span ID and a start. */
  readonly rows: readonly number[];
  readonly columns: SpanColumns;
  readonly exact: ExactColumns | undefined;
  readonly relevant: RelevantFields;
  readonly partial: boolean;
  /** For problems. */
  readonly frame: string;
  readonly problems: Problems;
}

/** Builds the columns of one trace. */
export function buildTrace(input: TraceRows): Trace {
  const { rows, columns, exact, frame, problems } = input;
  const spanId = spanIds(columns.spanId, rows);
  const parentSpanId = spanIds(columns.parentSpanId, rows);
  const { parent, flags, duplicates, cycles } = resolveParents(spanId, parentSpanId);
  if (duplicates + cycles > 0) {
    noteOddSpans(flags, spanId, frame, problems);
  }
  checkAttributes(input);
  markFollowers(input, parentSpanId, flags);
  const times =
    exact === undefined ? plainTimes(columns, rows, flags, frame, problems) : exactTimes(exact, rows, flags);
  return {
    traceId: input.traceId,
    origin: times.origin,
    size: rows.length,
    spanId,
    parentSpanId,
    parent,
    start: times.start,
    duration: times.duration,
    operation: textColumn(columns.operation, rows),
    ...readServices(input),
    ...readOutcomes(columns, rows),
    flags,
    details: lazyDetails(columns, rows, { ofMs: offsetFromMs(times.origin), ofExact: times.ofExact }),
    partial: input.partial,
  };
}

function noteOddSpans(flags: Uint8Array, spanId: readonly string[], frame: string, problems: Problems): void {
  flags.forEach((bits, span) => {
    if ((bits & SpanFlag.DuplicateId) !== 0) {
      problems.row('trace.duplicate-span', frame, spanId[span]);
    }
    if ((bits & SpanFlag.CycleBroken) !== 0) {
      problems.row('trace.parent-cycle', frame, spanId[span]);
    }
  });
}

interface Services {
  readonly service: Int32Array;
  readonly services: readonly ServiceIdentity[];
}

function readServices({ columns, rows, exact, relevant }: TraceRows): Services {
  if (exact !== undefined) {
    return { service: indices(rows, (row) => exact.service[row] ?? 0), services: exact.services };
  }
  const known = new ServiceRows(relevant);
  const service = indices(rows, (row) =>
    known.ofResource(textOf(columns.serviceName[row]), textOf(columns.serviceNamespace[row]), columns.serviceTags[row])
  );
  return { service, services: known.services };
}

interface Outcomes {
  readonly kind: readonly SpanKind[];
  readonly status: readonly SpanStatus[];
  readonly statusMessage: readonly string[];
}

/** Kind and status from their fields where the frame has them (OTLP), else from the tags (Jaeger, Zipkin). */
function readOutcomes(columns: SpanColumns, rows: readonly number[]): Outcomes {
  const { kind, statusCode } = columns;
  if (kind !== undefined && statusCode !== undefined) {
    return {
      kind: rows.map((row) => readKind(kind[row])),
      status: rows.map((row) => readStatus(statusCode[row])),
      statusMessage: textColumn(columns.statusMessage, rows),
    };
  }
  const facts = rows.map((row) => factsOfTags(columns.tags[row]));
  return {
    kind: kind === undefined ? facts.map((fact) => fact.kind) : rows.map((row) => readKind(kind[row])),
    status:
      statusCode === undefined ? facts.map((fact) => fact.status) : rows.map((row) => readStatus(statusCode[row])),
    statusMessage: facts.map((fact, span) => textOf(columns.statusMessage[rows[span] ?? -1]) || fact.statusMessage),
  };
}

/**
 * A reference to the parent that says that the span follows from it: Jaeger's own type, or what it becomes in OpenTelemetry
 * (semantic conventions, compatibility with OpenTracing). Looks into the few cells that hold references.
 */
function markFollowers({ columns, rows }: TraceRows, parentSpanId: readonly string[], flags: Uint8Array): void {
  rows.forEach((row, span) => {
    const references = columns.references[row];
    if (!Array.isArray(references) || references.length === 0) {
      return;
    }
    const parent = parentSpanId[span] ?? '';
    if (parent !== '' && references.some((reference) => isFollowsFrom(reference, parent))) {
      flags[span] = (flags[span] ?? 0) | SpanFlag.FollowsFrom;
    }
  });
}

function isFollowsFrom(reference: unknown, parent: string): boolean {
  if (!isRecord(reference) || normaliseSpanId(textOf(reference.spanID)) !== parent) {
    return false;
  }
  const { refType, tags } = reference;
  return (
    refType === 'FOLLOWS_FROM' ||
    (Array.isArray(tags) &&
      tags.some((tag) => isRecord(tag) && tag.key === 'opentracing.ref_type' && tag.value === 'follows_from'))
  );
}

/** One look at each cell, none into it. */
function checkAttributes({ columns, rows, frame, problems }: TraceRows): void {
  for (const values of [columns.tags, columns.serviceTags, columns.logs, columns.references]) {
    for (const row of rows) {
      const value = values[row];
      if (value !== undefined && value !== null && !Array.isArray(value)) {
        problems.row('trace.bad-attributes', frame, value);
      }
    }
  }
}
