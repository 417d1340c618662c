import { quotePattern } from '../../engine/correlation';
import { patternString } from './literal';

const MS_PER_S = 1000;

/** A regular-expression literal that matches each of the names and nothing else; for `label=~`. */
export function anyOf(values: readonly string[]): string {
  // Alternatives are joined after each was made inert: an alternation sign inside a name is an escape by then.
  return `"${values.map((value) => patternString(quotePattern(value)).slice(1, -1)).join('|')}"`;
}

/** A range vector's length as PromQL writes it: whole seconds, at least one. */
export function rateWindow(ms: number): string {
  return `${Math.max(1, Math.ceil(ms / MS_PER_S))}s`;
}
