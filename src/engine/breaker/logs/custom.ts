import { err, ok, problem, type Result } from '../../result';
import { COMMON_STATES, type TransitionPattern } from './pattern';

/**
 * A pattern of the user's own: a regular expression with the named group `to`, and `name`, `from`, `caller`, `callee`,
 * `instance` where the lines have them. States are the words that most libraries share: closed, open, half-open.
 *
 * Problems: `breaker-pattern.bad` {pattern, reason} no regular expression, `breaker-pattern.no-group` {pattern, group} it
 * names no state that was entered, or no breaker.
 */
export function customPattern(pattern: string): Result<TransitionPattern> {
  const missing = ['to', 'name'].find((group) => !pattern.includes(`(?<${group}>`));
  if (missing !== undefined) {
    return err(problem('breaker-pattern.no-group', { pattern, group: missing }));
  }
  try {
    return ok({ name: 'custom', sources: [], pattern: new RegExp(pattern), states: COMMON_STATES, tells: 'change' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return err(problem('breaker-pattern.bad', { pattern, reason }));
  }
}
