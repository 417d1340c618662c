import type { Arrival } from './join-types';

/**
 * The last arrival of each leg, sorted by leg: from here on nothing depends on which leg answered first, or in how many
 * steps.
 */
export function latestArrivals(arrivals: readonly Arrival[]): readonly Arrival[] {
  const latest = new Map<string, Arrival>();
  for (const arrival of arrivals) {
    latest.set(arrival.leg, arrival);
  }
  return [...latest.values()].sort((a, b) => compareText(a.leg, b.leg));
}

/** Order by UTF-16 code units: the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
