import { parser } from '@prometheus-io/lezer-promql';
import { refuse } from '../answer';
import { child, collect, descend, need, parseQuery, type Part, unquote } from '../syntax';
import type { Expression, Grouping, Matching } from './expression';
import { durationMs, LANGUAGE, readSelector } from './selector';

const STOPS = new Set(['VectorSelector', 'MatrixSelector', 'NumberDurationLiteral', 'StringLiteral']);
const NO_MATCHING: Matching = { kind: 'ignoring', labels: [], many: 'none', include: [] };
const NO_GROUPING: Grouping = { kind: 'by', labels: [] };

const OPERATORS: Readonly<Record<string, string>> = {
  Add: '+',
  Sub: '-',
  Mul: '*',
  Div: '/',
  Mod: '%',
  Pow: '^',
  Eql: '==',
  Neq: '!=',
  Gtr: '>',
  Lss: '<',
  Gte: '>=',
  Lte: '<=',
  And: 'and',
  Or: 'or',
  Unless: 'unless',
};

/**
 * Reads a PromQL expression. Which functions and aggregations are known is settled where they are evaluated.
 *
 * @throws Refusal for text that does not parse, and for what the workbench leaves out (`@`, native histograms), by name.
 */
export function readPromQl(query: string): Expression {
  return readExpression(parseQuery(LANGUAGE, parser, query));
}

/** Queries nest as deep as their brackets. */
function readExpression(part: Part): Expression {
  const at = descend(part, STOPS);
  switch (at.name) {
    case 'NumberDurationLiteral':
      return { kind: 'number', value: numberOf(at.text) };
    case 'StringLiteral':
      return { kind: 'string', value: unquote(at.text) };
    case 'VectorSelector':
      return { kind: 'selector', selector: readSelector(at), offsetMs: 0 };
    case 'MatrixSelector':
      return {
        kind: 'matrix',
        selector: readSelector(need(LANGUAGE, at, 'VectorSelector')),
        rangeMs: durationMs(need(LANGUAGE, at, 'DurationExpr').text),
        offsetMs: 0,
      };
    case 'OffsetExpr':
      return readOffset(at);
    case 'SubqueryExpr':
      return readSubquery(at);
    case 'FunctionCall':
      return readCall(at);
    case 'AggregateExpr':
      return readAggregate(at);
    case 'BinaryExpr':
      return readBinary(at);
    case 'UnaryExpr':
      return readUnary(at);
    default:
      return refuse(LANGUAGE, at.name, at.text);
  }
}

/** Also `5m`, which Prometheus 3 takes for a number of seconds. */
function numberOf(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  const bare = text.replace(/^[-+]/, '').toLowerCase();
  if (bare === 'inf' || bare === 'nan') {
    return bare === 'inf' ? sign * Infinity : NaN;
  }
  const value = Number(bare);
  return sign * (Number.isNaN(value) ? durationMs(bare) / 1000 : value);
}

/** The grammar takes `a / b offset 5m` for an offset of the quotient; Prometheus gives it to the selector that it follows. */
function readOffset(part: Part): Expression {
  if (part.parts[0].text.endsWith(')')) {
    return refuse(LANGUAGE, 'an offset of what is no selector', part.text);
  }
  const offsetMs = durationMs(need(LANGUAGE, part, 'OffsetDurationExpr').text);
  return withOffset(readExpression(part.parts[0]), offsetMs, part.text);
}

function withOffset(of: Expression, offsetMs: number, text: string): Expression {
  switch (of.kind) {
    case 'selector':
    case 'matrix':
    case 'subquery':
      return { ...of, offsetMs };
    case 'negate':
      return { ...of, of: withOffset(of.of, offsetMs, text) };
    case 'binary':
      return { ...of, right: withOffset(of.right, offsetMs, text) };
    default:
      return refuse(LANGUAGE, 'an offset of what is no selector', text);
  }
}

function readSubquery(part: Part): Expression {
  const [of, range, step] = part.parts;
  if (step === undefined) {
    return refuse(LANGUAGE, 'a subquery without a step', part.text);
  }
  return {
    kind: 'subquery',
    of: readExpression(of),
    rangeMs: durationMs(range.text),
    stepMs: durationMs(step.text),
    offsetMs: 0,
  };
}

function readCall(part: Part): Expression {
  const name = need(LANGUAGE, part, 'FunctionIdentifier').text;
  const args = need(LANGUAGE, part, 'FunctionCallBody').parts.map(readExpression);
  return { kind: 'call', name, args, text: part.text };
}

function readAggregate(part: Part): Expression {
  const operator = need(LANGUAGE, part, 'AggregateOp').text;
  const modifier = child(part, 'AggregateModifier');
  const args = need(LANGUAGE, part, 'FunctionCallBody').parts.map(readExpression);
  const of = args.at(-1) ?? refuse(LANGUAGE, `the aggregation ${operator} of nothing`, part.text);
  const grouping: Grouping =
    modifier === undefined
      ? NO_GROUPING
      : { kind: child(modifier, 'By') === undefined ? 'without' : 'by', labels: labelNames(modifier) };
  return {
    kind: 'aggregate',
    operator,
    grouping,
    parameter: args.length > 1 ? args[0] : undefined,
    of,
    text: part.text,
  };
}

function readBinary(part: Part): Expression {
  const [left, operator, ...rest] = part.parts;
  const right = rest.at(-1) ?? refuse(LANGUAGE, part.name, part.text);
  const clause = child(part, 'MatchingModifierClause');
  return {
    kind: 'binary',
    operator: OPERATORS[operator.name] ?? refuse(LANGUAGE, `the operator ${operator.name}`, part.text),
    bool: child(part, 'BoolModifier') !== undefined,
    matching: clause === undefined ? NO_MATCHING : readMatching(clause),
    left: readExpression(left),
    right: readExpression(right),
  };
}

function readMatching(clause: Part): Matching {
  const [labels, include] = clause.parts.filter(({ name }) => name === 'GroupingLabels');
  const left = child(clause, 'GroupLeft') !== undefined;
  const right = child(clause, 'GroupRight') !== undefined;
  return {
    kind: child(clause, 'On') === undefined ? 'ignoring' : 'on',
    labels: labels === undefined ? [] : labelNames(labels),
    many: left ? 'left' : right ? 'right' : 'none',
    include: include === undefined ? [] : labelNames(include),
  };
}

function readUnary(part: Part): Expression {
  const of = readExpression(part.parts[1]);
  return part.parts[0].text === '-' ? { kind: 'negate', of } : of;
}

function labelNames(part: Part): readonly string[] {
  return collect(part, new Set(['LabelName', 'QuotedLabelName'])).map(({ name, text }) =>
    name === 'LabelName' ? text : unquote(text)
  );
}
