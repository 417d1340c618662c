import type { Evidence } from '../../finding';
import type { EdgeCall, EdgeOutcomes } from '../inference';

const KEPT_EVIDENCE = 5;

/** The calls of one edge to one operation: timeouts are set, and latencies differ, by operation. */
export interface OperationCalls {
  readonly caller: string;
  readonly callee: string;
  readonly operation: string;
  /** Ascending by start; those that a client span tells of. */
  readonly calls: readonly EdgeCall[];
}

export function byOperation(edges: readonly EdgeOutcomes[]): readonly OperationCalls[] {
  return edges.flatMap(({ caller, callee, calls }) => {
    const operations = new Map<string, EdgeCall[]>();
    for (const call of calls.filter(({ source }) => source === 'client')) {
      const own = operations.get(call.operation) ?? [];
      operations.set(call.operation, own);
      own.push(call);
    }
    return [...operations].map(([operation, own]) => ({ caller, callee, operation, calls: own }));
  });
}

/** The first spans of these calls. */
export function spansOf(calls: readonly EdgeCall[]): readonly Evidence[] {
  return calls
    .slice(0, KEPT_EVIDENCE)
    .map(({ start, traceId, spanId }) => ({ kind: 'span', at: start, traceId, spanId }));
}
