import type { Cohort } from '../../../engine/path';
import { type Nanos, nanos } from '../../../engine/units';
import { cohortAt, type ManyTraces } from './many';

/** One side of a comparison, named by what its requests have in common. */
export interface Side {
  readonly kind: 'p50' | 'p99' | 'all' | 'selection' | 'baseline';
  readonly cohort: Cohort;
}

/** An operation on both sides. Mean time on the path of one request. */
export interface CohortRow {
  readonly service: string;
  readonly operation: string;
  readonly slow: Nanos;
  readonly usual: Nanos;
  /** How much more of it slow requests have; negative for less. */
  readonly more: Nanos;
  readonly slowShare: number;
  readonly usualShare: number;
}

/** What slow requests do that usual ones do not. */
export interface Comparison {
  readonly slow: Side;
  readonly usual: Side;
  /** The largest difference first. */
  readonly rows: readonly CohortRow[];
}

/**
 * Compares the requests at P99 with those at P50 (or with all); and where the data source gave a baseline, all of the
 * selection with all of the baseline. O(operations log operations).
 */
export function compareCohorts(many: ManyTraces, against: 'p50' | 'all'): Comparison | undefined {
  const { group, baseline } = many;
  const all = cohortAt(group, undefined);
  const base = baseline === undefined ? undefined : cohortAt(baseline, undefined);
  if (all !== undefined && base !== undefined) {
    return comparison(many, { kind: 'selection', cohort: all }, { kind: 'baseline', cohort: base });
  }
  const p99 = cohortAt(group, 0.99);
  const usual = against === 'all' ? all : cohortAt(group, 0.5);
  return p99 === undefined || usual === undefined
    ? undefined
    : comparison(many, { kind: 'p99', cohort: p99 }, { kind: against, cohort: usual });
}

function comparison(many: ManyTraces, slow: Side, usual: Side): Comparison {
  const rows = many.aggregate.operations.flatMap(({ service, operation }, row) => {
    const [a, b] = [slow.cohort.time[row] ?? 0, usual.cohort.time[row] ?? 0];
    return a === 0 && b === 0
      ? []
      : [
          {
            service,
            operation,
            slow: nanos(a),
            usual: nanos(b),
            more: nanos(a - b),
            slowShare: slow.cohort.share[row] ?? 0,
            usualShare: usual.cohort.share[row] ?? 0,
          },
        ];
  });
  return { slow, usual, rows: rows.sort((a, b) => Math.abs(b.more) - Math.abs(a.more)) };
}
