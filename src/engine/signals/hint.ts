import type { ProblemParams } from '../result';

const SHOWN = 5;

/** Counters and histograms that speak of requests, as anybody may name them: what a hint looks for. RE2. */
export const REQUEST_LIKE = '.*(?:http|rpc|request|response|latency|duration|call|error)s?_?.*_(?:total|count|bucket)';

/**
 * Parameters of the message `leg.unknown-metrics` {metrics, count}: what was seen where no convention is known, a few
 * names without the endings that make three of one histogram.
 * @returns `undefined` when nothing was seen: the message is `leg.no-metrics` then.
 */
export function unknownMetrics(names: readonly string[]): ProblemParams | undefined {
  const families = [...new Set(names.map((name) => name.replace(/_(?:bucket|count|sum)$/, '')))].sort();
  return families.length === 0 ? undefined : { metrics: families.slice(0, SHOWN).join(', '), count: families.length };
}
