import type { LogTable } from '../model';
import { err, ok, problem, type Result } from '../result';
import { type CorrelationKey, type LogPlace, TRACE_KEY } from './key';
import { jsonPath, jsonStart } from './json-line';
import { logTraceId } from './log-trace';
import { logfmtField } from './logfmt-line';

const NONE: readonly string[] = [];

/**
 * The values of a key that one row holds, each once, in the order of the key's places. For the built-in `trace` key it is
 * the row's trace ID. A regular expression that does not compile gives nothing here; {@link checkPattern} says why.
 */
export function logValues(key: CorrelationKey, table: LogTable, row: number): readonly string[] {
  if (key.name === TRACE_KEY) {
    const traceId = logTraceId(table, row);
    return traceId === undefined ? NONE : [traceId];
  }
  let values: string[] | undefined;
  for (const place of key.logPlaces) {
    const value = valueAt(place, table, row);
    if (value === undefined || value === '') {
      continue;
    }
    if (values === undefined) {
      values = [value];
    } else if (!values.includes(value)) {
      values.push(value);
    }
  }
  return values ?? NONE;
}

/**
 * Compiles a log place's pattern. The syntax is RE2's, which Loki takes; what JavaScript does not know of it
 * (`(?P<name>`, a leading `(?i)` or `(?s)`) is translated.
 *
 * @returns the problem `key.bad-pattern` {pattern, reason} or `key.pattern-groups` {pattern, groups}: exactly one
 *   capturing group is needed, which is the ID.
 */
export function checkPattern(pattern: string): Result<RegExp> {
  const flags = /^\(\?([ims]+)\)/.exec(pattern);
  const body = (flags === null ? pattern : pattern.slice(flags[0].length)).replace(/\(\?P</g, '(?<');
  const options = flags?.[1] ?? '';
  try {
    const compiled = new RegExp(body, `u${[...new Set(options)].join('')}`);
    const groups = countGroups(body, options);
    return groups === 1 ? ok(compiled) : err(problem('key.pattern-groups', { pattern, groups }));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return err(problem('key.bad-pattern', { pattern, reason }));
  }
}

/** With an empty alternative the pattern matches anything, and the match lists every group. */
function countGroups(body: string, options: string): number {
  const match = new RegExp(`${body}|`, `u${[...new Set(options)].join('')}`).exec('');
  return match === null ? 0 : match.length - 1;
}

const compiledPatterns = new Map<string, RegExp | undefined>();

/** Patterns come from a key's configuration, so there are few; compiled once each. */
function compiled(pattern: string): RegExp | undefined {
  if (!compiledPatterns.has(pattern)) {
    const checked = checkPattern(pattern);
    compiledPatterns.set(pattern, checked.ok ? checked.value : undefined);
  }
  return compiledPatterns.get(pattern);
}

function valueAt(place: LogPlace, table: LogTable, row: number): string | undefined {
  if (place.kind === 'label') {
    return table.labels[row]?.[place.name];
  }
  const line = table.line[row] ?? '';
  if (place.kind === 'regexp') {
    return compiled(place.pattern)?.exec(line)?.[1];
  }
  const start = jsonStart(line);
  if (place.kind === 'json') {
    return start < 0 ? undefined : jsonPath(line, start, place.path);
  }
  return start < 0 ? logfmtField(line, place.field) : undefined;
}
