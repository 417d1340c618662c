import { parser } from '@grafana/lezer-logql';
import { refuse } from '../answer';
import { descend, parseQuery } from '../syntax';
import { type MetricQuery, readMetricQuery } from './metricQuery';
import { LANGUAGE, type LogQuery, readLogPipeline } from './pipeline';

/**
 * Reads LogQL: a log query (selector, line filters, `json`, `logfmt` and `regexp` parsers, label filters with `and` and
 * `or`, `drop`), or a metric query of them.
 *
 * @throws Refusal for text that does not parse, and for any other LogQL, by its name.
 */
export function readLogQl(
  query: string
): ({ readonly kind: 'log' } & LogQuery) | { readonly kind: 'metric'; readonly metric: MetricQuery } {
  const expression = descend(parseQuery(LANGUAGE, parser, query), new Set(['LogExpr', 'MetricExpr']));
  if (expression.name === 'MetricExpr') {
    return { kind: 'metric', metric: readMetricQuery(expression) };
  }
  return expression.name === 'LogExpr'
    ? { kind: 'log', ...readLogPipeline(expression) }
    : refuse(LANGUAGE, expression.name, expression.text);
}
