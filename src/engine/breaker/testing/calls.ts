import { nanos } from '../../units';
import type { EdgeCall, EdgeOutcomes } from '../inference';

/** A call as a test writes it, in milliseconds; what is left out is a call of 10 ms that goes well. */
export interface CallDraft {
  readonly at: number;
  readonly ms?: number;
  readonly outcome?: EdgeCall['outcome'];
  readonly refusedBy?: EdgeCall['refusedBy'];
  readonly served?: number;
  readonly trace?: string;
  readonly parent?: string;
  readonly instance?: string;
  readonly timeout?: number;
}

/** The calls of one edge from drafts, in any order. */
export function makeEdge(caller: string, callee: string, drafts: readonly CallDraft[]): EdgeOutcomes {
  const calls = drafts.map((draft, row): EdgeCall => ({
    start: nanos(draft.at * 1e6),
    duration: nanos((draft.ms ?? 10) * 1e6),
    outcome: draft.outcome ?? 'success',
    ...(draft.refusedBy === undefined ? {} : { refusedBy: draft.refusedBy }),
    network: false,
    source: 'client',
    ...(draft.served === undefined ? {} : { served: nanos(draft.served * 1e6) }),
    operation: 'op',
    instance: draft.instance ?? 'one',
    traceId: draft.trace ?? String(row),
    spanId: `${caller}-${callee}-${row}`,
    parentSpanId: draft.parent ?? 'p',
    ...(draft.timeout === undefined ? {} : { timeout: nanos(draft.timeout * 1e6) }),
  }));
  return { caller, callee, calls: calls.sort((a, b) => a.start - b.start) };
}

/** So many drafts, one every so many milliseconds. */
export function series(
  count: number,
  everyMs: number,
  draft: (row: number) => Omit<CallDraft, 'at'>
): readonly CallDraft[] {
  return Array.from({ length: count }, (_, row) => ({ at: row * everyMs, ...draft(row) }));
}
