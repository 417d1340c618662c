import { Refusal } from '../answer';
import type { Calculate } from './binary';
import type { Matching } from './expression';
import {
  dropLabels,
  emptySeries,
  groupSeries,
  keepLabels,
  type Labels,
  labelsKey,
  put,
  relabel,
  type Steps,
  type StepSeries,
  type Vector,
} from './vector';

/** The labels by which elements of two vectors find each other. */
function signature({ kind, labels }: Matching): (of: Labels) => Labels {
  return kind === 'on' ? (of) => keepLabels(of, labels) : (of) => dropLabels(of, [...labels, '__name__']);
}

/**
 * Arithmetic and comparisons of two vectors (promql/engine.go, `VectorBinop`).
 *
 * @param named - whether the result keeps the metric's name: comparisons without `bool`
 * @throws Refusal for several matches where one is allowed, as Prometheus words it
 */
export function joinVectors(
  matching: Matching,
  calculate: Calculate,
  named: boolean,
  left: Vector,
  right: Vector,
  steps: Steps
): Vector {
  const signatureOf = signature(matching);
  const swapped = matching.many === 'right';
  const [many, one] = swapped ? [right, left] : [left, right];
  const ones = groupSeries(one, signatureOf);
  ones.forEach((group) => refuseDuplicates(group, swapped ? 'left' : 'right'));
  const results = new Map<string, StepSeries>();
  /** Signature -> steps at which an element of the many has found its one. */
  const matched = new Map<string, Uint8Array>();
  for (const element of many) {
    const key = labelsKey(signatureOf(element.labels));
    const steppedOn = matched.get(key) ?? new Uint8Array(steps.count);
    matched.set(key, steppedOn);
    for (const partner of ones.get(key) ?? []) {
      const labels = resultLabels(matching, named, element.labels, partner.labels);
      const resultKey = labelsKey(labels);
      const result = results.get(resultKey) ?? emptySeries(labels, steps);
      results.set(resultKey, result);
      const [a, b] = swapped ? [partner, element] : [element, partner];
      for (let step = 0; step < steps.count; step++) {
        const both = a.present[step] === 1 && b.present[step] === 1;
        const value = both ? calculate(a.values[step], b.values[step], a.values[step]) : undefined;
        if (value !== undefined) {
          const taken = matching.many === 'none' ? steppedOn[step] : result.present[step];
          refuseSecond(taken, matching);
          steppedOn[step] = 1;
          put(result, step, value);
        }
      }
    }
  }
  return [...results.values()];
}

/** `and`, `or`, `unless` at every step; elements keep their labels. */
export function setOperation(
  operator: 'and' | 'or' | 'unless',
  matching: Matching,
  left: Vector,
  right: Vector,
  steps: Steps
): Vector {
  const signatureOf = signature(matching);
  if (operator === 'or') {
    const others = groupSeries(left, signatureOf);
    const added = right.map((series) => where(series, others.get(labelsKey(signatureOf(series.labels))), false, steps));
    return relabel([...left, ...added], (labels) => labels, steps);
  }
  const others = groupSeries(right, signatureOf);
  return left.map((series) =>
    where(series, others.get(labelsKey(signatureOf(series.labels))), operator === 'and', steps)
  );
}

/** The series at those steps at which one of the others is there, or none is. */
function where(series: StepSeries, others: readonly StepSeries[] = [], there: boolean, steps: Steps): StepSeries {
  const result = emptySeries(series.labels, steps);
  series.present.forEach((present, step) => {
    if (present === 1 && others.some((other) => other.present[step] === 1) === there) {
      put(result, step, series.values[step]);
    }
  });
  return result;
}

function resultLabels(matching: Matching, named: boolean, many: Labels, one: Labels): Labels {
  const { kind, labels, include } = matching;
  const base = named ? many : dropLabels(many, ['__name__']);
  if (matching.many === 'none') {
    return kind === 'on' ? keepLabels(base, labels) : dropLabels(base, labels);
  }
  return { ...dropLabels(base, include), ...keepLabels(one, include) };
}

function refuseDuplicates(group: readonly StepSeries[], side: 'left' | 'right'): void {
  const [first] = group;
  const twice =
    group.length > 1 && first.present.some((_, step) => group.filter(({ present }) => present[step] === 1).length > 1);
  if (twice) {
    throw new Refusal(
      `found duplicate series for the match group on the ${side} hand-side of the operation;` +
        'many-to-many matching not allowed: matching labels must be unique on one side',
      422
    );
  }
}

function refuseSecond(taken: number, { many }: Matching): void {
  if (taken === 1) {
    throw new Refusal(
      many === 'none'
        ? 'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)'
        : 'multiple matches for labels: grouping labels must ensure unique matches',
      422
    );
  }
}
