import type { LogTable, ServiceIdentity, Trace } from '../model';
import { addNanos, nanos, type TraceId } from '../units';
import { IdCollector } from './found-ids';
import { type CorrelationKey, TRACE_KEY } from './key';
import { logTraceId } from './log-trace';
import type { LookupAnswer, TimeWindow } from './lookup';
import { enclosing } from './window';

/** What one lookup was answered with. */
export interface Findings {
  readonly traces?: readonly Trace[];
  readonly logs?: readonly LogTable[];
  /** Trace IDs of search hits. */
  readonly hits?: readonly TraceId[];
}

/**
 * Reads from an answer what can start another lookup: trace IDs (of hits in the order given, of traces, of lines), values
 * of the key, services, and the window of what was found. O(rows).
 */
export function learn(
  key: CorrelationKey,
  { traces = [], logs = [], hits = [] }: Findings
): Pick<LookupAnswer, 'traceIds' | 'ids' | 'services' | 'window' | 'rows'> {
  const services = new Map<string, ServiceIdentity>();
  for (const rows of [...traces, ...logs]) {
    usedServices(rows).forEach((identity) => services.set(identity.key, identity));
  }
  const windows = [...traces.map(traceWindow), ...logs.map(logWindow)];
  return {
    traceIds: [...new Set([...hits, ...traces.map((trace) => trace.traceId), ...logs.flatMap(namedTraces)])],
    ids: key.name === TRACE_KEY ? [] : valuesOf(key, traces, logs),
    services: [...services.values()],
    window: windows.reduce(enclosing, undefined),
    rows: [...traces, ...logs].reduce((sum, { size }) => sum + size, hits.length),
  };
}

function valuesOf(key: CorrelationKey, traces: readonly Trace[], logs: readonly LogTable[]): readonly string[] {
  const ids = new IdCollector(key);
  traces.forEach((trace) => ids.addTrace(trace));
  logs.forEach((table) => table.line.forEach((_, row) => ids.addRow(table, row)));
  return ids.found().ids;
}

/** A table may list services that no row of it uses, when it is a part of another. */
function usedServices({ service, services }: Pick<Trace, 'service' | 'services'>): readonly ServiceIdentity[] {
  const used = new Set(service);
  return services.filter((_, row) => used.has(row));
}

function namedTraces(table: LogTable): readonly TraceId[] {
  const named = new Set<TraceId>();
  for (let row = 0; row < table.size; row += 1) {
    const traceId = logTraceId(table, row);
    if (traceId !== undefined) {
      named.add(traceId);
    }
  }
  return [...named];
}

function traceWindow(trace: Trace): TimeWindow | undefined {
  const end = trace.start.reduce((latest, start, row) => Math.max(latest, start + (trace.duration[row] ?? 0)), 0);
  return trace.size === 0 ? undefined : { from: trace.origin, to: addNanos(trace.origin, nanos(end)) };
}

function logWindow(table: LogTable): TimeWindow | undefined {
  const last = table.time.reduce((latest, time) => Math.max(latest, time), 0);
  return table.size === 0 ? undefined : { from: table.origin, to: addNanos(table.origin, nanos(last)) };
}
