import type { Cohort } from './aggregate-types';
import type { KeptTrace } from './kept-traces';

const QUANTILES = [0.5, 0.9, 0.99] as const;
/** Widest half of a band, as a share of all ranks. */
const WIDEST = 0.1;
const FEWEST = 5;

/**
 * All traces, then those at P50, P90 and P99 of total latency, as {@link Cohort} defines them. CRISP's "P99 %" is the share
 * over all traces up to P99, which is nearly all of them; here a cohort holds the traces at its quantile and no others.
 *
 * @param sorted - kept traces by total latency, ascending
 * @param operations - how many there are
 */
export function cohortsOf(sorted: readonly KeptTrace[], operations: number): readonly Cohort[] {
  return [undefined, ...QUANTILES].map((quantile) => {
    const [from, to] = quantile === undefined ? [0, sorted.length] : band(quantile, sorted.length);
    return cohort(quantile, sorted.slice(from, to), operations);
  });
}

/** First rank of a cohort, and the one after its last. */
export function band(quantile: number, count: number): readonly [number, number] {
  const half = Math.min(WIDEST, (1 - quantile) / 2);
  const middle = quantile * count;
  const width = Math.min(count, Math.max(FEWEST, Math.round(2 * half * count)));
  const from = Math.min(count - width, Math.max(0, Math.round(middle - width / 2)));
  return [from, from + width];
}

function cohort(quantile: number | undefined, traces: readonly KeptTrace[], operations: number): Cohort {
  const time = new Float64Array(operations);
  let total = 0;
  for (const trace of traces) {
    total += trace.total;
    const { operation, exclusive } = trace.columns;
    for (let i = trace.from; i < trace.to; i += 1) {
      const at = operation[i] ?? 0;
      time[at] = (time[at] ?? 0) + (exclusive[i] ?? 0);
    }
  }
  const count = traces.length;
  return {
    quantile,
    traces: count,
    from: traces[0]?.total ?? NaN,
    to: traces[count - 1]?.total ?? NaN,
    mean: count === 0 ? NaN : total / count,
    time: time.map((sum) => (count === 0 ? 0 : sum / count)),
    share: time.map((sum) => (total === 0 ? 0 : sum / total)),
    example: traces[count >> 1]?.traceId,
  };
}
