import type { Join } from '../../engine/correlation';
import type { LogLevel, ServiceIdentity, SpanStatus, Trace } from '../../engine/model';
import { addNanos, epochNsFromMs, nanos, type EpochNs, type Nanos } from '../../engine/units';

/** What a row of the timeline is. */
export type TimelineKind = 'span' | 'log' | 'exemplar';

/** One thing that happened, in the flat list of everything that did. */
export interface TimelineRow {
  /** Start of a span, time of a line or a sample. */
  readonly time: EpochNs;
  readonly kind: TimelineKind;
  readonly service: ServiceIdentity;
  /** Operation of a span, the line, or the value of an exemplar. */
  readonly text: string;
  /** Status of a span, level of a line, '' for an exemplar. */
  readonly level: SpanStatus | LogLevel | '';
  /** Of a span. */
  readonly duration: Nanos | undefined;
  /** '' when the row names none. */
  readonly traceId: string;
  readonly spanId: string;
}

const unknownService: ServiceIdentity = { key: '', name: '', namespace: undefined, basis: 'unmapped' };

/**
 * Everything of a join in the order it happened; what happened at once stays in the order spans, lines, exemplars.
 * O(n log n).
 */
export function timelineRows(join: Join): readonly TimelineRow[] {
  const rows = [...join.traces.flatMap(spanRows), ...logRows(join), ...exemplarRows(join)];
  return rows.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}

function spanRows(trace: Trace): readonly TimelineRow[] {
  return trace.spanId.map((spanId, span) => ({
    time: addNanos(trace.origin, nanos(trace.start[span] ?? 0)),
    kind: 'span',
    service: trace.services[trace.service[span] ?? -1] ?? unknownService,
    text: trace.operation[span] ?? '',
    level: trace.status[span] ?? 'unset',
    duration: nanos(trace.duration[span] ?? 0),
    traceId: trace.traceId,
    spanId,
  }));
}

function logRows({ logs, anchors, traces }: Join): readonly TimelineRow[] {
  return logs.line.map((text, row) => {
    const trace = traces[anchors.trace[row] ?? -1];
    return {
      time: addNanos(logs.origin, nanos(logs.time[row] ?? 0)),
      kind: 'log',
      service: logs.services[logs.service[row] ?? -1] ?? unknownService,
      text,
      level: logs.level[row] ?? 'unknown',
      duration: undefined,
      traceId: trace?.traceId ?? '',
      spanId: trace?.spanId[anchors.span[row] ?? -1] ?? '',
    };
  });
}

function exemplarRows({ exemplars }: Join): readonly TimelineRow[] {
  return exemplars.map((exemplar) => ({
    time: epochNsFromMs(exemplar.time),
    kind: 'exemplar',
    service: exemplar.service,
    text: String(exemplar.value),
    level: '',
    duration: undefined,
    traceId: exemplar.traceId,
    spanId: exemplar.spanId ?? '',
  }));
}
