import { sortByLabels } from './labels';
import type {
  ExemplarAnswer,
  KeyValue,
  LogEntry,
  OtlpScope,
  OtlpSpan,
  OtlpTraces,
  RangeAnswer,
  Telemetry,
} from './telemetry';

/** A span with what it hangs under. */
export interface StoredSpan {
  readonly span: OtlpSpan;
  readonly resource: readonly KeyValue[];
  readonly scope: OtlpScope;
}

/** One series by columns: milliseconds since the epoch, ascending, and values. */
export interface StoredSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

export interface StoredExemplar {
  readonly seriesLabels: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly timeMs: number;
  readonly value: number;
}

export interface StoredLog extends LogEntry {
  readonly timeNs: bigint;
}

/** An incident, indexed as its three stores would hold it. */
export interface Memory {
  /** By trace ID as 32 lower-case hexadecimal digits; spans in the order of arrival. */
  readonly traces: ReadonlyMap<string, readonly StoredSpan[]>;
  /** Ascending by time; equal times keep their order of arrival. */
  readonly logs: readonly StoredLog[];
  /** By metric name, each name's in the order of their labels, as Prometheus sums them. */
  readonly series: ReadonlyMap<string, readonly StoredSeries[]>;
  readonly exemplars: readonly StoredExemplar[];
}

const MS_PER_S = 1000;
const TRACE_ID_LENGTH = 32;

/** Lays telemetry down in memory. */
export function remember(telemetry: Telemetry): Memory {
  return {
    traces: indexTraces(telemetry.traces),
    logs: telemetry.logs
      .map((log) => ({ ...log, timeNs: BigInt(log.timeUnixNano) }))
      .sort((a, b) => (a.timeNs < b.timeNs ? -1 : a.timeNs > b.timeNs ? 1 : 0)),
    series: indexSeries(telemetry.metrics),
    exemplars: telemetry.exemplars.flatMap(readExemplars),
  };
}

/** Trace IDs as Tempo stores them: 32 lower-case digits. */
export function storedTraceId(id: string): string {
  return id.toLowerCase().padStart(TRACE_ID_LENGTH, '0');
}

function indexTraces(traces: OtlpTraces): ReadonlyMap<string, readonly StoredSpan[]> {
  const byId = new Map<string, StoredSpan[]>();
  for (const { resource, scopeSpans } of traces.resourceSpans) {
    for (const { scope, spans } of scopeSpans) {
      for (const span of spans) {
        const id = storedTraceId(span.traceId);
        const stored = byId.get(id) ?? [];
        stored.push({ span, resource: resource?.attributes ?? [], scope: scope ?? {} });
        byId.set(id, stored);
      }
    }
  }
  return byId;
}

function indexSeries(answers: readonly RangeAnswer[]): ReadonlyMap<string, readonly StoredSeries[]> {
  const byName = new Map<string, StoredSeries[]>();
  for (const { metric, values } of answers.flatMap((answer) => answer.data.result)) {
    const name = metric.__name__ ?? '';
    const series = byName.get(name) ?? [];
    series.push({
      labels: metric,
      times: Float64Array.from(values, ([seconds]) => Math.round(seconds * MS_PER_S)),
      values: Float64Array.from(values, ([, text]) => Number(text)),
    });
    byName.set(name, series);
  }
  return new Map([...byName].map(([name, series]) => [name, sortByLabels(series)]));
}

function readExemplars(answer: ExemplarAnswer): readonly StoredExemplar[] {
  return answer.exemplars.map(({ labels, value, timestamp }) => ({
    seriesLabels: answer.seriesLabels,
    labels,
    timeMs: Math.round(timestamp * MS_PER_S),
    value: Number(value),
  }));
}
