import type { Quantiles } from './aggregate-types';
import type { KeptColumns, KeptTrace } from './kept-traces';
import { quantilesOf } from './quantiles';

/**
 * Quantiles of one value of kept traces, by operation. Two passes: how many each operation has, then the values side by side.
 * O(kept operations).
 * @param operations - how many there are
 * @param valueOf - the value at a place of the columns; `NaN` is none
 */
export function quantilesByOperation(
  kept: readonly KeptTrace[],
  operations: number,
  valueOf: (columns: KeptColumns, at: number) => number
): (operation: number) => Quantiles {
  const ends = new Int32Array(operations);
  let count = 0;
  for (const { columns, from, to } of kept) {
    const { operation } = columns;
    for (let at = from; at < to; at += 1) {
      if (!Number.isNaN(valueOf(columns, at))) {
        const of = operation[at] ?? 0;
        ends[of] = (ends[of] ?? 0) + 1;
        count += 1;
      }
    }
  }
  let from = 0;
  for (let of = 0; of < operations; of += 1) {
    const many = ends[of] ?? 0;
    ends[of] = from;
    from += many;
  }
  const values = new Float64Array(count);
  for (const trace of kept) {
    const { operation } = trace.columns;
    for (let at = trace.from; at < trace.to; at += 1) {
      const value = valueOf(trace.columns, at);
      if (!Number.isNaN(value)) {
        const of = operation[at] ?? 0;
        values[ends[of] ?? 0] = value;
        ends[of] = (ends[of] ?? 0) + 1;
      }
    }
  }
  // Each end is now behind the last value of its operation.
  return (of) => quantilesOf(values.subarray(of === 0 ? 0 : (ends[of - 1] ?? 0), ends[of] ?? 0));
}
