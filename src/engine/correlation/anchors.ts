import { type LogTable, normaliseSpanId, type Trace } from '../model';
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
 * O(spans of the traces that lines name + lines).
 */
export function anchorLogs(logs: LogTable, traces: readonly Trace[]): Anchors {
  const trace = new Int32Array(logs.size).fill(-1);
  const span = new Int32Array(logs.size).fill(-1);
  const missing = new Map<TraceId, number>();
  const unfound = new Uint8Array(logs.size);
  const rowOfTrace = new Map<string, number>(traces.map((one, row) => [one.traceId, row]));
  const spans: Array<Map<string, number> | undefined> = new Array<Map<string, number> | undefined>(traces.length);
  for (let row = 0; row < logs.size; row += 1) {
    const text = traceText(logs, row);
    if (text === undefined) {
      continue;
    }
    const at = rowOfTrace.get(text) ?? learnTrace(text, rowOfTrace);
    const found = traces[at];
    if (found === undefined) {
      if (at === TRACE_NOT_FOUND) {
        countMissing(text, missing);
        unfound[row] = 1;
      }
      continue;
    }
    trace[row] = at;
    const spanId = spanText(logs, row);
    if (spanId !== undefined) {
      const rows = (spans[at] ??= spanRows(found));
      span[row] = rows.get(spanId) ?? rows.get(normaliseSpanId(spanId)) ?? -1;
    }
  }
  return { anchors: { trace, span }, missing, unfound };
}

/** Decides once what a spelling names, and remembers it: few traces have many lines. */
function learnTrace(text: string, rowOfTrace: Map<string, number>): number {
  const traceId = normaliseTraceId(text);
  const row = traceId === undefined ? NO_TRACE : (rowOfTrace.get(traceId) ?? TRACE_NOT_FOUND);
  rowOfTrace.set(text, row);
  return row;
}

function countMissing(text: string, missing: Map<TraceId, number>): void {
  const traceId = normaliseTraceId(text);
  if (traceId !== undefined) {
    missing.set(traceId, (missing.get(traceId) ?? 0) + 1);
  }
}

/** The first span of each ID, as children attach to the first too. */
function spanRows(trace: Trace): Map<string, number> {
  const rows = new Map<string, number>();
  for (let row = trace.size - 1; row >= 0; row -= 1) {
    rows.set(trace.spanId[row] ?? '', row);
  }
  rows.delete('');
  return rows;
}
