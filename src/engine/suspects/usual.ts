/** A mean, and its squared standard error. */
interface Estimate {
  readonly mean: number;
  readonly variance: number;
}

/**
 * What is usual of a level, of a time known to be good and of the incident's own time before. The good time may be hours
 * away: where the two differ by more than their scatter explains, the difference is drift (a table that grew, a warmed-up
 * process), and what is near counts the more. The variance between times is DerSimonian and Laird's estimate ("Meta-analysis
 * in clinical trials", 1986) for two of them, and weighs on the good time alone.
 */
export function usualLevel(known: Estimate | undefined, before: Estimate | undefined): Estimate {
  if (known === undefined || before === undefined) {
    return known ?? before ?? { mean: 0, variance: Infinity };
  }
  const between = Math.max(0, (known.mean - before.mean) ** 2 - known.variance - before.variance);
  const far = 1 / (known.variance + between);
  const near = 1 / before.variance;
  return { mean: (far * known.mean + near * before.mean) / (far + near), variance: 1 / (far + near) };
}
