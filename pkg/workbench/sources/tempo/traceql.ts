import { parser } from '@grafana/lezer-traceql';
import { Refusal, refuse } from '../answer';
import type { StoredSpan } from '../memory';
import { collect, parseQuery, type Part } from '../syntax';
import { type Condition, readCondition } from './condition';
import { type Field, LANGUAGE, readField } from './fields';
import type { TraceView } from './traceView';

/** The spans of a trace that a spanset expression finds; none when the trace does not match. */
export type Spanset = (trace: TraceView) => readonly StoredSpan[];

/** `rate()`, `count_over_time()`, or `quantile_over_time()` of a duration. */
export type Metric =
  | { readonly kind: 'rate' | 'count_over_time'; readonly by: readonly Field[] }
  | {
      readonly kind: 'quantile_over_time';
      readonly quantiles: readonly number[];
      readonly of: Field;
      readonly by: readonly Field[];
    };

export interface TraceQuery {
  readonly find: Spanset;
  /** Fields that conditions and `select()` name, each once: columns of a table. */
  readonly fields: readonly Field[];
  /** Set when the query ends in a metric. */
  readonly metric: Metric | undefined;
}

/** Tempo takes `.5`, as its documentation writes it; the grammar of Grafana's editor wants `0.5`. Strings stay as they are. */
const STRING_OR_BARE_FRACTION = /"(?:[^"\\]|\\.)*"|`[^`]*`|(?<=[(,\s])\.(?=\d)/g;

/**
 * Reads TraceQL: spanset filters joined by `&&`, `||`, `>` and `>>`, brackets, then `select()` or one metric.
 *
 * @throws Refusal for text that does not parse (as Tempo words it), and for any other TraceQL, by its name.
 */
export function readTraceQl(query: string): TraceQuery {
  const [pipeline] = parse(query).parts;
  const named: Field[] = [];
  const stages: Part[] = [];
  let at = pipeline;
  for (; at.parts[1]?.name === 'Pipe'; [at] = at.parts) {
    stages.unshift(at.parts[2]);
  }
  const find = readSpanset(at, named);
  let metric: Metric | undefined;
  for (const stage of stages.map(stageOf)) {
    if (metric !== undefined) {
      return refuse(LANGUAGE, `${stage.name} behind a metric`, stage.text);
    }
    if (stage.name === 'SelectOperation') {
      named.push(...collect(stage, FIELDS).map(readField));
    } else {
      metric = readMetric(stage);
    }
  }
  const fields = [...new Map(named.map((field) => [field.column ?? field.written, field])).values()];
  return { find, fields, metric };
}

const FIELDS = new Set(['AttributeField', 'IntrinsicField']);

function parse(query: string): Part {
  const text = query.replace(STRING_OR_BARE_FRACTION, (found) => (found === '.' ? '0.' : found));
  try {
    return parseQuery(LANGUAGE, parser, text);
  } catch (thrown) {
    // Tempo's parser message does not reach the user: Grafana 12.4 reports only the status.
    throw thrown instanceof Refusal
      ? new Refusal('failed to execute search query status: 400 Bad Request', 500)
      : thrown;
  }
}

/** A stage of a pipeline without what wraps it. */
function stageOf(part: Part): Part {
  let at = part;
  while (['SpansetPipelineExpression', 'SpansetPipeline'].includes(at.name) && at.parts.length === 1) {
    [at] = at.parts;
  }
  return at;
}

/** Expressions nest as deep as their brackets. */
function readSpanset(part: Part, named: Field[]): Spanset {
  if (part.name === 'SpansetFilter') {
    const [expression] = part.parts;
    const holds: Condition = expression === undefined ? () => true : readCondition(expression, named);
    return (trace) => trace.spans.filter((span) => holds(span, trace));
  }
  const [left, operator, right] = part.parts;
  if (left === undefined || (operator !== undefined && right === undefined)) {
    return refuse(LANGUAGE, part.name, part.text);
  }
  if (operator === undefined) {
    return SPANSETS.has(part.name) ? readSpanset(left, named) : refuse(LANGUAGE, part.name, part.text);
  }
  return joined(operator.name, readSpanset(left, named), readSpanset(right, named), part);
}

const SPANSETS = new Set(['SpansetPipelineExpression', 'SpansetPipeline', 'WrappedSpansetPipeline']);

function joined(operator: string, left: Spanset, right: Spanset, part: Part): Spanset {
  switch (operator) {
    case 'And':
      return (trace) => {
        const [first, second] = [left(trace), right(trace)];
        return first.length === 0 || second.length === 0 ? [] : union(trace, first, second);
      };
    case 'Or':
      return (trace) => union(trace, left(trace), right(trace));
    case 'Gt':
      return (trace) => below(trace, left(trace), right(trace), true);
    case 'Desc':
      return (trace) => below(trace, left(trace), right(trace), false);
    default:
      return refuse(LANGUAGE, `the operator ${operator}`, part.text);
  }
}

/** Each span once, in the order of the trace. */
function union(trace: TraceView, first: readonly StoredSpan[], second: readonly StoredSpan[]): readonly StoredSpan[] {
  const wanted = new Set([...first, ...second]);
  return trace.spans.filter((span) => wanted.has(span));
}

/** Those of the lower spans that have one of the upper ones as parent, or as any ancestor. */
function below(
  { parents }: TraceView,
  upper: readonly StoredSpan[],
  lower: readonly StoredSpan[],
  direct: boolean
): readonly StoredSpan[] {
  const above = new Set(upper.map(({ span }) => span.spanId));
  return lower.filter(({ span }) => {
    const seen = new Set<string>();
    for (let at = span.parentSpanId ?? ''; at !== '' && !seen.has(at); at = parents.get(at) ?? '') {
      if (above.has(at)) {
        return true;
      }
      if (direct) {
        return false;
      }
      seen.add(at);
    }
    return false;
  });
}

function readMetric(stage: Part): Metric {
  const operation = stage.name === 'MetricsOperation' ? stage.parts[0] : refuse(LANGUAGE, stage.name, stage.text);
  const by = collect(operation, new Set(['GroupOperation'])).flatMap((group) => collect(group, FIELDS).map(readField));
  if (operation.name === 'MetricsOperationBasic') {
    const name = operation.parts[0].text;
    return name === 'rate' || name === 'count_over_time'
      ? { kind: name, by }
      : refuse(LANGUAGE, `the metric ${name}`, stage.text);
  }
  if (operation.name !== 'MetricsOperationQuantile') {
    return refuse(LANGUAGE, operation.name, stage.text);
  }
  const [of] = collect(operation, new Set(['MetricsExpression'])).flatMap((part) =>
    collect(part, FIELDS).map(readField)
  );
  const quantiles = collect(operation, new Set(['MetricsOperationQuantileArgsType'])).map(({ text }) => Number(text));
  if (of?.written !== 'duration' || quantiles.length === 0) {
    return refuse(LANGUAGE, 'quantiles of anything but duration', stage.text);
  }
  return { kind: 'quantile_over_time', quantiles, of, by };
}
