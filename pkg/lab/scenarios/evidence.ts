import { type LineRecord, NS_PER_MS, type SpanRecord } from '../simulation';
import type { Role, Vocabulary } from '../topology';
import { groupBy } from './grouping';
import type { Run } from './scenario';

/** How many request IDs a truth names, where it names those that the fault has hit. */
export const LISTED_IDS = 20;

/** The spans of one trace, in the order in which they were recorded; never empty. */
export type TraceSpans = readonly SpanRecord[];

/** The spans of each trace, traces in the order of their first spans. */
export function tracesOf(spans: readonly SpanRecord[]): readonly TraceSpans[] {
  return [...groupBy(spans, ({ traceId }) => traceId).values()];
}

/** The span without a parent; the first one recorded where the root was lost. */
function rootOf(trace: TraceSpans): SpanRecord {
  return trace.find(({ parentSpanId }) => parentSpanId === '') ?? trace[0];
}

/** The request ID that a span carries. */
export function requestIdOf(span: SpanRecord, words: Vocabulary): string {
  return String(span.attributes[words.requestAttribute]);
}

/** The request ID of each trace. */
export function requestIdsOf(traces: readonly TraceSpans[], words: Vocabulary): readonly string[] {
  return traces.map((trace) => requestIdOf(rootOf(trace), words));
}

/** The times of these services alone. */
export function among<T>(times: Readonly<Record<string, T>>, services: readonly string[]): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(times).filter(([service]) => services.includes(service)));
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
export function affectedIds({ spans, plan, words, lines }: Run): readonly string[] {
  const errors = errorLines(lines);
  const onset = plan.onsetMs * NS_PER_MS;
  const weigh = (trace: TraceSpans): number => {
    const root = rootOf(trace);
    const services = new Set(trace.map(({ instance }) => instance.service)).size;
    const late = root.end < onset ? 0 : 1e9;
    return late + (root.failure === undefined ? 0 : 1e6) + services * 1000 + (errors.get(root.traceId) ?? 0);
  };
  const telling = tracesOf(spans)
    .map((trace) => ({ trace, weight: weigh(trace) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, LISTED_IDS);
  return requestIdsOf(
    telling.map(({ trace }) => trace),
    words
  );
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
