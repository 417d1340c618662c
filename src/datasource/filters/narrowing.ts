import type { Signal } from '../../engine/correlation';
import type { AttributeFilter } from '../query';
import type { ScopeCondition } from './scope';

/** Everything that a query is narrowed by, its variables replaced: all of it must hold. */
export interface Narrowing {
  readonly scope: readonly ScopeCondition[];
  readonly filters: readonly AttributeFilter[];
}

export const NOT_NARROWED: Narrowing = { scope: [], filters: [] };

const SPANS_ONLY =
  /^(?:span|event|link|instrumentation)[.:]|^trace:|^(?:name|kind|duration|status(?:Message)?|traceDuration|root(?:Service)?Name)$/;
const RESOURCE = /^(?:resource)?\./;
const SERVICE = new Set(['service', 'service_name']);

/**
 * The part of a narrowing that a search for an ID in one signal can be narrowed by. Resource attributes hold for spans and
 * lines alike; what only spans have (`span.`, `event.`) would hide every line, and a plain label would hide every span.
 */
export function ofSignal(signal: Signal, { scope, filters }: Narrowing = NOT_NARROWED): Narrowing {
  const fits = ({ key }: AttributeFilter): boolean => {
    const common = RESOURCE.test(key) || SERVICE.has(key);
    return common || SPANS_ONLY.test(key) === (signal === 'traces');
  };
  return { scope, filters: filters.filter(fits) };
}
