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

function whole(pattern: string): Test {
  compile(pattern);
  const compiled = compile(`^(?s:${pattern})$`);
  return (value) => compiled.matcher(value).matches();
}
