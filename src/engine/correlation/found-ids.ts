import type { LogTable, Trace } from '../model';
import type { TraceId } from '../units';
import { type CorrelationKey, TRACE_KEY } from './key';
import { logValueReader, type LogValueReader } from './log-values';
import { compareText } from './latest';
import { spanValues } from './span-values';

/** Values of a key, and how many traces hold each. */
export interface FoundIds {
  /** Sorted. */
  readonly ids: readonly string[];
  /** Values in spans of more than one trace. */
  readonly shared: ReadonlyArray<{ readonly id: string; readonly traces: number }>;
}

/** Trace IDs by the values that their spans hold. */
type Holders = Map<string, Set<TraceId>>;

/** Reads every value of the key from spans and lines. O(attributes + length of the lines). */
export function findIds(
  key: CorrelationKey | undefined,
  traces: readonly Trace[],
  tables: readonly LogTable[]
): FoundIds {
  if (key === undefined) {
    return { ids: [], shared: [] };
  }
  const holders: Holders = new Map();
  traces.forEach((trace) => addTrace(key, trace, holders));
  const ids = new Set(holders.keys());
  const read = logValueReader(key);
  tables.forEach((table) => addTable(read, table, ids));
  const shared = [...holders].filter(([, of]) => of.size > 1).map(([id, of]) => ({ id, traces: of.size }));
  return { ids: [...ids].sort(), shared: shared.sort((a, b) => compareText(a.id, b.id)) };
}

function addTrace(key: CorrelationKey, trace: Trace, holders: Holders): void {
  // The trace itself is the place of the built-in key: its first span says it all.
  const spans = key.name === TRACE_KEY ? Math.min(trace.size, 1) : trace.size;
  for (let span = 0; span < spans; span += 1) {
    for (const id of spanValues(key, trace, span)) {
      addHolder(holders, id, trace.traceId);
    }
  }
}

function addHolder(holders: Holders, id: string, traceId: TraceId): void {
  const known = holders.get(id);
  if (known === undefined) {
    holders.set(id, new Set([traceId]));
  } else {
    known.add(traceId);
  }
}

function addTable(read: LogValueReader, table: LogTable, ids: Set<string>): void {
  for (let row = 0; row < table.size; row += 1) {
    for (const id of read(table, row)) {
      ids.add(id);
    }
  }
}
