import { type LogTable, normaliseSpanId, SpanIndex, type Trace } from '../model';
import { normaliseTraceId, type TraceId } from '../units';
import type { LogAnchor } from './join-types';
import { spanText, traceText } from './log-trace';

export interface Anchors {
  readonly anchors: LogAnchor;
  /** Trace IDs that lines name and no trace of the join has, and how many lines name each. */
  readonly missing: ReadonlyMap<TraceId, number>;
  /** One byte for each line: 1 when it names a trace that is not in the join. */
  readonly unfound: Uint8Array;
}

/** What a line's text names instead of a row of `Join.traces`: nothing that can be a trace ID, or a trace not found. */
const NO_TRACE = -1;
const TRACE_NOT_FOUND = -2;

/**
 * Hangs every line on its trace and span, by the IDs that the line or its labels name.
 *
 * O(spans of the traces that lines name + length of the lines).
 */
export function anchorLogs(logs: LogTable, traces: readonly Trace[]): Anchors {
  const found = new TraceRows(traces);
  const trace = new Int32Array(logs.size).fill(-1);
  const span = new Int32Array(logs.size).fill(-1);
  const unfound = new Uint8Array(logs.size);
  for (let row = 0; row < logs.size; row += 1) {
    const text = traceText(logs, row);
    const at = text === undefined ? NO_TRACE : found.traceRow(text);
    if (at >= 0) {
      trace[row] = at;
      span[row] = found.spanRow(at, spanText(logs, row));
    } else if (at === TRACE_NOT_FOUND) {
      unfound[row] = 1;
    }
  }
  return { anchors: { trace, span }, missing: found.missing, unfound };
}

/** Rows of traces and spans by the texts that lines name them with. */
class TraceRows {
  public readonly missing = new Map<TraceId, number>();
  private readonly rows: Map<string, number>;
  private readonly spans: Array<SpanIndex | undefined>;

  public constructor(private readonly traces: readonly Trace[]) {
    this.rows = new Map(traces.map((trace, row) => [trace.traceId, row]));
    this.spans = traces.map(() => undefined);
  }

  /** What a spelling names is decided once and remembered: few traces have many lines. */
  public traceRow(text: string): number {
    const row = this.rows.get(text) ?? this.learn(text);
    if (row === TRACE_NOT_FOUND) {
      this.countMissing(text);
    }
    return row;
  }

  public spanRow(trace: number, text: string | undefined): number {
    if (text === undefined) {
      return -1;
    }
    const index = this.spans[trace] ?? this.indexSpans(trace);
    const row = index.row(text);
    return row >= 0 ? row : index.row(normaliseSpanId(text));
  }

  private learn(text: string): number {
    const traceId = normaliseTraceId(text);
    const row = traceId === undefined ? NO_TRACE : (this.rows.get(traceId) ?? TRACE_NOT_FOUND);
    this.rows.set(text, row);
    return row;
  }

  private countMissing(text: string): void {
    const traceId = normaliseTraceId(text);
    if (traceId !== undefined) {
      this.missing.set(traceId, (this.missing.get(traceId) ?? 0) + 1);
    }
  }

  private indexSpans(trace: number): SpanIndex {
    const ids = this.traces[trace]?.spanId ?? [];
    const index = new SpanIndex(ids.length);
    ids.forEach((id, row) => index.add(id, row));
    this.spans[trace] = index;
    return index;
  }
}
