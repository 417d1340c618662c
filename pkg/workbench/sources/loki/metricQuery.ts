import { refuse } from '../answer';
import { child, collect, need, type Part } from '../syntax';
import { LANGUAGE, type LogQuery, readLogPipeline } from './pipeline';

/** A LogQL metric query: counts of lines over a range, combined as vectors are in PromQL. */
export type MetricQuery =
  | { readonly kind: 'number'; readonly value: number }
  | {
      readonly kind: 'range';
      readonly operator: 'count_over_time' | 'rate' | 'bytes_over_time' | 'bytes_rate';
      readonly log: LogQuery;
      readonly rangeMs: number;
      readonly offsetMs: number;
    }
  | {
      readonly kind: 'aggregate';
      readonly operator: string;
      readonly grouping: { readonly kind: 'by' | 'without'; readonly labels: readonly string[] };
      readonly parameter: number | undefined;
      readonly of: MetricQuery;
      readonly text: string;
    }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: MetricQuery; readonly right: MetricQuery };

const RANGE_OPERATORS = ['count_over_time', 'rate', 'bytes_over_time', 'bytes_rate'] as const;
const AGGREGATIONS = new Set(['sum', 'avg', 'min', 'max', 'count', 'topk', 'bottomk']);
const OPERATORS: Readonly<Record<string, string>> = {
  Add: '+',
  Sub: '-',
  Mul: '*',
  Div: '/',
  Gtr: '>',
  Gte: '>=',
  Lss: '<',
  Lte: '<=',
  Or: 'or',
  And: 'and',
  Unless: 'unless',
};
const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/**
 * Reads a metric expression; expressions nest as deep as their brackets.
 *
 * @throws Refusal for `unwrap` and any other LogQL that the product does not ask, by name.
 */
export function readMetricQuery(part: Part): MetricQuery {
  switch (part.name) {
    case 'LiteralExpr':
      return { kind: 'number', value: Number(part.text) };
    case 'RangeAggregationExpr':
      return readRange(part);
    case 'VectorAggregationExpr':
      return readAggregation(part);
    case 'BinOpExpr':
      return readBinary(part);
    default:
      return part.parts.length === 1 ? readMetricQuery(part.parts[0]) : refuse(LANGUAGE, part.name, part.text);
  }
}

function readRange(part: Part): MetricQuery {
  const written = need(LANGUAGE, part, 'RangeOp').text;
  const operator =
    RANGE_OPERATORS.find((known) => known === written) ?? refuse(LANGUAGE, `the range ${written}`, part.text);
  const log = need(LANGUAGE, part, 'LogRangeExpr');
  const [unknown] = collect(log, new Set(['UnwrapExpr', 'SubqueryRange']));
  if (unknown !== undefined || child(part, 'Grouping') !== undefined) {
    return refuse(LANGUAGE, unknown?.name ?? 'a grouped range', part.text);
  }
  const offset = child(log, 'OffsetExpr');
  return {
    kind: 'range',
    operator,
    log: readLogPipeline(log),
    rangeMs: durationMs(need(LANGUAGE, need(LANGUAGE, log, 'Range'), 'Duration').text),
    offsetMs: offset === undefined ? 0 : durationMs(need(LANGUAGE, offset, 'Duration').text),
  };
}

function readAggregation(part: Part): MetricQuery {
  const operator = need(LANGUAGE, part, 'VectorOp').text;
  const grouping = child(part, 'Grouping');
  const parameter = child(part, 'Number');
  return {
    kind: 'aggregate',
    operator: AGGREGATIONS.has(operator) ? operator : refuse(LANGUAGE, `the aggregation ${operator}`, part.text),
    grouping: {
      kind: grouping !== undefined && child(grouping, 'Without') !== undefined ? 'without' : 'by',
      labels: grouping === undefined ? [] : collect(grouping, new Set(['Identifier'])).map(({ text }) => text),
    },
    parameter: parameter === undefined ? undefined : Number(parameter.text),
    of: readMetricQuery(need(LANGUAGE, part, 'MetricExpr')),
    text: part.text,
  };
}

function readBinary(part: Part): MetricQuery {
  const [left, operator, modifier, right] = part.parts;
  if (right === undefined || modifier.parts.length > 0) {
    return refuse(LANGUAGE, modifier.name, part.text);
  }
  return {
    kind: 'binary',
    operator: OPERATORS[operator.name] ?? refuse(LANGUAGE, `the operator ${operator.name}`, part.text),
    left: readMetricQuery(left),
    right: readMetricQuery(right),
  };
}

/** Milliseconds of a Go duration: `1m30s`. */
export function durationMs(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text) {
    return refuse(LANGUAGE, 'the duration', text);
  }
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNIT_MS[unit], 0);
}
