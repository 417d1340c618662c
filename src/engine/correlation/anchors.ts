import { hexWord, type LogTable, normaliseSpanId, SpanIndex, type Trace } from '../model';
import { normaliseTraceId, type TraceId } from '../units';
import type { LogAnchor } from './join-types';
import { locateReferences, type Place } from './log-trace';

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
const TRACE_DIGITS = 32;
/** Where the last eight digits begin. */
const TAIL = 24;
const SHARED = -1;

/**
 * Hangs every line on its trace and span, by the IDs that the line or its labels name.
 *
 * O(spans of the traces that lines name + length of the lines).
 *
 * @param alsoRead - called once for each row, next to it: lines are many and far apart in memory, so that whoever reads
 *   them too does it while they are near
 */
export function anchorLogs(logs: LogTable, traces: readonly Trace[], alsoRead?: (row: number) => void): Anchors {
  const found = new TraceRows(traces);
  const trace = new Int32Array(logs.size).fill(-1);
  const span = new Int32Array(logs.size).fill(-1);
  const unfound = new Uint8Array(logs.size);
  for (let row = 0; row < logs.size; row += 1) {
    const named = locateReferences(logs, row);
    const at = named.trace === undefined ? NO_TRACE : found.traceRow(named.trace);
    if (at >= 0) {
      trace[row] = at;
      span[row] = found.spanRow(at, named.span);
    } else if (at === TRACE_NOT_FOUND) {
      unfound[row] = 1;
    }
    alsoRead?.(row);
  }
  return { anchors: { trace, span }, missing: found.missing, unfound };
}

/** A trace that no line has named yet: indexing its spans may be in vain. */
const NOT_INDEXED = new SpanIndex(0);

/** Rows of traces and spans by the texts that lines name them with. */
class TraceRows {
  public readonly missing = new Map<TraceId, number>();
  private readonly rows: Map<string, number>;
  private readonly spans: SpanIndex[];

  /** By the last eight digits of their ID, or `SHARED` where two traces have the same. */
  private readonly tails = new Map<number, number>();

  public constructor(private readonly traces: readonly Trace[]) {
    this.rows = new Map(traces.map((trace, row) => [trace.traceId, row]));
    this.spans = traces.map(() => NOT_INDEXED);
    traces.forEach(({ traceId }, row) => {
      const tail = hexWord(traceId, TAIL);
      this.tails.set(tail, this.tails.has(tail) ? SHARED : row);
    });
  }

  /** An ID in its usual form is compared where it stands; what any other text names is decided once and remembered. */
  public traceRow({ text, from, to }: Place): number {
    if (to - from === TRACE_DIGITS) {
      const row = this.tails.get(hexWord(text, from + TAIL)) ?? SHARED;
      const trace = this.traces[row];
      if (trace !== undefined && text.startsWith(trace.traceId, from)) {
        return row;
      }
    }
    const named = text.slice(from, to);
    const row = this.rows.get(named) ?? this.learn(named);
    if (row === TRACE_NOT_FOUND) {
      this.countMissing(named);
    }
    return row;
  }

  public spanRow(trace: number, named: Place | undefined): number {
    if (named === undefined) {
      return -1;
    }
    const known = this.spans[trace] ?? NOT_INDEXED;
    const index = known === NOT_INDEXED ? this.indexSpans(trace) : known;
    const row = index.row(named.text, named.from, named.to);
    return row >= 0 ? row : index.row(normaliseSpanId(named.text.slice(named.from, named.to)));
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
