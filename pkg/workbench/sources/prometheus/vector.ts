import { Refusal } from '../answer';
import { type Labels, sortedPairs } from '../labels';

export type { Labels } from '../labels';

/** The times at which a query is evaluated: epoch milliseconds, `count` of them. One for an instant query. */
export interface Steps {
  readonly startMs: number;
  readonly stepMs: number;
  readonly count: number;
}

/** One series of an evaluated expression: a value a step, with a mask for the steps where it has none (a value may be NaN). */
export interface StepSeries {
  readonly labels: Labels;
  readonly values: Float64Array;
  readonly present: Uint8Array;
}

/** An evaluated vector, at every step. */
export type Vector = readonly StepSeries[];

/** What an expression evaluates to, at every step. */
export type Value =
  { readonly kind: 'scalar'; readonly values: Float64Array } | { readonly kind: 'vector'; readonly series: Vector };

export function emptySeries(labels: Labels, steps: Steps): StepSeries {
  return { labels, values: new Float64Array(steps.count), present: new Uint8Array(steps.count) };
}

export function put(series: StepSeries, step: number, value: number): void {
  series.values[step] = value;
  series.present[step] = 1;
}

/** Only these labels; absent ones stay absent. */
export function keepLabels(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(names.filter((name) => labels[name] !== undefined).map((name) => [name, labels[name]]));
}

export function dropLabels(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !names.includes(name)));
}

/** What functions and arithmetic do: the result is no longer that metric. */
export function dropName(labels: Labels): Labels {
  return dropLabels(labels, ['__name__']);
}

/** One text for one set of labels. */
export function labelsKey(labels: Labels): string {
  return JSON.stringify(sortedPairs(labels));
}

/** Series by key, groups and members in the order of their first member. */
export function groupSeries(
  vector: Vector,
  keyOf: (labels: Labels) => Labels
): ReadonlyMap<string, readonly StepSeries[]> {
  const groups = new Map<string, StepSeries[]>();
  for (const series of vector) {
    const key = labelsKey(keyOf(series.labels));
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [series]);
    } else {
      group.push(series);
    }
  }
  return groups;
}

/**
 * Series with new labels; those that now have the same are one.
 *
 * @throws Refusal when two of them have a value at one step, as Prometheus words it.
 */
export function relabel(vector: Vector, labelsOf: (labels: Labels) => Labels, steps: Steps): Vector {
  const groups = groupSeries(vector, labelsOf);
  return [...groups.values()].map((group) => {
    const labels = labelsOf(group[0].labels);
    if (group.length === 1) {
      return { ...group[0], labels };
    }
    const merged = emptySeries(labels, steps);
    for (const { values, present } of group) {
      present.forEach((there, step) => {
        if (there === 1 && merged.present[step] === 1) {
          throw new Refusal('vector cannot contain metrics with the same labelset', 422);
        }
        if (there === 1) {
          put(merged, step, values[step]);
        }
      });
    }
    return merged;
  });
}

/** Each value through a function; the name goes. */
export function mapValues(vector: Vector, steps: Steps, change: (value: number, step: number) => number): Vector {
  return relabel(
    vector.map((series) => ({ ...series, values: series.values.map(change) })),
    dropName,
    steps
  );
}
