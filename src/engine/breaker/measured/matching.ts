import type { Labels } from '../../model';
import type { Matcher, Selection } from '../../signals';

/** Whether a series' labels satisfy a selection's matchers; a label that is absent is ''. Patterns match the whole value. */
export function labelTest({ matchers = [] }: Selection): (labels: Labels) => boolean {
  const tests = matchers.map(matcherTest);
  return (labels) => tests.every((test) => test(labels));
}

function matcherTest({ label, operator, value }: Matcher): (labels: Labels) => boolean {
  if (operator === '=' || operator === '!=') {
    return (labels) => ((labels[label] ?? '') === value) === (operator === '=');
  }
  const pattern = new RegExp(`^(?:${value})$`);
  return (labels) => pattern.test(labels[label] ?? '') === (operator === '=~');
}
