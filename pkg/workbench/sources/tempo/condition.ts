import { refuse } from '../answer';
import { comparison } from '../matching';
import type { StoredSpan } from '../memory';
import { child, type Part, unquote } from '../syntax';
import { type Field, LANGUAGE, readField, type Typed } from './fields';
import type { TraceView } from './traceView';

export type Condition = (span: StoredSpan, trace: TraceView) => boolean;

type Literal = Typed | { readonly type: 'nil' };

const STATUSES = new Set(['unset', 'ok', 'error']);
const KINDS = new Set(['unspecified', 'internal', 'server', 'client', 'producer', 'consumer']);
const FLIPPED: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };
const UNIT_NS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/**
 * Reads what stands in the braces of a spanset filter; every field that it names goes into `named`.
 *
 * @throws Refusal for arithmetic and for comparisons that are not of a field with a literal, by name.
 */
export function readCondition(part: Part, named: Field[]): Condition {
  const [left, operator, right] = part.parts;
  if (part.name === 'FieldExpression' && part.text.startsWith('!') && left !== undefined && left.from > part.from) {
    // The grammar lets `!` reach over `&&` and `||` to its right, and Tempo does not.
    const reaches = part.parts.length > 1 || left.parts.length > 1;
    const inner = reaches ? refuse(LANGUAGE, 'a negation before && or ||', part.text) : readCondition(left, named);
    return (span, trace) => !inner(span, trace);
  }
  if (part.name !== 'FieldExpression' || part.parts.length === 1) {
    return part.name === 'FieldExpression' ? readCondition(left, named) : readFlag(part, named);
  }
  if (right === undefined) {
    return refuse(LANGUAGE, part.name, part.text);
  }
  if (operator.name === 'FieldOp') {
    return readComparison(operand(left), operator.text, operand(right), named);
  }
  const [first, second] = [readCondition(left, named), readCondition(right, named)];
  switch (operator.name) {
    case 'And':
      return (span, trace) => first(span, trace) && second(span, trace);
    case 'Or':
      return (span, trace) => first(span, trace) || second(span, trace);
    default:
      return refuse(LANGUAGE, `the operator ${operator.name}`, part.text);
  }
}

/** `{ true }`, or an attribute that is true. */
function readFlag(part: Part, named: Field[]): Condition {
  if (part.name === 'Static') {
    const literal = readLiteral(part);
    return literal.type === 'boolean' ? () => literal.value === true : refuse(LANGUAGE, 'the literal', part.text);
  }
  const field = readField(part);
  named.push(field);
  return (span, trace) => field.values(span, trace).some(({ value }) => value === true);
}

function operand(part: Part): Part {
  let at = part;
  while (at.name === 'FieldExpression' && at.parts.length === 1) {
    [at] = at.parts;
  }
  return at;
}

function readComparison(left: Part, operator: string, right: Part, named: Field[]): Condition {
  if (left.name === 'Static' && right.name !== 'Static') {
    return readComparison(right, FLIPPED[operator] ?? operator, left, named);
  }
  if (right.name !== 'Static') {
    return refuse(LANGUAGE, 'a comparison of two fields', `${left.text} ${operator} ${right.text}`);
  }
  const field = readField(left);
  named.push(field);
  const literal = readLiteral(right);
  if (literal.type === 'nil') {
    return nilComparison(field, operator);
  }
  const test = literal.type === 'number' ? numberTest(operator, Number(literal.value)) : textTest(operator, literal);
  // A span without the attribute, or with one of another type, matches nothing, not even `!=`.
  return (span, trace) => field.values(span, trace).some(({ type, value }) => type === literal.type && test(value));
}

function nilComparison(field: Field, operator: string): Condition {
  if (operator !== '=' && operator !== '!=') {
    return refuse(LANGUAGE, 'the operator', `${operator} nil`);
  }
  return (span, trace) => (field.values(span, trace).length === 0) === (operator === '=');
}

function textTest(operator: string, { value }: Typed): (value: Typed['value']) => boolean {
  const test = comparison(operator, String(value)) ?? refuse(LANGUAGE, 'the operator', `${operator} ${value}`);
  return (found) => test(String(found));
}

function numberTest(operator: string, bound: number): (value: Typed['value']) => boolean {
  const tests: Readonly<Record<string, (value: number) => boolean>> = {
    '=': (value) => value === bound,
    '!=': (value) => value !== bound,
    '>': (value) => value > bound,
    '>=': (value) => value >= bound,
    '<': (value) => value < bound,
    '<=': (value) => value <= bound,
  };
  const test = tests[operator] ?? refuse(LANGUAGE, 'the operator', `${operator} ${bound}`);
  return (value) => test(Number(value));
}

function readLiteral(part: Part): Literal {
  const quoted = child(part, 'String');
  if (quoted !== undefined) {
    return { type: 'string', value: unquote(quoted.text) };
  }
  if (part.parts.length > 0) {
    return { type: 'number', value: child(part, 'Duration') === undefined ? Number(part.text) : durationOf(part.text) };
  }
  if (part.text === 'nil') {
    return { type: 'nil' };
  }
  if (part.text === 'true' || part.text === 'false') {
    return { type: 'boolean', value: part.text === 'true' };
  }
  if (STATUSES.has(part.text)) {
    return { type: 'status', value: part.text };
  }
  return KINDS.has(part.text) ? { type: 'kind', value: part.text } : refuse(LANGUAGE, 'the literal', part.text);
}

/** Nanoseconds of `1m30s`, `1.5ms`. */
export function durationOf(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
  if (parts.map(([whole]) => whole).join('') !== text) {
    return refuse(LANGUAGE, 'the duration', text);
  }
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNIT_NS[unit], 0);
}
