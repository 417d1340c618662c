import { Refusal, refuse } from '../answer';
import { sortByLabels } from '../labels';
import type { StoredSeries } from '../memory';
import { aggregate } from './aggregate';
import { binary } from './binary';
import type { Expression, Matrix } from './expression';
import { absentFrom, type Argument, functions, scalarOf } from './functions';
import { keepsName, overTime } from './overTime';
import { eachWindow, type Scene, select, selected } from './selection';
import { LANGUAGE } from './selector';
import {
  dropName,
  emptySeries,
  labelsKey,
  type Labels,
  mapValues,
  put,
  type Steps,
  type StepSeries,
  type Value,
  type Vector,
} from './vector';

type Call = Extract<Expression, { kind: 'call' }>;

/**
 * Evaluates an expression at every step, as Prometheus does (promql/engine.go).
 *
 * @returns series with at least one value, in the order of their labels; a scalar is a series without labels.
 * @throws Refusal for functions that the workbench does not know, by name, and for what Prometheus cannot evaluate.
 */
export function evaluate(scene: Scene, expression: Expression): Vector {
  const value = compute(scene, expression);
  if (value.kind === 'scalar') {
    return [{ labels: {}, values: value.values, present: new Uint8Array(scene.steps.count).fill(1) }];
  }
  return sortByLabels(value.series.filter(({ present }) => present.includes(1)));
}

function compute(scene: Scene, expression: Expression): Value {
  const { steps } = scene;
  switch (expression.kind) {
    case 'number':
      return { kind: 'scalar', values: new Float64Array(steps.count).fill(expression.value) };
    case 'selector':
      return vector(select(scene, expression.selector, expression.offsetMs).values);
    case 'call':
      return call(scene, expression);
    case 'aggregate':
      return aggregated(scene, expression);
    case 'binary':
      return binary(expression, compute(scene, expression.left), compute(scene, expression.right), steps);
    case 'negate':
      return negated(compute(scene, expression.of), steps);
    default:
      throw new Refusal(`invalid expression type "${expression.kind}" for a query, must be scalar or instant vector`);
  }
}

function negated(value: Value, steps: Steps): Value {
  return value.kind === 'scalar'
    ? { kind: 'scalar', values: value.values.map((number) => -number) }
    : vector(mapValues(value.series, steps, (number) => -number));
}

function aggregated(scene: Scene, expression: Extract<Expression, { kind: 'aggregate' }>): Value {
  const of = compute(scene, expression.of);
  if (of.kind === 'scalar') {
    throw new Refusal(`expected type instant vector in aggregation expression, got scalar: ${expression.text}`);
  }
  const parameter = expression.parameter === undefined ? undefined : compute(scene, expression.parameter);
  const parameters = parameter === undefined ? undefined : scalarOf(parameter, expression.text);
  return vector(aggregate(expression, parameters, of.series, scene.steps));
}

function call(scene: Scene, expression: Call): Value {
  const { name, args, text } = expression;
  const matrix = args.find((arg): arg is Matrix => arg.kind === 'matrix' || arg.kind === 'subquery');
  if (matrix !== undefined) {
    return vectorOverTime(scene, expression, matrix);
  }
  const [first] = args;
  if (name === 'timestamp' && first?.kind === 'selector') {
    return vector(unnamed(select(scene, first.selector, first.offsetMs).times));
  }
  if (name === 'absent' && first !== undefined) {
    const value = compute(scene, first);
    const labels = first.kind === 'selector' ? first.selector.equal : {};
    return absentFrom(value.kind === 'vector' ? value.series : [], labels, scene.steps);
  }
  const known = functions[name] ?? refuse(LANGUAGE, `the function ${name}`, text);
  return known(
    args.map((arg): Argument => (arg.kind === 'string' ? arg : compute(scene, arg))),
    scene.steps,
    text
  );
}

function vectorOverTime(scene: Scene, { name, args, text }: Call, matrix: Matrix): Value {
  const { steps, version } = scene;
  const stored = matrix.kind === 'matrix' ? selected(scene, matrix.selector) : evaluatedOften(scene, matrix);
  if (name === 'absent_over_time') {
    const labels = matrix.kind === 'matrix' ? matrix.selector.equal : {};
    return absentFrom(
      eachOverTime(scene, matrix, stored, () => 1),
      labels,
      steps
    );
  }
  const over = overTime[name] ?? refuse(LANGUAGE, `the function ${name}`, text);
  const [other] = args.filter((arg) => arg !== matrix);
  const parameters = other === undefined ? undefined : scalarOf(compute(scene, other), text);
  const result = eachOverTime(scene, matrix, stored, (window, step) =>
    over(window, version, parameters?.[step] ?? NaN)
  );
  return vector(keepsName.has(name) ? result : unnamed(result));
}

function eachOverTime(
  scene: Scene,
  { rangeMs, offsetMs }: Matrix,
  stored: readonly StoredSeries[],
  value: (window: Parameters<Parameters<typeof eachWindow>[4]>[1], step: number) => number | undefined
): Vector {
  return stored.map((one) => {
    const series = emptySeries(one.labels, scene.steps);
    eachWindow(scene, one, rangeMs, offsetMs, (step, window) => {
      const found = value(window, step);
      if (found !== undefined) {
        put(series, step, found);
      }
    });
    return series;
  });
}

/** A subquery: its expression at every multiple of its step that any window can hold, as if it had been recorded. */
function evaluatedOften(
  scene: Scene,
  { of, rangeMs, stepMs, offsetMs }: Extract<Matrix, { kind: 'subquery' }>
): readonly StoredSeries[] {
  const { steps, version } = scene;
  const earliest = steps.startMs - offsetMs - rangeMs;
  const latest = steps.startMs + (steps.count - 1) * steps.stepMs - offsetMs;
  const aligned = Math.ceil(earliest / stepMs) * stepMs;
  const startMs = version === 3 && aligned === earliest ? aligned + stepMs : aligned;
  const count = Math.max(0, Math.floor((latest - startMs) / stepMs) + 1);
  const inner = compute({ ...scene, steps: { startMs, stepMs, count } }, of);
  const series =
    inner.kind === 'vector'
      ? inner.series
      : [{ labels: {}, values: inner.values, present: new Uint8Array(count).fill(1) }];
  return series.map(({ labels, values, present }) => {
    const rows = Array.from(present.keys()).filter((row) => present[row] === 1);
    return {
      labels,
      times: Float64Array.from(rows, (row) => startMs + row * stepMs),
      values: Float64Array.from(rows, (row) => values[row]),
    };
  });
}

/**
 * Series without their names.
 *
 * @throws Refusal when two are then the same, even at different steps: so Prometheus treats functions of a range.
 */
function unnamed(series: Vector): Vector {
  const seen = new Set<string>();
  return series
    .filter(({ present }) => present.includes(1))
    .map((one): StepSeries => {
      const labels: Labels = dropName(one.labels);
      const key = labelsKey(labels);
      if (seen.has(key)) {
        throw new Refusal('vector cannot contain metrics with the same labelset', 422);
      }
      seen.add(key);
      return { ...one, labels };
    });
}

function vector(series: Vector): Value {
  return { kind: 'vector', series };
}
