import type { BreakerConvention } from '../../engine/breaker';
import type { Matcher, Selection } from '../../engine/signals';
import { matcher, selector } from './promql';

/** The series that give a convention away: those that tell of states or of refused calls. Calls alone have others, too. */
export function tellingSelections({ lanes }: BreakerConvention): readonly Selection[] {
  return lanes.flatMap(({ states, rejected = [] }) => [
    ...states.flatMap((source) => (source.form === 'rejections' ? [] : source.series)),
    ...rejected,
  ]);
}

/**
 * Which of the conventions are there: one series for each telling metric, and for each value of the labels that a scope may
 * be known under, however many breakers there are.
 */
export function breakerDiscoveryQuery(
  conventions: readonly BreakerConvention[],
  scopeLabels: readonly string[],
  filters: readonly Matcher[]
): string {
  const telling = conventions.flatMap(tellingSelections);
  const names = new Set(telling.flatMap(({ metric, matchers = [] }) => (matchers.length === 0 ? [metric] : [])));
  const selectors = [
    `{${[`__name__=~"${[...names].sort().join('|')}"`, ...filters.map(matcher)].join(',')}}`,
    ...telling.filter(({ metric }) => !names.has(metric)).map((selection) => breakerQuery(selection, filters)),
  ];
  return `group by (${['__name__', ...scopeLabels].join(', ')}) (${[...new Set(selectors)].join(' or ')})`;
}

/** The samples themselves: states are levels, and what a counter's growth means only its own samples tell. */
export function breakerQuery({ metric, matchers = [] }: Selection, conditions: readonly Matcher[]): string {
  return selector(metric, [...matchers, ...conditions].map(matcher));
}
