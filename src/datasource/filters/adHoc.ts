import type { AdHocVariableFilter } from '@grafana/data';
import { quotePattern } from '../../engine/correlation';
import type { AttributeFilter } from '../query';

/**
 * The dashboard's ad hoc filters as ours. `=|` and `!=|` (one of, none of) become patterns; an operator that no query
 * language here has (`<`, `>`) is left out, as is a filter that is not finished.
 */
export function fromAdHoc(filters: readonly AdHocVariableFilter[]): readonly AttributeFilter[] {
  return filters.flatMap(({ key, operator, value, values }): readonly AttributeFilter[] => {
    if (key === '') {
      return [];
    }
    switch (operator) {
      case '=':
      case '!=':
      case '=~':
      case '!~':
        return [{ key, operator, value }];
      case '=|':
        return [{ key, operator: '=~', value: anyOfPattern(values ?? [value]) }];
      case '!=|':
        return [{ key, operator: '!~', value: anyOfPattern(values ?? [value]) }];
      default:
        return [];
    }
  });
}

function anyOfPattern(values: readonly string[]): string {
  return values.map(quotePattern).join('|');
}
