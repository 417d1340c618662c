import type { LineRecord, SpanRecord } from '../simulation';
import type { Role, Vocabulary } from '../topology';

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
