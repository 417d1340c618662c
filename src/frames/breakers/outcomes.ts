/** Columns of the calls of a breaker, in the order in which they are written. */
export const OUTCOMES = ['calls', 'failed', 'rejected'] as const;
