import { stretchOf } from './onset/stretch';
import type { CascadeInput, ServiceSignal, TimeSpan } from './types';

/** Spans for fewer of the counted requests than this are a sample of them. */
const ALL = 0.9;
const NS_PER_S = 1e9;

/**
 * Whether the traces are of some requests only: fewer than the services were counted to get. Where nobody counted them they
 * may be. O(samples of traffic).
 */
export function isSampled({ signals, window }: CascadeInput): boolean {
  const counted = new Map(
    signals
      .filter(({ signal, source }) => signal === 'traffic' && source === 'metrics')
      .map((one) => [one.service, one])
  );
  let told = 0;
  let all = 0;
  for (const one of signals) {
    const traffic = counted.get(one.service);
    const isRequests = one.source === 'traces' && one.signal === 'latency' && one.name === '' && one.resolution === 0;
    if (isRequests && traffic !== undefined) {
      const { first, last } = stretchOf(one, window);
      told += last - first;
      all += requestsIn(traffic, window);
    }
  }
  return told < ALL * all || all === 0;
}

function requestsIn(traffic: ServiceSignal, window: TimeSpan): number {
  const { first, last } = stretchOf(traffic, window);
  return traffic.values
    .subarray(first, last)
    .reduce((sum, rate) => sum + (Number.isNaN(rate) ? 0 : (rate * traffic.resolution) / NS_PER_S), 0);
}
