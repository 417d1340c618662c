import { RE2JS } from 're2js';
import { Refusal } from './answer';

export type Test = (value: string) => boolean;

/** The comparison that an operator and its literal stand for; patterns are RE2, and must match the whole value. */
export function comparison(operator: string, literal: string): Test | undefined {
  switch (operator) {
    case '=':
      return (value) => value === literal;
    case '!=':
      return (value) => value !== literal;
    case '=~':
      return whole(literal);
    case '!~': {
      const matches = whole(literal);
      return (value) => !matches(value);
    }
    default:
      return undefined;
  }
}

/** Whether the pattern matches anywhere in the value. */
export function anywhere(pattern: string): Test {
  const words = wordsOf(pattern);
  if (words !== undefined) {
    return (value) => words.some((word) => value.includes(word));
  }
  const compiled = compile(pattern);
  return (value) => compiled.matcher(value).find();
}

/** @throws Refusal for a pattern that RE2 does not accept. */
export function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (thrown) {
    throw new Refusal(`error parsing regexp: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
}

/** Most values are asked about thousands of times (labels), or are told apart by their first letters (IDs). */
function whole(pattern: string): Test {
  const words = wordsOf(pattern);
  if (words !== undefined) {
    return (value) => words.includes(value);
  }
  compile(pattern);
  const compiled = compile(`^(?s:${pattern})$`);
  const prefix = literalPrefix(pattern);
  const known = new Map<string, boolean>();
  return (value) => {
    if (!value.startsWith(prefix)) {
      return false;
    }
    const answered = known.get(value) ?? compiled.matcher(value).matches();
    known.set(value, answered);
    return answered;
  };
}

/** The alternatives of a pattern that is nothing but plain words: service names, trace IDs. */
function wordsOf(pattern: string): readonly string[] | undefined {
  return /^[\w-]+(\|[\w-]+)*$/.test(pattern) ? pattern.split('|') : undefined;
}

/** What every match begins with, as far as that is plain to see. */
function literalPrefix(pattern: string): string {
  return pattern.includes('|') ? '' : (/^[\w-]*(?=\(|$)/.exec(pattern)?.[0] ?? '');
}
