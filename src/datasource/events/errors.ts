import type { TraceId } from '../../engine/units';

/** A failed span, or a moment at which so many lines of errors were written. */
export interface ErrorSeen {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly count: number;
  /** Name of the failed span. */
  readonly operation: string | undefined;
  readonly traceId: TraceId | undefined;
}

/** Errors that lie close together. */
export interface ErrorBurst {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Names of the failed spans, most frequent first. */
  readonly operations: readonly string[];
  /** The first failing trace: what an investigation opens. */
  readonly traceId: TraceId | undefined;
}

/**
 * Gathers errors into bursts: one more belongs to the burst before when it comes within `gapMs` of its last. O(n log n).
 * @returns in order of time
 */
export function errorBursts(errors: readonly ErrorSeen[], gapMs: number): readonly ErrorBurst[] {
  const bursts: ErrorSeen[][] = [];
  for (const error of [...errors].sort((a, b) => a.at - b.at)) {
    const burst = bursts[bursts.length - 1];
    const last = burst?.[burst.length - 1];
    if (burst !== undefined && last !== undefined && error.at - last.at <= gapMs) {
      burst.push(error);
    } else {
      bursts.push([error]);
    }
  }
  return bursts.map(burstOf);
}

function burstOf(errors: readonly ErrorSeen[]): ErrorBurst {
  const counts = new Map<string, number>();
  for (const { operation, count } of errors) {
    if (operation !== undefined && operation !== '') {
      counts.set(operation, (counts.get(operation) ?? 0) + count);
    }
  }
  return {
    from: errors[0].at,
    to: errors[errors.length - 1].at,
    count: errors.reduce((sum, { count }) => sum + count, 0),
    operations: [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name),
    traceId: errors.find(({ traceId }) => traceId !== undefined)?.traceId,
  };
}
