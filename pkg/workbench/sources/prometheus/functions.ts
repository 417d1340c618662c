import { Refusal, refuse } from '../answer';
import { compile } from '../matching';
import { histogramQuantile } from './quantile';
import { LANGUAGE } from './selector';
import { dropLabels, emptySeries, mapValues, put, relabel, type Steps, type Value, type Vector } from './vector';

/** An argument, evaluated; a string stays as it is. */
export type Argument = Value | { readonly kind: 'string'; readonly value: string };

type Call = (args: readonly Argument[], steps: Steps, text: string) => Value;

const MS_PER_S = 1000;

const plain: Readonly<Record<string, (value: number) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  sqrt: Math.sqrt,
  exp: Math.exp,
  ln: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  sgn: Math.sign,
};

/** Functions of vectors and scalars, by name. Those of range vectors are in `overTime.ts`. */
export const functions: Readonly<Record<string, Call>> = {
  ...Object.fromEntries(
    Object.entries(plain).map(([name, change]): [string, Call] => [
      name,
      (args, steps, text) => vector(mapValues(vectorOf(args[0], text), steps, change)),
    ])
  ),
  round: ([value, to], steps, text) => {
    const nearest = to === undefined ? undefined : scalarOf(to, text);
    return vector(
      mapValues(vectorOf(value, text), steps, (number, step) => {
        const inverse = 1 / (nearest?.[step] ?? 1);
        return Math.floor(number * inverse + 0.5) / inverse;
      })
    );
  },
  clamp_min: ([value, least], steps, text) => {
    const bounds = scalarOf(least, text);
    return vector(mapValues(vectorOf(value, text), steps, (number, step) => Math.max(bounds[step], number)));
  },
  clamp_max: ([value, most], steps, text) => {
    const bounds = scalarOf(most, text);
    return vector(mapValues(vectorOf(value, text), steps, (number, step) => Math.min(bounds[step], number)));
  },
  clamp: ([value, least, most], steps, text) => {
    const [low, high] = [scalarOf(least, text), scalarOf(most, text)];
    const within = vectorOf(value, text).map((series) => ({
      ...series,
      present: series.present.map((there, step) => (low[step] > high[step] ? 0 : there)),
    }));
    return vector(mapValues(within, steps, (number, step) => Math.max(low[step], Math.min(high[step], number))));
  },
  histogram_quantile: ([quantile, buckets], steps, text) =>
    vector(histogramQuantile(scalarOf(quantile, text), vectorOf(buckets, text), steps)),
  label_replace: labelReplace,
  label_join: ([value, target, separator, ...sources], steps, text) =>
    vector(
      relabel(
        vectorOf(value, text),
        (labels) =>
          withLabel(
            labels,
            stringOf(target, text),
            sources.map((source) => labels[stringOf(source, text)] ?? '').join(stringOf(separator, text))
          ),
        steps
      )
    ),
  vector: ([value], steps, text) => vector([{ labels: {}, values: scalarOf(value, text), present: everywhere(steps) }]),
  scalar: ([value], steps, text) => ({ kind: 'scalar', values: onlyValues(vectorOf(value, text), steps) }),
  time: (_, steps) => ({
    kind: 'scalar',
    values: Float64Array.from({ length: steps.count }, (__, step) => (steps.startMs + step * steps.stepMs) / MS_PER_S),
  }),
  sort: ([value], _, text) => vector(vectorOf(value, text)),
  sort_desc: ([value], _, text) => vector(vectorOf(value, text)),
};

/** `absent()`: 1 at the steps at which no series is there, with the labels that are known of it. */
export function absentFrom(series: Vector, labels: Readonly<Record<string, string>>, steps: Steps): Value {
  const result = emptySeries(labels, steps);
  for (let step = 0; step < steps.count; step++) {
    if (!series.some(({ present }) => present[step] === 1)) {
      put(result, step, 1);
    }
  }
  return vector([result]);
}

export function scalarOf(argument: Argument | undefined, text: string): Float64Array {
  return argument?.kind === 'scalar' ? argument.values : refuse(LANGUAGE, 'an argument that is no scalar', text);
}

function vectorOf(argument: Argument | undefined, text: string): Vector {
  return argument?.kind === 'vector' ? argument.series : refuse(LANGUAGE, 'an argument that is no vector', text);
}

function stringOf(argument: Argument | undefined, text: string): string {
  return argument?.kind === 'string' ? argument.value : refuse(LANGUAGE, 'an argument that is no string', text);
}

function labelReplace(args: readonly Argument[], steps: Steps, text: string): Value {
  const [target, replacement, source, pattern] = args.slice(1).map((argument) => stringOf(argument, text));
  if (pattern === undefined) {
    throw new Refusal(`expected 5 argument(s) in call to "label_replace", got ${args.length}`);
  }
  const compiled = compile(`^(?:${pattern})$`);
  return vector(
    relabel(
      vectorOf(args[0], text),
      (labels) => {
        const matcher = compiled.matcher(labels[source] ?? '');
        return matcher.matches()
          ? withLabel(
              labels,
              target,
              expand(replacement, (group) => matcher.group(group) ?? '')
            )
          : labels;
      },
      steps
    )
  );
}

/** Go's `Regexp.Expand`, by number only. */
function expand(template: string, group: (number: number) => string): string {
  return template.replace(/\$(?:\{(\d+)\}|(\d+)|\$)/g, (whole, braced?: string, bare?: string) => {
    const number = braced ?? bare;
    return whole === '$$' || number === undefined ? '$' : group(Number(number));
  });
}

/** An empty label is no label. */
function withLabel(labels: Readonly<Record<string, string>>, name: string, value: string): Record<string, string> {
  return value === '' ? { ...dropLabels(labels, [name]) } : { ...labels, [name]: value };
}

/** The only element's value, NaN when there is none or several. */
function onlyValues(series: Vector, steps: Steps): Float64Array {
  return Float64Array.from({ length: steps.count }, (_, step) => {
    const there = series.filter(({ present }) => present[step] === 1);
    return there.length === 1 ? there[0].values[step] : NaN;
  });
}

function everywhere(steps: Steps): Uint8Array {
  return new Uint8Array(steps.count).fill(1);
}

function vector(series: Vector): Value {
  return { kind: 'vector', series };
}
