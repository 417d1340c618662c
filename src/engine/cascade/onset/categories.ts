import type { SignalSamples } from '../types';
import type { Deviation } from './deviation';

/** Bounds of the categories that deviations are put into, in standard deviations. */
const BOUNDS = [1, 2, 3, 4.5, 7, 12] as const;
export const CATEGORIES = BOUNDS.length + 1;
/** Category of a gap: it says nothing. */
export const GAP = 255;

/**
 * What is believed of usual samples before any is seen: as a normal distribution in the middle, with a tail far heavier
 * than that, as telemetry has; and how many samples that belief is worth.
 */
const USUAL_PRIOR: readonly number[] = [0.84, 0.13, 0.022, 0.005, 0.002, 0.0007, 0.0003];
const PRIOR_SAMPLES = 30;
/** Where samples are that something is wrong with: nearly anywhere, rarely where the usual ones are. */
const AFFECTED: readonly number[] = [0.02, 0.04, 0.1, 0.19, 0.25, 0.25, 0.15];
/** The same of single failures, which know no more than yes and no. */
const AFFECTED_FAILURES: readonly number[] = [0.02, 0, 0, 0, 0, 0, 0.98];
/** A rate of failures below which none can be told from any other. */
const LEAST_FAILURES = 0.002;
const FAILURE_PRIOR_SAMPLES = 50;

/** Samples as categories, and how likely each category is when all is usual, and of an affected sample. */
export interface Evidence {
  /** By row of the signal: 0 up to {@link CATEGORIES} - 1, or {@link GAP}. */
  readonly category: Uint8Array;
  readonly usual: Float64Array;
  readonly affected: readonly number[];
  /** Samples are single requests. */
  readonly single: boolean;
  /** Of single requests, by row: what kind of request it is. */
  readonly operation: Int32Array | undefined;
}

/**
 * Puts deviations into categories. Counting how often each was met is all that is assumed of their distribution, so a
 * signal with a long tail is not taken for a sick one, and a single wild value weighs no more than its category.
 *
 * @param sign - 1 for what grows, -1 for what falls
 */
export function evidenceOf(
  { z, usual }: Deviation,
  { resolution, signal, operation }: Pick<SignalSamples, 'resolution' | 'signal' | 'operation'>,
  sign: 1 | -1
): Evidence {
  const single = resolution === 0;
  const binary = single && signal !== 'latency';
  const counts = new Float64Array(CATEGORIES);
  let size = 0;
  for (const value of usual) {
    const category = categoryOf(value * sign);
    if (category !== GAP) {
      counts[category] = (counts[category] ?? 0) + 1;
      size += 1;
    }
  }
  const category = new Uint8Array(z.length);
  for (let row = 0; row < z.length; row += 1) {
    category[row] = categoryOf((z[row] ?? NaN) * sign);
  }
  return {
    category,
    usual: binary ? usualFailures(counts, size) : usualShares(counts, size),
    affected: binary ? AFFECTED_FAILURES : AFFECTED,
    single,
    operation,
  };
}

function categoryOf(z: number): number {
  if (Number.isNaN(z)) {
    return GAP;
  }
  let category = 0;
  while (category < BOUNDS.length && z > (BOUNDS[category] ?? Infinity)) {
    category += 1;
  }
  return category;
}

function usualShares(counts: Float64Array, size: number): Float64Array {
  return counts.map(
    (count, category) => (count + PRIOR_SAMPLES * (USUAL_PRIOR[category] ?? 0)) / (size + PRIOR_SAMPLES)
  );
}

function usualFailures(counts: Float64Array, size: number): Float64Array {
  const failed = ((counts[CATEGORIES - 1] ?? 0) + 1) / (size + FAILURE_PRIOR_SAMPLES);
  const shares = new Float64Array(CATEGORIES).fill(1e-9);
  shares[CATEGORIES - 1] = Math.max(LEAST_FAILURES, failed);
  shares[0] = 1 - (shares[CATEGORIES - 1] ?? 0);
  return shares;
}
