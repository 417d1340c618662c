import type { LogTable, Trace } from '../model';
import type { TraceId } from '../units';
import { type CorrelationKey, TRACE_KEY } from './key';
import { logValueReader } from './log-values';
import { compareText } from './latest';
import { spanValues } from './span-values';

/** Values of a key, and how many traces hold each. */
export interface FoundIds {
  /** Sorted. */
  readonly ids: readonly string[];
  /** Values in spans of more than one trace. */
  readonly shared: ReadonlyArray<{ readonly id: string; readonly traces: number }>;
}

/** Reads every value of the key from spans and lines. O(attributes + length of the lines). */
export function findIds(
  key: CorrelationKey | undefined,
  traces: readonly Trace[],
  tables: readonly LogTable[]
): FoundIds {
  if (key === undefined) {
    return { ids: [], shared: [] };
  }
  const holders = new Map<string, Set<TraceId>>();
  for (const trace of traces) {
    for (let span = 0; span < trace.size; span += 1) {
      for (const id of spanValues(key, trace, span)) {
        const known = holders.get(id);
        if (known === undefined) {
          holders.set(id, new Set([trace.traceId]));
        } else {
          known.add(trace.traceId);
        }
      }
      if (key.name === TRACE_KEY) {
        break;
      }
    }
  }
  const ids = new Set(holders.keys());
  const read = logValueReader(key);
  for (const table of tables) {
    for (let row = 0; row < table.size; row += 1) {
      for (const id of read(table, row)) {
        ids.add(id);
      }
    }
  }
  const shared = [...holders].filter(([, of]) => of.size > 1).map(([id, of]) => ({ id, traces: of.size }));
  return {
    ids: [...ids].sort(),
    shared: shared.sort((a, b) => compareText(a.id, b.id)),
  };
}
