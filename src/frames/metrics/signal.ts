import type { GoldenSignal, Labels } from '../../engine/model';

/** What the query text and the labels say of a series. */
export interface SeriesMeaning {
  readonly signal: GoldenSignal | undefined;
  readonly quantile: number | undefined;
}

const quantileCall = /\bhistogram_quantile\(\s*([\d.]+)/;
const durationCall = /\bquantile_over_time\(\s*duration\b/;
const rateCall = /\b(?:rate|increase)\s*\(/;
const countedRequests = /_(?:requests|calls|request)_total\b|_(?:duration|latency)(?:_[a-z]+)?_count\b/;
const failures = /status(?:_code)?\s*=~?\s*"(?:5|STATUS_CODE_ERROR|error)|_failed_total\b/i;

/**
 * The golden signal that a query measures, only where its text leaves no doubt: a quantile of a histogram or of span
 * durations is latency, a rate of counted requests is traffic, or errors when it counts failures only.
 *
 * @param query - `meta.executedQueryString`, or ''
 */
export function meaningOf(query: string, labels: Labels): SeriesMeaning {
  const quantile = readQuantile(quantileCall.exec(query)?.[1]);
  if (quantile !== undefined) {
    return { signal: 'latency', quantile };
  }
  if (durationCall.test(query)) {
    return { signal: 'latency', quantile: readQuantile(labels.p) };
  }
  if (rateCall.test(query) && countedRequests.test(query)) {
    return { signal: failures.test(query) ? 'errors' : 'traffic', quantile: undefined };
  }
  return { signal: undefined, quantile: undefined };
}

function readQuantile(text: string | undefined): number | undefined {
  const value = text === undefined ? NaN : Number(text);
  return value >= 0 && value <= 1 ? value : undefined;
}
