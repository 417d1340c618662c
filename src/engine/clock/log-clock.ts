import { logSpanId, logTraceId } from '../correlation';
import { type LogTable, SpanIndex, type Trace } from '../model';
import { diffEpoch, type EpochNs, type TraceId } from '../units';
import { ExchangeColumns } from './exchanges';
import { estimateOffset, type OffsetReading, readOffset } from './offset';
import { serviceOf } from './relations';
import type { Violation } from './violations';

/** A log line's own clock against that of the spans it was written in, for one service. */
export interface LogClock extends OffsetReading {
  /** Service that wrote the lines. */
  readonly service: string;
  /** Lines whose span is known. */
  readonly lines: number;
  readonly outliers: number;
  /**
   * Hours (a multiple of a quarter, as time zones are) by which the lines are stamped wrong, when the offset is that of a
   * time zone: local time taken for UTC. `undefined` for any other offset.
   */
  readonly hours: number | undefined;
}

export interface LogClocks {
  /** One for each service with lines inside spans, by name. */
  readonly clocks: readonly LogClock[];
  /** Lines stamped outside their span, at most {@link KEPT}. */
  readonly violations: readonly Violation[];
  readonly violationCount: number;
}

const KEPT = 100_000;
const NS_PER_MS = 1_000_000;
const QUARTER = 900e9;
/** A line may be stamped when it is flushed; a zone slip is known to the second. */
const ZONE_TOLERANCE = 5e9;

/**
 * Bounds each service's log clock by the spans that its lines were written in: a line with trace and span ID was written
 * between the span's start and end, so the log clock is ahead by at least `line - end` and at most `line - start`.
 *
 * @param origin - the moment that `Violation.time` counts from
 */
export function logClocks(traces: readonly Trace[], tables: readonly LogTable[], origin: EpochNs): LogClocks {
  const known = new Map<TraceId, Located>(traces.map((trace) => [trace.traceId, { trace, spans: undefined }]));
  const columns = new Map<string, ExchangeColumns>();
  const violations: Violation[] = [];
  let violationCount = 0;
  for (const table of tables) {
    const phase = Number(table.origin % BigInt(NS_PER_MS));
    for (let row = 0; row < table.size; row += 1) {
      const place = locate(known, table, row);
      if (place === undefined) {
        continue;
      }
      const { trace, span, line } = place;
      const start = trace.start[span] ?? 0;
      const end = start + (trace.duration[span] ?? 0);
      const service = table.services[table.service[row] ?? 0]?.name ?? '';
      const found = columns.get(service) ?? new ExchangeColumns();
      columns.set(service, found);
      const spanId = trace.spanId[span] ?? '';
      const time = diffEpoch(trace.origin, origin) + start;
      found.add(
        { time, lower: line - end, upper: line - start, traceId: trace.traceId, spanId },
        phase + (table.time[row] ?? 0)
      );
      const by = Math.max(start - line, line - end);
      if (by > 0) {
        violationCount += 1;
        if (violations.length < KEPT) {
          violations.push({
            kind: 'log-outside-span',
            traceId: trace.traceId,
            parentSpanId: spanId,
            childSpanId: '',
            by,
            time,
            parentNode: undefined,
            childNode: undefined,
            parentService: serviceOf(trace, span),
            childService: service,
          });
        }
      }
    }
  }
  const clocks = [...columns].flatMap(([service, found]) => clockOf(service, found));
  return { clocks: clocks.sort((a, b) => (a.service < b.service ? -1 : 1)), violations, violationCount };
}

interface Located {
  readonly trace: Trace;
  spans: SpanIndex | undefined;
}

/** The span that a line names, and the line's time after the trace's origin, by the log's clock. */
function locate(
  known: Map<TraceId, Located>,
  table: LogTable,
  row: number
): { readonly trace: Trace; readonly span: number; readonly line: number } | undefined {
  const traceId = logTraceId(table, row);
  const spanId = logSpanId(table, row);
  const found = traceId === undefined ? undefined : known.get(traceId);
  if (found === undefined || spanId === undefined) {
    return undefined;
  }
  found.spans ??= indexOf(found.trace);
  const span = found.spans.row(spanId);
  const line = diffEpoch(table.origin, found.trace.origin) + (table.time[row] ?? 0);
  return span < 0 ? undefined : { trace: found.trace, span, line };
}

function indexOf(trace: Trace): SpanIndex {
  const index = new SpanIndex(trace.size);
  trace.spanId.forEach((id, row) => index.add(id, row));
  return index;
}

function clockOf(service: string, columns: ExchangeColumns): readonly LogClock[] {
  const estimate = estimateOffset(columns, columns.tick());
  if (estimate === undefined) {
    return [];
  }
  const reading = readOffset(estimate, (estimate.span.low + estimate.span.high) / 2);
  const { exchanges, outliers } = estimate;
  return [{ service, ...reading, lines: exchanges, outliers: outliers.length, hours: zoneOf(reading) }];
}

/** Whole quarters of an hour, at least one, when the offset's range holds them. */
function zoneOf({ offset, low, high }: OffsetReading): number | undefined {
  const quarters = Math.round(offset / QUARTER);
  const slip = quarters * QUARTER;
  const held = slip >= low - ZONE_TOLERANCE && slip <= high + ZONE_TOLERANCE;
  return quarters !== 0 && held ? (quarters * QUARTER) / (4 * QUARTER) : undefined;
}
