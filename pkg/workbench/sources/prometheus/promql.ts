import { parser } from '@prometheus-io/lezer-promql';
import { refuse } from '../answer';
import { comparison, type Test } from '../matching';
import { child, collect, descend, need, parseQuery, type Part, unquote } from '../syntax';
import type { Labels } from './vector';

const LANGUAGE = 'PromQL';
const STOPS = new Set(['VectorSelector', 'MatrixSelector', 'NumberDurationLiteral']);
const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The PromQL that the workbench knows. */
export type Expression =
  | { readonly kind: 'selector'; readonly selector: Selector }
  | { readonly kind: 'rate'; readonly selector: Selector; readonly rangeMs: number }
  | {
      readonly kind: 'aggregate';
      readonly operator: 'sum' | 'max' | 'avg';
      readonly by: readonly string[];
      readonly of: Expression;
    }
  | { readonly kind: 'quantile'; readonly quantile: number; readonly of: Expression }
  | { readonly kind: 'divide'; readonly left: Expression; readonly right: Expression };

export interface Selector {
  readonly name: string;
  readonly matches: (labels: Labels) => boolean;
}

/**
 * Reads a PromQL expression: selectors, `rate`, `sum`, `max` and `avg` (with `by`), `histogram_quantile`, division.
 *
 * @throws Refusal for text that does not parse, and for any other PromQL, by its name.
 */
export function readPromQl(query: string): Expression {
  return readExpression(parseQuery(LANGUAGE, parser, query));
}

/** Every selector of an expression: what an exemplar query looks at. */
export function selectorsOf(expression: Expression): readonly Selector[] {
  switch (expression.kind) {
    case 'selector':
    case 'rate':
      return [expression.selector];
    case 'divide':
      return [...selectorsOf(expression.left), ...selectorsOf(expression.right)];
    default:
      return selectorsOf(expression.of);
  }
}

function readExpression(part: Part): Expression {
  const at = descend(part, STOPS);
  switch (at.name) {
    case 'VectorSelector':
      return { kind: 'selector', selector: readSelector(at) };
    case 'FunctionCall':
      return readCall(at);
    case 'AggregateExpr':
      return readAggregate(at);
    case 'BinaryExpr':
      return readDivision(at);
    default:
      return refuse(LANGUAGE, at.name, at.text);
  }
}

function readCall(part: Part): Expression {
  const name = need(LANGUAGE, part, 'FunctionIdentifier').text;
  const [first, second] = need(LANGUAGE, part, 'FunctionCallBody').parts;
  if (name === 'rate' && first?.name === 'MatrixSelector') {
    const range = first.parts[1];
    const selector = readSelector(need(LANGUAGE, first, 'VectorSelector'));
    return { kind: 'rate', selector, rangeMs: durationMs(range.text) };
  }
  if (name === 'histogram_quantile' && first?.name === 'NumberDurationLiteral' && second !== undefined) {
    return { kind: 'quantile', quantile: Number(first.text), of: readExpression(second) };
  }
  return refuse(LANGUAGE, `the function ${name}`, part.text);
}

function readAggregate(part: Part): Expression {
  const operator = need(LANGUAGE, part, 'AggregateOp').text;
  const modifier = child(part, 'AggregateModifier');
  const [of, ...others] = need(LANGUAGE, part, 'FunctionCallBody').parts;
  const known = operator === 'sum' || operator === 'max' || operator === 'avg';
  if (!known || others.length > 0 || (modifier !== undefined && child(modifier, 'By') === undefined)) {
    return refuse(LANGUAGE, `the aggregation ${operator}`, part.text);
  }
  const by = modifier === undefined ? [] : collect(modifier, new Set(['LabelName'])).map(({ text }) => text);
  return { kind: 'aggregate', operator, by, of: readExpression(of) };
}

function readDivision(part: Part): Expression {
  const [left, operator, ...rest] = part.parts;
  if (operator.name !== 'Div' || rest.length !== 1) {
    return refuse(LANGUAGE, `the operator ${operator.name}`, part.text);
  }
  return { kind: 'divide', left: readExpression(left), right: readExpression(rest[0]) };
}

function readSelector(part: Part): Selector {
  const name = need(LANGUAGE, part, 'Identifier').text;
  const matchers = collect(part, new Set(['UnquotedLabelMatcher', 'QuotedLabelMatcher'])).map(readMatcher);
  return { name, matches: (labels) => matchers.every(({ label, test }) => test(labels[label] ?? '')) };
}

function readMatcher(part: Part): { readonly label: string; readonly test: Test } {
  if (part.name !== 'UnquotedLabelMatcher') {
    return refuse(LANGUAGE, part.name, part.text);
  }
  const operator = need(LANGUAGE, part, 'MatchOp').text;
  const literal = unquote(need(LANGUAGE, part, 'StringLiteral').text);
  const test = comparison(operator, literal) ?? refuse(LANGUAGE, 'the operator', operator);
  return { label: need(LANGUAGE, part, 'LabelName').text, test };
}

function durationMs(text: string): number {
  const parts = [...text.matchAll(/(\d+)(ms|[smhd])/g)];
  if (parts.map(([whole]) => whole).join('') !== text) {
    return refuse(LANGUAGE, 'the duration', text);
  }
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNIT_MS[unit], 0);
}
