import { err, ok, problem, type Result } from '../result';

/**
 * Compiles a log place's pattern. The syntax is RE2's, which Loki takes; what JavaScript does not know of it
 * (`(?P<name>`, leading flags such as `(?i)`) is translated.
 *
 * @returns the problem `key.bad-pattern` {pattern, reason} or `key.pattern-groups` {pattern, groups}: exactly one
 *   capturing group is needed, which is the ID.
 */
export function checkPattern(pattern: string): Result<RegExp> {
  const flags = /^\(\?([ims]+)\)/.exec(pattern);
  const body = (flags === null ? pattern : pattern.slice(flags[0].length)).replace(/\(\?P</g, '(?<');
  const options = `u${[...new Set(flags?.[1] ?? '')].join('')}`;
  try {
    const compiled = new RegExp(body, options);
    const groups = countGroups(body, options);
    return groups === 1 ? ok(compiled) : err(problem('key.pattern-groups', { pattern, groups }));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return err(problem('key.bad-pattern', { pattern, reason }));
  }
}

/** With an empty alternative the pattern matches anything, and the match lists every group. */
function countGroups(body: string, options: string): number {
  const match = new RegExp(`${body}|`, options).exec('');
  return match === null ? 0 : match.length - 1;
}
