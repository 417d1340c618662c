import type { Labels } from '../../model';
import type { Breakdown, Citation } from '../convention';
import type { Presence } from '../detection';

/** A series that grows or stands still: what a scrape reads `n` seconds after the first is `start + n * perSecond`. */
export interface FixtureSeries {
  readonly metric: string;
  readonly labels: Labels;
  readonly start: number;
  readonly perSecond: number;
}

/** What is expected of one subject: shares, seconds, requests a second. Absent is "no data". */
export interface ExpectedRow {
  readonly client?: string;
  readonly service: string;
  readonly instance?: string;
  readonly traffic?: number;
  readonly errors?: number;
  readonly p50?: number;
  readonly p95?: number;
  readonly p99?: number;
  readonly mean?: number;
  /** `kind:name` of the fullest resource, and how full it is. */
  readonly worst?: readonly [string, number];
}

/** Documented metrics of one convention, and the golden signals that they are. */
export interface SignalFixture {
  /** Name of the convention that must be chosen for requests, or for resources where there are none. */
  readonly convention: string;
  readonly name: string;
  /** Where names, labels and buckets are documented. */
  readonly source: Citation;
  readonly breakdown: Breakdown;
  readonly series: readonly FixtureSeries[];
  /** Services to ask for; all when absent. */
  readonly services?: readonly string[];
  readonly rows: readonly ExpectedRow[];
  /** Names of all resources found, `kind:name`. */
  readonly resources?: readonly string[];
}

export function counter(metric: string, labels: Labels, perSecond: number): FixtureSeries {
  return { metric, labels, start: 1000, perSecond };
}

export function gauge(metric: string, labels: Labels, value: number): FixtureSeries {
  return { metric, labels, start: value, perSecond: 0 };
}

/**
 * A classic histogram, as an exposition shows it: for each bound, how many observations a second fall in its bucket and
 * below; `sumPerSecond` in the unit of the bounds.
 */
export function histogram(
  metric: string,
  labels: Labels,
  upTo: Readonly<Record<string, number>>,
  sumPerSecond: number
): readonly FixtureSeries[] {
  const all = upTo['+Inf'] ?? 0;
  return [
    ...Object.entries(upTo).map(([le, perSecond]) => counter(`${metric}_bucket`, { ...labels, le }, perSecond)),
    counter(`${metric}_sum`, labels, sumPerSecond),
    counter(`${metric}_count`, labels, all),
  ];
}

/** What a discovery would say of the series. */
export function presencesOf({ series }: Pick<SignalFixture, 'series'>): readonly Presence[] {
  return series
    .filter(({ labels }) => labels.le === undefined || labels.le === '+Inf')
    .map(({ metric, labels }) => ({ metric, labels }));
}
