import type { CallCounts } from '../types';
import { type EdgeCall, failed } from './outcomes';
import { ADMITTED } from './refusals';

/** Steps over the whole window, and the shortest that one may be. */
const STEPS = 240;
const SHORTEST_NS = 1e9;

/** Calls by step: let through, failed among them, refused. Steps without a call are left out, because nobody called. */
export function callCounts(calls: readonly EdgeCall[], strengths: ArrayLike<number>, end: number): CallCounts {
  const step = Math.max(SHORTEST_NS, Math.ceil(end / STEPS));
  const rows = new Map<number, { calls: number; failed: number; rejected: number }>();
  calls.forEach((call, row) => {
    const at = Math.floor(call.start / step);
    const counts = rows.get(at) ?? { calls: 0, failed: 0, rejected: 0 };
    rows.set(at, counts);
    const refused = (strengths[row] ?? ADMITTED) > ADMITTED || call.outcome === 'rejected';
    counts.rejected += refused ? 1 : 0;
    counts.calls += refused ? 0 : 1;
    counts.failed += !refused && failed(call) ? 1 : 0;
  });
  const sorted = [...rows].sort(([a], [b]) => a - b);
  return {
    start: Float64Array.from(sorted, ([at]) => at * step),
    end: Float64Array.from(sorted, ([at]) => (at + 1) * step),
    calls: Float64Array.from(sorted, ([, counts]) => counts.calls),
    failed: Float64Array.from(sorted, ([, counts]) => counts.failed),
    rejected: Float64Array.from(sorted, ([, counts]) => counts.rejected),
  };
}
