import type { Estimate, Onset, ServiceCascade } from './types';

/** A service that degraded. */
export interface Degraded extends ServiceCascade {
  readonly onset: Onset;
}

/** An interval does not hold its lower bound: what a scrape tells came after the one before. */
export function overlap(a: Estimate, b: Estimate): boolean {
  return a.low < b.high && b.low < a.high;
}
