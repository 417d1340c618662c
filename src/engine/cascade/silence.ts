import type { Onset, ServiceSignal, TimeSpan } from './types';

/** So many samples without a request are no pause. */
const LEAST_SILENT = 3;

/**
 * Whether a service that used to answer has answered nothing since a change, as the rate of its requests tells: one that is
 * dead tells of no failure, those that call it do. O(samples of its traffic).
 */
export function isSilentSince(
  own: readonly ServiceSignal[],
  { high, source }: Pick<Onset, 'high' | 'source'>,
  window: TimeSpan
): boolean {
  const traffic = own.find((one) => one.signal === 'traffic' && one.source === source);
  if (traffic === undefined) {
    return false;
  }
  const { times, values, resolution, lookback = resolution } = traffic;
  // A sample may look back on requests of before.
  const after = high + lookback;
  const answered = Array.from(times).filter((_, row) => (values[row] ?? NaN) > 0);
  const last = answered[answered.length - 1];
  return last !== undefined && last <= after && window.to - after >= LEAST_SILENT * resolution;
}
