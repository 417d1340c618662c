import { parser } from '@grafana/lezer-traceql';
import { Refusal, refuse } from '../answer';
import { comparison, type Test } from '../matching';
import type { StoredSpan } from '../memory';
import { child, descend, need, parseQuery, type Part, unquote } from '../syntax';
import { attribute, comparableTexts, frameValue } from './attributes';

const LANGUAGE = 'TraceQL';
const STATUS_NAMES = ['unset', 'ok', 'error'];
const OPERAND = new Set(['AttributeField', 'IntrinsicField', 'Static']);

/** A field that a query names, and so a column of its answer. */
export interface Column {
  readonly name: string;
  readonly text: (span: StoredSpan) => string | undefined;
}

/** A span filter: `{ a = "x" || b =~ "y" && status = error }`. */
export interface SpanFilter {
  readonly matches: (span: StoredSpan) => boolean;
  readonly columns: readonly Column[];
}

interface Field extends Column {
  readonly holds: (span: StoredSpan, test: Test) => boolean;
}

/**
 * Reads a TraceQL search: one spanset filter of comparisons of span, resource or unscoped attributes with a string by
 * `=`, `!=`, `=~`, `!~`, and of `status`, joined by `&&` and `||`.
 *
 * @throws Refusal for text that does not parse (as Tempo words it), and for any other TraceQL, by its name.
 */
export function readTraceQl(query: string): SpanFilter {
  const filter = descend(parse(query), new Set(['SpansetFilter']));
  if (filter.name !== 'SpansetFilter') {
    return refuse(LANGUAGE, filter.name, filter.text);
  }
  const columns = new Map<string, Column>();
  const [expression] = filter.parts;
  const matches = expression === undefined ? () => true : readExpression(expression, columns);
  return { matches, columns: [...columns.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

function parse(query: string): Part {
  try {
    return parseQuery(LANGUAGE, parser, query);
  } catch (thrown) {
    // Tempo's parser message does not reach the user: Grafana 12.4 reports only the status.
    throw thrown instanceof Refusal
      ? new Refusal('failed to execute search query status: 400 Bad Request', 500)
      : thrown;
  }
}

function readExpression(part: Part, columns: Map<string, Column>): (span: StoredSpan) => boolean {
  const at = descend(part, OPERAND);
  const [left, operator, ...rest] = at.parts;
  if (left === undefined || operator === undefined || rest.length === 0 || OPERAND.has(at.name)) {
    return refuse(LANGUAGE, at.name, at.text);
  }
  if (operator.name === 'FieldOp') {
    return readComparison(left, operator.text, rest[0], columns);
  }
  const operands = [left, ...rest.filter((_, index) => index % 2 === 0)].map((operand) =>
    readExpression(operand, columns)
  );
  const operators = [operator, ...rest.filter((_, index) => index % 2 === 1)].map((each) => each.name);
  if (operators.every((name) => name === 'Or')) {
    return (span) => operands.some((holds) => holds(span));
  }
  if (operators.every((name) => name === 'And')) {
    return (span) => operands.every((holds) => holds(span));
  }
  return refuse(LANGUAGE, operators.join(' '), at.text);
}

function readComparison(
  left: Part,
  operator: string,
  right: Part,
  columns: Map<string, Column>
): (span: StoredSpan) => boolean {
  const field = readField(descend(left, OPERAND));
  const literal = descend(right, OPERAND);
  const quoted = child(literal, 'String');
  if (literal.name !== 'Static' || (quoted === undefined) !== (field.name === 'status')) {
    return refuse(LANGUAGE, literal.name, `${left.text} ${operator} ${literal.text}`);
  }
  const test = comparison(operator, quoted === undefined ? literal.text : unquote(quoted.text));
  if (test === undefined) {
    return refuse(LANGUAGE, 'the operator', operator);
  }
  columns.set(field.name, field);
  return (span) => field.holds(span, test);
}

function readField(part: Part): Field {
  if (part.name === 'IntrinsicField' && part.text === 'status') {
    const status = (span: StoredSpan) => STATUS_NAMES[span.span.status?.code ?? 0];
    return { name: 'status', text: status, holds: (span, test) => test(status(span)) };
  }
  if (part.name !== 'AttributeField') {
    return refuse(LANGUAGE, part.name, part.text);
  }
  const identifier = need(LANGUAGE, part, 'Identifier').text;
  const name = identifier.startsWith('"') ? unquote(identifier) : identifier;
  const scope = part.parts[0].name;
  const read = (span: StoredSpan) =>
    (scope === 'Resource' ? undefined : attribute(span.span.attributes, name)) ??
    (scope === 'Span' ? undefined : attribute(span.resource, name));
  if (!['Span', 'Resource', 'Identifier'].includes(scope)) {
    return refuse(LANGUAGE, `the scope ${scope}`, part.text);
  }
  return {
    name,
    text: (span) => {
      const value = read(span);
      return value === undefined ? undefined : String(frameValue(value));
    },
    // A span without the attribute matches nothing, not even `!=`: nil compares with nothing in TraceQL.
    holds: (span, test) => {
      const value = read(span);
      return value !== undefined && comparableTexts(value).some(test);
    },
  };
}
