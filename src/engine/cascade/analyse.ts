import type { Outcome } from '../result';
import type { Cascade, CascadeInput } from './types';

/** Who fell first, how it spread, and how far. */
export function analyseCascade(input: CascadeInput): Outcome<Cascade> {
  return {
    result: {
      origin: input.origin,
      services: [],
      order: { tiers: [], ties: [] },
      first: [],
      propagation: [],
      blastRadius: { services: [], operations: [], share: undefined, entryPoints: [] },
      changes: [],
      correlations: [],
      cycles: [],
      severity: 'info',
    },
    problems: [],
  };
}
