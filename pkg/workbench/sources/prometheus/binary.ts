import { Refusal } from '../answer';
import type { Expression, Matching } from './expression';
import { joinVectors, setOperation } from './matchingVectors';
import { dropName, emptySeries, put, relabel, type Steps, type StepSeries, type Value, type Vector } from './vector';

type Operation = Pick<Extract<Expression, { kind: 'binary' }>, 'operator' | 'bool'> & { readonly matching: Matching };

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': power,
};

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
};

/** One pair of values: the result, or undefined when a comparison filters it out. `kept` is the value that a comparison keeps. */
export type Calculate = (a: number, b: number, kept: number) => number | undefined;

/** A binary operation at every step: scalars and vectors in any combination. */
export function binary(operation: Operation, left: Value, right: Value, steps: Steps): Value {
  const { operator, bool, matching } = operation;
  if (operator === 'and' || operator === 'or' || operator === 'unless') {
    return vector(setOperation(operator, matching, seriesOf(left, operator), seriesOf(right, operator), steps));
  }
  const compare = COMPARISONS[operator];
  const calculate = calculation(operator, bool);
  const named = compare !== undefined && !bool;
  if (left.kind === 'scalar' && right.kind === 'scalar') {
    if (named) {
      throw new Refusal('comparisons between scalars must use BOOL modifier');
    }
    return {
      kind: 'scalar',
      values: left.values.map((value, step) => calculate(value, right.values[step], value) ?? NaN),
    };
  }
  if (left.kind === 'vector' && right.kind === 'vector') {
    return vector(joinVectors(matching, calculate, named, left.series, right.series, steps));
  }
  if (left.kind === 'vector' && right.kind === 'scalar') {
    return vector(withScalar(left.series, named, steps, (value, step) => calculate(value, right.values[step], value)));
  }
  if (left.kind === 'scalar' && right.kind === 'vector') {
    return vector(withScalar(right.series, named, steps, (value, step) => calculate(left.values[step], value, value)));
  }
  throw new Refusal(`no such operation: ${operator}`);
}

function calculation(operator: string, bool: boolean): Calculate {
  const compare = COMPARISONS[operator];
  if (compare === undefined) {
    return ARITHMETIC[operator];
  }
  return bool ? (a, b) => (compare(a, b) ? 1 : 0) : (a, b, kept) => (compare(a, b) ? kept : undefined);
}

function withScalar(
  series: Vector,
  named: boolean,
  steps: Steps,
  change: (value: number, step: number) => number | undefined
): Vector {
  const changed = series.map((one): StepSeries => {
    const result = emptySeries(one.labels, steps);
    one.present.forEach((present, step) => {
      const value = present === 1 ? change(one.values[step], step) : undefined;
      if (value !== undefined) {
        put(result, step, value);
      }
    });
    return result;
  });
  return named ? changed : relabel(changed, dropName, steps);
}

function vector(series: Vector): Value {
  return { kind: 'vector', series };
}

function seriesOf(value: Value, operator: string): Vector {
  if (value.kind === 'scalar') {
    throw new Refusal(`set operator "${operator}" not allowed in binary scalar expression`);
  }
  return value.series;
}

/** Go's `math.Pow`, which calls 1 to the power of anything 1, and -1 to an infinite power too. */
function power(a: number, b: number): number {
  return a === 1 || (a === -1 && Math.abs(b) === Infinity) ? 1 : a ** b;
}
