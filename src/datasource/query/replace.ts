import { assertUnreachable } from '../../engine/result';
import type { AttributeFilter, ClewQuery, Scope } from './types';

/** Replaces the variables in a text; values are written by the formatter. */
export type Replace = (text: string, format: (value: unknown) => string) => string;

/** Custom values of "All" that mean every name. */
const EVERYTHING = new Set(['', '*', '.*', '.+', '$__all']);

/** A query with its variables replaced, once: what a variable holds is not looked into again. */
export function replaceVariables(query: ClewQuery, replace: Replace): ClewQuery {
  const narrowed = {
    scope: scopeOf(query.scope, replace),
    filters: query.filters.map((filter) => filterOf(filter, replace)),
  };
  switch (query.view) {
    case 'correlate':
      return { ...query, ...narrowed, key: replace(query.key, plainText), value: replace(query.value, plainText) };
    case 'services':
    case 'breakers':
    case 'cascade':
      return { ...query, ...narrowed, services: query.services.flatMap((name) => namesOf(name, replace)) };
    case 'traces':
      return {
        ...query,
        ...narrowed,
        selection: replace(query.selection, traceqlText),
        baseline: query.baseline === undefined ? undefined : replace(query.baseline, traceqlText),
      };
    case 'events':
      return { ...query, ...narrowed, service: replace(query.service, plainText) };
    default:
      return assertUnreachable(query);
  }
}

/** No escaping, no globs: an ID is taken as it is. Several values of a variable cannot be one ID, and stay visible. */
function plainText(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}

/** The names that a text stands for: one for each value of the variable in it. */
function namesOf(name: string, replace: Replace): readonly string[] {
  let count = 1;
  replace(name, (value) => {
    count = Math.max(count, Array.isArray(value) ? value.length : 1);
    return '';
  });
  return Array.from({ length: count }, (_, index) =>
    replace(name, (value) => String(Array.isArray(value) ? (value[Math.min(index, value.length - 1)] ?? '') : value))
  ).filter((one) => one === name || !EVERYTHING.has(one));
}

function scopeOf({ environment, cluster, namespace }: Scope, replace: Replace): Scope {
  const one = (value: string | undefined): string | undefined => {
    const replaced = value === undefined ? undefined : replace(value, plainText);
    return replaced !== undefined && EVERYTHING.has(replaced) ? undefined : replaced;
  };
  return { environment: one(environment), cluster: one(cluster), namespace: one(namespace) };
}

function filterOf(filter: AttributeFilter, replace: Replace): AttributeFilter {
  const isPattern = filter.operator === '=~' || filter.operator === '!~';
  return { ...filter, value: replace(filter.value, isPattern ? patternText : plainText) };
}

/** Several values as alternatives of a pattern. */
function patternText(value: unknown): string {
  return Array.isArray(value) ? value.map((one) => quoted(String(one))).join('|') : quoted(String(value));
}

/** Inside a TraceQL string: one value as it is, several as alternatives of a pattern, and neither can end the string. */
function traceqlText(value: unknown): string {
  const text = Array.isArray(value) ? patternText(value) : String(value);
  return text.replace(/["\\]/g, '\\$&');
}

function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
