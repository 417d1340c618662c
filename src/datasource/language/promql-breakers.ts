import type { Matcher, Selection } from '../../engine/signals';
import { matcher, selector } from './promql';

/**
 * Which of the metrics there are: one series for each name, and for each value of the labels that a scope may be known
 * under, however many breakers there are.
 */
export function breakerDiscoveryQuery(
  selections: readonly Selection[],
  scopeLabels: readonly string[],
  filters: readonly Matcher[]
): string {
  const names = [...new Set(selections.map(({ metric }) => metric))].sort();
  const conditions = [`__name__=~"${names.join('|')}"`, ...filters.map(matcher)];
  return `group by (${['__name__', ...scopeLabels].join(', ')}) ({${conditions.join(',')}})`;
}

/** The samples themselves: states are levels, and what a counter's growth means only its own samples tell. */
export function breakerQuery({ metric, matchers = [] }: Selection, conditions: readonly Matcher[]): string {
  return selector(metric, [...matchers, ...conditions].map(matcher));
}
