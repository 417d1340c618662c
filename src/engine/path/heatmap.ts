import type { PathHeatmap } from './aggregate-types';
import type { KeptTrace } from './kept-traces';

/**
 * Own time on the path, operation by request. Requests are ordered by latency; where there are more than columns, equally
 * many neighbours (give or take one) share one. O(kept operations).
 *
 * @param sorted - kept traces by total latency, ascending
 * @param operations - those to draw
 */
export function heatmapOf(sorted: readonly KeptTrace[], operations: readonly number[], most: number): PathHeatmap {
  const columns = Math.min(most, sorted.length);
  const rowOf = new Int32Array(operations.reduce((most, operation) => Math.max(most, operation + 1), 0)).fill(-1);
  operations.forEach((operation, row) => {
    rowOf[operation] = row;
  });
  const time = new Float64Array(operations.length * columns);
  const total = new Float64Array(columns);
  const traces = new Int32Array(columns);
  const traceIds = Array.from(
    { length: columns },
    (_, column) => sorted[firstOf(column + 1, columns, sorted.length) - 1]?.traceId
  ).flatMap((traceId) => traceId ?? []);
  for (let column = 0; column < columns; column += 1) {
    const from = firstOf(column, columns, sorted.length);
    const to = firstOf(column + 1, columns, sorted.length);
    traces[column] = to - from;
    for (const trace of sorted.slice(from, to)) {
      total[column] = (total[column] ?? 0) + trace.total / (to - from);
      const { operation, exclusive } = trace.columns;
      for (let i = trace.from; i < trace.to; i += 1) {
        const row = rowOf[operation[i] ?? 0] ?? -1;
        if (row >= 0) {
          const cell = row * columns + column;
          time[cell] = (time[cell] ?? 0) + (exclusive[i] ?? 0) / (to - from);
        }
      }
    }
  }
  return { operations, columns, traceIds, total, traces, time };
}

function firstOf(column: number, columns: number, count: number): number {
  return Math.floor((column * count) / columns);
}
