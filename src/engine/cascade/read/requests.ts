import type { Series } from '../../model';
import { type Failures, QUANTILES, type RequestGroup } from '../../signals';
import type { SignalKind, SignalSamples } from '../types';
import { type Column, type Grid, growth, summed } from './grid';
import { bucketsOf, countOf, quantileOf } from './histogram';
import { conditionOf, selected } from './matching';
import type { Own } from './series';

const MS_PER_S = 1000;

/** Traffic, errors and latency of one subject, from what its counters grew by between scrapes. */
export function requestSamples(group: RequestGroup, own: Own, grid: Grid): readonly SignalSamples[] {
  const { counted, requests, latency } = group;
  const counters = counted.form === 'counter' ? selected(own(counted.selection.metric), counted.selection) : [];
  if (counters.length === 0) {
    return [];
  }
  const all = totalOf(counters, grid);
  const traffic = { ...samples('traffic', '', grid), values: all.map((count) => count / (grid.stepMs / MS_PER_S)) };
  const failed = requests.failed === undefined ? undefined : failedOf(requests.failed, counters, own, grid);
  const errors: readonly SignalSamples[] =
    failed === undefined
      ? []
      : [
          {
            ...samples('errors', '', grid),
            values: all.map((count, row) => (count > 0 ? Math.min(1, (failed[row] ?? 0) / count) : NaN)),
            counts: all,
          },
        ];
  return [traffic, ...errors, ...(latency === undefined ? [] : latencies(latency, own, grid))];
}

function latencies(
  { form, histogram }: NonNullable<RequestGroup['latency']>,
  own: Own,
  grid: Grid
): readonly SignalSamples[] {
  const of = (suffix: string): readonly Series[] => selected(own(`${histogram.metric}${suffix}`), histogram);
  if (form === 'classic') {
    const buckets = bucketsOf(of('_bucket'), grid);
    const counts = countOf(buckets, grid.size);
    return QUANTILES.map(({ role, quantile }) => ({
      ...samples('latency', role, grid),
      values: quantileOf(buckets, quantile, grid.size).map((value) => value / histogram.perSecond),
      counts,
    }));
  }
  // A native histogram arrives as something else than numbers; its mean may still be told by sum and count.
  const sum = totalOf(of('_sum'), grid);
  const counts = totalOf(of('_count'), grid);
  const values = sum.map((value, row) => ((counts[row] ?? 0) > 0 ? value / (counts[row] ?? 1) : NaN));
  const mean = values.map((value) => value / histogram.perSecond);
  return counts.some((count) => count > 0) ? [{ ...samples('latency', 'mean', grid), values: mean, counts }] : [];
}

/** Failures at each time; `undefined` where nothing tells them: no series has any of the labels. */
function failedOf(failed: Failures, counters: readonly Series[], own: Own, grid: Grid): Column | undefined {
  if (failed.form === 'counter') {
    return totalOf(selected(own(failed.counter.metric), failed.counter), grid);
  }
  const known = failed.alternatives.filter(({ label }) => counters.some(({ labels }) => (labels[label] ?? '') !== ''));
  const conditions = known.map(conditionOf);
  return known.length === 0
    ? undefined
    : totalOf(
        counters.filter(({ labels }) => conditions.some((holds) => holds(labels))),
        grid
      );
}

function totalOf(series: readonly Series[], grid: Grid): Column {
  return series.length === 0
    ? new Float64Array(grid.size)
    : summed(
        series.map((one) => growth(one, grid)),
        grid.size
      );
}

/** What all samples of a grid share. */
export function samples(signal: SignalKind, name: string, { times, resolution }: Grid): Omit<SignalSamples, 'values'> {
  return { signal, name, source: 'metrics', times, resolution };
}
