import type { Exemplar, Labels, Series } from '../model';
import type { EpochMs } from '../units';
import type { Arrival } from './join-types';
import { compareText } from './latest';

/**
 * Every series once, sorted by service, signal, name and labels. The same series met by two legs is one, with the samples
 * of both; at one time the first leg's value stands, unless it is a gap.
 *
 * @param arrivals - one for each leg, sorted by leg
 */
export function mergeSeries(arrivals: readonly Arrival[]): readonly Series[] {
  const merged = new Map<string, Series>();
  for (const series of arrivals.flatMap((arrival) => arrival.series ?? [])) {
    const name = seriesName(series);
    const known = merged.get(name);
    merged.set(name, known === undefined ? series : uniteSamples(known, series));
  }
  return [...merged.entries()].sort(([a], [b]) => compareText(a, b)).map(([, series]) => series);
}

/**
 * Every exemplar, sorted by time. What two legs have met counts once; what one leg holds twice stays twice.
 */
export function mergeExemplars(arrivals: readonly Arrival[]): readonly Exemplar[] {
  const held = new Map<string, Exemplar[]>();
  for (const { exemplars } of arrivals) {
    const seen = new Map<string, number>();
    for (const exemplar of exemplars ?? []) {
      const name = exemplarName(exemplar);
      const times = (seen.get(name) ?? 0) + 1;
      seen.set(name, times);
      const copies = held.get(name) ?? [];
      if (times > copies.length) {
        held.set(name, [...copies, exemplar]);
      }
    }
  }
  return [...held.entries()]
    .sort(([a, [first]], [b, [second]]) => (first?.time ?? 0) - (second?.time ?? 0) || compareText(a, b))
    .flatMap(([, copies]) => copies);
}

function seriesName(series: Series): string {
  return [
    series.service.key,
    series.signal ?? '',
    series.name,
    series.quantile ?? '',
    series.unit,
    labelText(series.labels),
  ].join('\n');
}

function exemplarName(exemplar: Exemplar): string {
  return [exemplar.time, exemplar.traceId, exemplar.spanId ?? '', exemplar.value, labelText(exemplar.labels)].join(
    '\n'
  );
}

function labelText(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => compareText(a, b)));
}

function uniteSamples(a: Series, b: Series): Series {
  const samples = new Map<EpochMs, number | null>();
  for (const series of [a, b]) {
    series.times.forEach((time, i) => {
      const value = series.values[i] ?? null;
      samples.set(time, samples.get(time) ?? value);
    });
  }
  const times = [...samples.keys()].sort((x, y) => x - y);
  return {
    ...a,
    times,
    values: times.map((time) => samples.get(time) ?? null),
    intervalMs: a.intervalMs ?? b.intervalMs,
  };
}
