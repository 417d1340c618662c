import type { Trace } from '../model';
import { operationGroups } from './times';
import type { CriticalPath, Operation } from './types';

/** Share of the request above which an operation is a bottleneck, unless said otherwise. */
const BOTTLENECK_SHARE = 0.2;
/** Above P99 is an anomaly; above so many times P99 a high one. */
const HIGH_RATIO = 2;

/** An operation that takes much of the request. */
export interface Bottleneck {
  /** Row of `trace.services`. */
  readonly service: number;
  readonly operation: string;
  /** Own time on the path of all its spans, nanoseconds. */
  readonly time: number;
  /** Of the path's length, 0 to 1. */
  readonly share: number;
  /** Its spans on the path, most own time first. */
  readonly spans: readonly number[];
}

/**
 * Operations whose own time on the path is more than `share` of it, largest first. O(n).
 * @param options - `share`: 0.2 by default
 */
export function bottlenecks(
  trace: Trace,
  path: CriticalPath,
  options: { readonly share?: number } = {}
): readonly Bottleneck[] {
  const limit = (options.share ?? BOTTLENECK_SHARE) * path.length;
  const { group, names } = operationGroups(trace);
  const times = new Float64Array(names.length);
  for (const row of path.path) {
    const at = group[row] ?? 0;
    times[at] = (times[at] ?? 0) + (path.exclusive[row] ?? 0);
  }
  const rowsOf = new Map<number, number[]>();
  times.forEach((time, at) => time > limit && rowsOf.set(at, []));
  path.path.forEach((row) => rowsOf.get(group[row] ?? 0)?.push(row));
  return [...rowsOf]
    .map(([at, rows]) => ({
      service: names[at]?.service ?? 0,
      operation: names[at]?.operation ?? '',
      time: times[at] ?? 0,
      share: (times[at] ?? 0) / path.length,
      spans: rows.sort((a, b) => (path.exclusive[b] ?? 0) - (path.exclusive[a] ?? 0)),
    }))
    .sort((a, b) => b.time - a.time);
}

/** How long an operation usually takes. Nanoseconds. */
export interface OperationHistory extends Operation {
  readonly p99: number;
}

/** A span that took longer than its operation usually does. */
export interface Anomaly {
  /** Row of the trace. */
  readonly span: number;
  /** Nanoseconds. */
  readonly duration: number;
  readonly p99: number;
  /** `duration / p99`, above 1. */
  readonly ratio: number;
  readonly severity: 'raised' | 'high';
}

/**
 * Spans longer than the P99 of their operation; `high` above twice that. Largest ratio first. Operations without history,
 * or with a P99 of 0, are not judged. O(n + h).
 *
 * @param history - services by key, or by name where no key fits
 */
export function anomalies(trace: Trace, history: readonly OperationHistory[]): readonly Anomaly[] {
  const p99Of = new Map(history.map(({ service, operation, p99 }) => [`${service}\n${operation}`, p99]));
  const { group, names } = operationGroups(trace);
  const limits = Float64Array.from(names, ({ service, operation }) => {
    const identity = trace.services[service];
    const p99 = p99Of.get(`${identity?.key ?? ''}\n${operation}`) ?? p99Of.get(`${identity?.name ?? ''}\n${operation}`);
    return p99 !== undefined && p99 > 0 ? p99 : Infinity;
  });
  const found: Anomaly[] = [];
  for (let row = 0; row < trace.size; row += 1) {
    const p99 = limits[group[row] ?? 0] ?? Infinity;
    const duration = trace.duration[row] ?? 0;
    if (duration > p99) {
      const ratio = duration / p99;
      found.push({ span: row, duration, p99, ratio, severity: ratio > HIGH_RATIO ? 'high' : 'raised' });
    }
  }
  return found.sort((a, b) => b.ratio - a.ratio || a.span - b.span);
}
