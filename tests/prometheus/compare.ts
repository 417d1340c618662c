import { type Memory } from '../../pkg/workbench/sources';
import { evaluate } from '../../pkg/workbench/sources/prometheus/evaluate';
import { readPromQl } from '../../pkg/workbench/sources/prometheus/promql';
import type { Answer, Times } from './server';

/** Points by series and time: `{"__name__":"up"}` -> seconds -> value. */
export type Points = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** The bar: equal within this share of the larger value. */
const TOLERANCE = 1e-9;

/** What the workbench makes of a query, or the message with which it refuses it. */
export function workbenchAnswer(memory: Memory, query: string, times: Times, version: 2 | 3): Points | string {
  const steps = {
    startMs: Math.round(times.start * 1000),
    stepMs: Math.round(times.step * 1000),
    count: Math.floor((times.end - times.start) / times.step + 1e-6) + 1,
  };
  try {
    const vector = evaluate({ series: memory.series, steps, version }, readPromQl(query));
    return new Map(
      vector.map(({ labels, values, present }) => [
        keyOf(labels),
        new Map(
          [...present.keys()]
            .filter((step) => present[step] === 1)
            .map((step) => [(steps.startMs + step * steps.stepMs) / 1000, values[step]])
        ),
      ])
    );
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

/** What the real one answers, or the error that it reports. */
export function realAnswer(answer: Answer): Points | string {
  if (answer.status === 'error') {
    return answer.error;
  }
  const { data } = answer;
  switch (data.resultType) {
    case 'matrix':
      return new Map(data.result.map(({ metric, values }) => [keyOf(metric), pointsOf(values)]));
    case 'vector':
      return new Map(data.result.map(({ metric, value }) => [keyOf(metric), pointsOf([value])]));
    case 'scalar':
      return new Map([[keyOf({}), pointsOf([data.result])]]);
  }
}

/**
 * Every difference, as a sentence; the first few of each kind are enough to see what is wrong. Which of equal series an
 * outermost `topk` or `bottomk` keeps is chance in Prometheus, so there only the values count.
 */
export function differences(real: Points | string, ours: Points | string, query: string): readonly string[] {
  if (typeof real === 'string' || typeof ours === 'string') {
    return typeof real === typeof ours ? [] : [`real: ${brief(real)}, workbench: ${brief(ours)}`];
  }
  if (/^(?:topk|bottomk)\b/.test(query)) {
    return valuesByTime(real) === valuesByTime(ours)
      ? []
      : [`real: ${valuesByTime(real)}, workbench: ${valuesByTime(ours)}`];
  }
  const missing = [...real.keys()].filter((key) => !ours.has(key)).map((key) => `the workbench lacks ${key}`);
  const extra = [...ours.keys()].filter((key) => !real.has(key)).map((key) => `only the workbench has ${key}`);
  const values = [...real].flatMap(([key, points]) => valueDifferences(key, points, ours.get(key) ?? points));
  return [...missing.slice(0, 3), ...extra.slice(0, 3), ...values.slice(0, 3)];
}

const DIGITS = 9;

/** The values at each time, in order, to nine digits. */
function valuesByTime(points: Points): string {
  const all = new Map<number, number[]>();
  for (const series of points.values()) {
    series.forEach((value, time) => all.set(time, [...(all.get(time) ?? []), value]));
  }
  return [...all]
    .sort(([a], [b]) => a - b)
    .map(
      ([time, values]) =>
        `${time}: ${values
          .sort((a, b) => a - b)
          .map((value) => value.toPrecision(DIGITS))
          .join(' ')}`
    )
    .join('; ');
}

function valueDifferences(
  key: string,
  real: ReadonlyMap<number, number>,
  ours: ReadonlyMap<number, number>
): readonly string[] {
  const times = [...new Set([...real.keys(), ...ours.keys()])].sort((a, b) => a - b);
  return times
    .filter((time) => !equal(real.get(time), ours.get(time)))
    .map((time) => `${key} at ${time}: real ${real.get(time)}, workbench ${ours.get(time)}`);
}

function equal(a: number | undefined, b: number | undefined): boolean {
  if (a === undefined || b === undefined || !Number.isFinite(a) || !Number.isFinite(b)) {
    return Object.is(a, b);
  }
  return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

function brief(answer: Points | string): string {
  return typeof answer === 'string' ? answer : `${answer.size} series`;
}

function keyOf(labels: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))));
}

function pointsOf(values: ReadonlyArray<readonly [number, string]>): ReadonlyMap<number, number> {
  return new Map(values.map(([seconds, text]) => [seconds, numberOf(text)]));
}

function numberOf(text: string): number {
  return text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text);
}
