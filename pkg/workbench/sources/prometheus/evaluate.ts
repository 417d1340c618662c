import { Refusal } from '../answer';
import type { Memory } from '../memory';
import type { Expression } from './promql';
import { histogramQuantile } from './quantile';
import { rate, select } from './selection';
import {
  dropLabels,
  emptySeries,
  groupSeries,
  keepLabels,
  labelsKey,
  type Steps,
  type StepSeries,
  type Vector,
} from './vector';

/**
 * Evaluates an expression at every step of a range query.
 *
 * @returns series with at least one value, in Prometheus' order (by labels).
 */
export function evaluate(memory: Memory, expression: Expression, steps: Steps): Vector {
  return [...compute(memory, expression, steps)]
    .filter(({ present }) => present.includes(1))
    .sort((a, b) => (labelsKey(a.labels) < labelsKey(b.labels) ? -1 : 1));
}

function compute(memory: Memory, expression: Expression, steps: Steps): Vector {
  switch (expression.kind) {
    case 'selector':
      return select(memory, expression.selector, steps);
    case 'rate':
      return rate(memory, expression.selector, expression.rangeMs, steps);
    case 'aggregate':
      return aggregate(expression.operator, expression.by, compute(memory, expression.of, steps), steps);
    case 'quantile':
      return histogramQuantile(expression.quantile, compute(memory, expression.of, steps), steps);
    case 'divide':
      return divide(compute(memory, expression.left, steps), compute(memory, expression.right, steps), steps);
  }
}

function aggregate(operator: 'sum' | 'max' | 'avg', by: readonly string[], vector: Vector, steps: Steps): Vector {
  return [...groupSeries(vector, (labels) => keepLabels(labels, by)).values()].map((group) => {
    const result = emptySeries(keepLabels(group[0].labels, by), steps);
    for (let step = 0; step < steps.count; step++) {
      const values = group.filter(({ present }) => present[step] === 1).map((series) => series.values[step]);
      if (values.length > 0) {
        result.values[step] = aggregated(operator, values);
        result.present[step] = 1;
      }
    }
    return result;
  });
}

function aggregated(operator: 'sum' | 'max' | 'avg', values: readonly number[]): number {
  if (operator === 'max') {
    return Math.max(...values);
  }
  const sum = values.reduce((total, value) => total + value, 0);
  return operator === 'sum' ? sum : sum / values.length;
}

/** One-to-one matching on all labels but the name. */
function divide(left: Vector, right: Vector, steps: Steps): Vector {
  const nameless = (series: StepSeries) => dropLabels(series.labels, ['__name__']);
  const divisors = groupSeries(right, (labels) => dropLabels(labels, ['__name__']));
  return left.flatMap((dividend) => {
    const [divisor, ...others] = divisors.get(labelsKey(nameless(dividend))) ?? [];
    if (others.length > 0) {
      throw new Refusal('found duplicate series for the match group on the right hand-side of the operation', 422);
    }
    if (divisor === undefined) {
      return [];
    }
    const result = emptySeries(nameless(dividend), steps);
    for (let step = 0; step < steps.count; step++) {
      if (dividend.present[step] === 1 && divisor.present[step] === 1) {
        result.values[step] = dividend.values[step] / divisor.values[step];
        result.present[step] = 1;
      }
    }
    return [result];
  });
}
