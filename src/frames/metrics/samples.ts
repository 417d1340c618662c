import type { Labels } from '../../engine/model';
import { epochMs, type EpochMs } from '../../engine/units';
import { numberOf, textOf, timeOf, valuesOf, type FieldInput } from '../frame';
import type { Problems } from '../problems';

/** The samples of one series; `labels` come from string fields beside the numbers. */
export interface Samples {
  readonly labels: Labels;
  readonly times: readonly EpochMs[];
  readonly values: ReadonlyArray<number | null>;
}

interface SampleFields {
  readonly time: FieldInput;
  readonly field: FieldInput;
  readonly texts: readonly FieldInput[];
  readonly frame: string;
  readonly problems: Problems;
}

interface Growing {
  readonly labels: Labels;
  readonly times: EpochMs[];
  readonly values: Array<number | null>;
}

/** Splits one number field by the values of the string fields (long frames; none in the others). O(rows). */
export function readSamples({ time, field, texts, frame, problems }: SampleFields): readonly Samples[] {
  const groups = new Map<string, Growing>();
  const times = valuesOf(time);
  const values = valuesOf(field);
  const columns = texts.map((text) => ({ name: text.name, values: valuesOf(text) }));
  for (let row = 0; row < Math.max(times.length, values.length); row++) {
    const ms = timeOf(times[row]);
    if (ms === undefined) {
      problems.row('series.bad-time', frame, times[row]);
      continue;
    }
    const key = columns.length === 0 ? '' : JSON.stringify(columns.map((text) => textOf(text.values[row])));
    const group = groups.get(key) ?? newGroup(groups, key, columns, row);
    group.times.push(epochMs(ms));
    group.values.push(readValue(values[row], frame, problems));
  }
  return [...groups.values()].map((group) => ascending(group, frame, problems));
}

function newGroup(
  groups: Map<string, Growing>,
  key: string,
  columns: ReadonlyArray<{ readonly name: string; readonly values: readonly unknown[] }>,
  row: number
): Growing {
  const labels = Object.fromEntries(columns.map((text) => [text.name, textOf(text.values[row])]));
  const group: Growing = { labels, times: [], values: [] };
  groups.set(key, group);
  return group;
}

/** NaN and the infinities are gaps: they cannot be drawn, and PromQL gives NaN for "no traffic". */
function readValue(value: unknown, frame: string, problems: Problems): number | null {
  const number = numberOf(value);
  if (number !== undefined) {
    return number;
  }
  if (value !== null && value !== undefined && typeof value !== 'number') {
    problems.row('series.bad-value', frame, value);
  }
  return null;
}

function ascending(group: Growing, frame: string, problems: Problems): Samples {
  const { times, values } = group;
  if (times.every((time, at) => at === 0 || time >= (times[at - 1] ?? time))) {
    return group;
  }
  problems.add('series.unsorted', { frame });
  const order = times.map((_, at) => at).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
  return {
    labels: group.labels,
    times: order.flatMap((at) => times[at] ?? []),
    values: order.map((at) => values[at] ?? null),
  };
}
