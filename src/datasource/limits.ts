import * as v from 'valibot';

/** How much one refresh may bring. */
export interface QueryLimits {
  /** Traces asked of a search and fetched by ID. */
  readonly traces: number;
  /** Lines asked of each log query. */
  readonly lines: number;
  /** Services whose metrics are asked. */
  readonly services: number;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(1));

export const limitsSchema = v.object({ traces: count, lines: count, services: count });

/** Lines follow Loki's usual server cap (5000) from below: asking more than the cap is an error, not a cut. */
export const DEFAULT_LIMITS: QueryLimits = { traces: 20, lines: 2000, services: 50 };
