import type { Labels, Series } from '../../model';
import type { Matcher, Selection } from '../../signals';

/** Series of a selection: conditions mean what they mean in PromQL, where an absent label is an empty one. */
export function selected(series: readonly Series[], { matchers = [] }: Selection): readonly Series[] {
  const conditions = matchers.map(conditionOf);
  return series.filter(({ labels }) => conditions.every((holds) => holds(labels)));
}

/** A condition on labels; a pattern that cannot be read matches nothing. */
export function conditionOf({ label, operator, value }: Matcher): (labels: Labels) => boolean {
  switch (operator) {
    case '=':
      return (labels) => (labels[label] ?? '') === value;
    case '!=':
      return (labels) => (labels[label] ?? '') !== value;
    default: {
      const pattern = patternOf(value);
      const wanted = operator === '=~';
      return (labels) => pattern !== undefined && pattern.test(labels[label] ?? '') === wanted;
    }
  }
}

function patternOf(text: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${text})$`);
  } catch {
    return undefined;
  }
}
