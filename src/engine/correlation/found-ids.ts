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

/** Collects the values of one key. */
export class IdCollector {
  private readonly holders: Holders = new Map();
  private readonly lineIds = new Set<string>();
  private readonly read: LogValueReader | undefined;

  /** @param key - without one nothing is collected */
  public constructor(private readonly key: CorrelationKey | undefined) {
    this.read = key === undefined ? undefined : logValueReader(key);
  }

  /** O(attributes). */
  public addTrace(trace: Trace): void {
    if (this.key !== undefined) {
      addTrace(this.key, trace, this.holders);
    }
  }

  /** O(length of the line). */
  public addRow(table: LogTable, row: number): void {
    for (const id of this.read?.(table, row) ?? []) {
      this.lineIds.add(id);
    }
  }

  public found(): FoundIds {
    const shared = [...this.holders].filter(([, of]) => of.size > 1).map(([id, of]) => ({ id, traces: of.size }));
    return {
      ids: [...new Set([...this.holders.keys(), ...this.lineIds])].sort(),
      shared: shared.sort((a, b) => compareText(a.id, b.id)),
    };
  }
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
