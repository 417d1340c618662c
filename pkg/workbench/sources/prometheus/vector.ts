export type Labels = Readonly<Record<string, string>>;

/** The steps of a range query: epoch milliseconds, `count` of them. */
export interface Steps {
  readonly startMs: number;
  readonly stepMs: number;
  readonly count: number;
}

/** One series of a range vector: a value a step, with a mask for the steps where it has none (a value may be NaN). */
export interface StepSeries {
  readonly labels: Labels;
  readonly values: Float64Array;
  readonly present: Uint8Array;
}

/** An evaluated expression: a number, or series. */
export type Vector = readonly StepSeries[];

export function emptySeries(labels: Labels, steps: Steps): StepSeries {
  return { labels, values: new Float64Array(steps.count), present: new Uint8Array(steps.count) };
}

/** Only these labels, in their order; absent ones stay absent. */
export function keepLabels(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(names.filter((name) => labels[name] !== undefined).map((name) => [name, labels[name]]));
}

export function dropLabels(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !names.includes(name)));
}

/** One text for one set of labels, and the order in which Prometheus lists series. */
export function labelsKey(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Series by key, each key's in their order. */
export function groupSeries(
  vector: Vector,
  keyOf: (labels: Labels) => Labels
): ReadonlyMap<string, readonly StepSeries[]> {
  const groups = new Map<string, StepSeries[]>();
  for (const series of vector) {
    const key = labelsKey(keyOf(series.labels));
    const group = groups.get(key) ?? [];
    group.push(series);
    groups.set(key, group);
  }
  return groups;
}
