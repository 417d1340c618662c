import { defaultIdentityRules } from '../../../../src/engine/correlation';
import type { Attribute, Scope, SpanEvent, SpanLink, Trace } from '../../../../src/engine/model';
import type { EpochNs } from '../../../../src/engine/units';
import { type SpanRow, traceOf } from '../span-columns';
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
export interface FileSpan extends Omit<SpanRow, 'spanId' | 'parentSpanId' | 'start' | 'end'> {
  /** IDs as the file has them. */
  readonly spanId: string;
  /** '' for none. */
  readonly parentId: string;
  /** `undefined`: not in the file, or no time. */
  readonly start: EpochNs | undefined;
  /** May lie before `start`. */
  readonly end: EpochNs | undefined;
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
  const trace = traceOf(
    {
      traceId: traceKey(shownTraceId),
      rows: spans.map(rowOf),
      details: (origin) => ({
        attributes: (row) => spans[row]?.attributes() ?? [],
        events: (row) => spans[row]?.events(origin) ?? [],
        links: (row) => spans[row]?.links() ?? [],
        scope: (row) => spans[row]?.scope ?? { name: '', version: '' },
        traceState: (row) => spans[row]?.traceState ?? '',
      }),
    },
    defaultIdentityRules
  );
  const unplaced = all.filter(({ start }) => start === undefined).map((span) => span.spanId);
  return { trace, unit, traceId: shownTraceId, spanIds: spans.map(({ spanId }) => spanId), unplaced };
}

function rowOf(span: PlacedSpan): SpanRow {
  const { start, end = start } = span;
  return { ...span, spanId: spanKey(span.spanId), parentSpanId: spanKey(span.parentId), end };
}
