import type { AttributeFilter } from '../query';
import type { ScopeCondition } from './scope';

/** Everything that a query is narrowed by, its variables replaced: all of it must hold. */
export interface Narrowing {
  readonly scope: readonly ScopeCondition[];
  readonly filters: readonly AttributeFilter[];
}

export const NOT_NARROWED: Narrowing = { scope: [], filters: [] };
