import { refuse } from '../answer';
import type { Grouping } from './expression';
import { compareNumbers, quantileOf } from './quantile';
import { LANGUAGE } from './selector';
import {
  dropLabels,
  emptySeries,
  groupSeries,
  keepLabels,
  type Labels,
  put,
  type Steps,
  type StepSeries,
  type Vector,
} from './vector';

type Combine = (values: readonly number[], parameter: number) => number;

const combine: Readonly<Record<string, Combine>> = {
  sum: (values) => values.reduce((total, value) => total + value, 0),
  avg: (values) => values.reduce((total, value) => total + value, 0) / values.length,
  min: (values) => values.reduce((best, value) => (value < best || Number.isNaN(best) ? value : best)),
  max: (values) => values.reduce((best, value) => (value > best || Number.isNaN(best) ? value : best)),
  count: (values) => values.length,
  group: () => 1,
  stdvar: variance,
  stddev: (values) => Math.sqrt(variance(values)),
  quantile: (values, parameter) => quantileOf(parameter, values),
};

/** Aggregates at every step; `parameters` holds what `topk`, `bottomk` and `quantile` are given besides. */
export function aggregate(
  aggregation: { readonly operator: string; readonly grouping: Grouping; readonly text: string },
  parameters: Float64Array | undefined,
  vector: Vector,
  steps: Steps
): Vector {
  const { operator, grouping, text } = aggregation;
  const labelsOf = (labels: Labels): Labels =>
    grouping.kind === 'by' ? keepLabels(labels, grouping.labels) : dropLabels(labels, [...grouping.labels, '__name__']);
  const groups = [...groupSeries(vector, labelsOf).values()];
  if (operator === 'topk' || operator === 'bottomk') {
    const better = operator === 'topk' ? 1 : -1;
    return groups.flatMap((group) => extremes(group, parameters, better, steps));
  }
  const combined = combine[operator] ?? refuse(LANGUAGE, `the aggregation ${operator}`, text);
  return groups.map((group) => {
    const result = emptySeries(labelsOf(group[0].labels), steps);
    for (let step = 0; step < steps.count; step++) {
      const values = group.filter(({ present }) => present[step] === 1).map((series) => series.values[step]);
      if (values.length > 0) {
        put(result, step, combined(values, parameters?.[step] ?? NaN));
      }
    }
    return result;
  });
}

/** The k largest (smallest) of a group at each step, with their own labels; of equal ones the first (Prometheus promises no order). NaN comes last. */
function extremes(
  group: readonly StepSeries[],
  parameters: Float64Array | undefined,
  better: 1 | -1,
  steps: Steps
): Vector {
  const results = group.map(({ labels }) => emptySeries(labels, steps));
  const order = (a: number, b: number): number =>
    Number.isNaN(a) || Number.isNaN(b) ? compareNumbers(b, a) : better * (b - a);
  for (let step = 0; step < steps.count; step++) {
    const count = Math.max(0, Math.trunc(parameters?.[step] ?? 0));
    group
      .map((series, row) => ({ series, row, value: series.values[step] }))
      .filter(({ series }) => series.present[step] === 1)
      .sort((a, b) => order(a.value, b.value) || a.row - b.row)
      .slice(0, count)
      .forEach(({ row, value }) => put(results[row], step, value));
  }
  return results;
}

function variance(values: readonly number[]): number {
  let mean = 0;
  let squares = 0;
  values.forEach((value, row) => {
    const distance = value - mean;
    mean += distance / (row + 1);
    squares += distance * (value - mean);
  });
  return squares / values.length;
}
