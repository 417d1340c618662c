import { type LineRecord, NS_PER_MS, type SpanRecord } from '../simulation';
import type { Role, Vocabulary } from '../topology';
import type { Run } from './scenario';

/** The spans of each trace. */
export function byTrace(spans: readonly SpanRecord[]): ReadonlyMap<string, readonly SpanRecord[]> {
  const traces = new Map<string, SpanRecord[]>();
  for (const span of spans) {
    const rows = traces.get(span.traceId) ?? [];
    traces.set(span.traceId, rows);
    rows.push(span);
  }
  return traces;
}

/** The request ID that a span carries. */
export function requestIdOf(span: SpanRecord, words: Vocabulary): string {
  return String(span.attributes[words.requestAttribute]);
}

/** The service that a span measures: the callee for a call to a silent peer, else its own. */
function measured(span: SpanRecord): Role {
  const silent = span.kind === 'client' && span.peer?.connection === 'virtual_node';
  return silent && span.peer !== undefined ? span.peer.role : span.instance.spec.role;
}

/** Service name -> end of its first span that the test calls affected; services without one are left out. */
export function onsets(
  spans: readonly SpanRecord[],
  words: Vocabulary,
  affected: (span: SpanRecord) => boolean
): Readonly<Record<string, number>> {
  const first = new Map<string, number>();
  for (const span of spans) {
    const name = words.name(measured(span));
    if (affected(span) && span.end < (first.get(name) ?? Infinity)) {
      first.set(name, span.end);
    }
  }
  return Object.fromEntries([...first].sort((a, b) => a[1] - b[1]));
}

/**
 * Request IDs of failed requests, or slow ones where none fails, those that touched most services first; of any requests
 * where the fault has not come through to a user.
 */
export function affectedIds({ spans, plan, words, lines }: Run, most = 20): readonly string[] {
  const errors = errorLines(lines);
  const onset = plan.onsetMs * NS_PER_MS;
  const weigh = (trace: readonly SpanRecord[]): number => {
    const root = trace.find(({ parentSpanId }) => parentSpanId === '') ?? trace[0];
    const services = new Set(trace.map(({ instance }) => instance.service)).size;
    const late = root.end < onset ? 0 : 1e9;
    return late + (root.failure === undefined ? 0 : 1e6) + services * 1000 + (errors.get(root.traceId) ?? 0);
  };
  return [...byTrace(spans).values()]
    .map((trace) => ({ trace, weight: weigh(trace) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, most)
    .map(({ trace }) => requestIdOf(trace.find(({ parentSpanId }) => parentSpanId === '') ?? trace[0], words));
}

/** Counts of error lines by trace ID. */
export function errorLines(lines: readonly LineRecord[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { level, traceId } of lines) {
    if (level === 'error') {
      counts.set(traceId, (counts.get(traceId) ?? 0) + 1);
    }
  }
  return counts;
}
