import { dropLabels, emptySeries, groupSeries, put, type Steps, type StepSeries, type Vector } from './vector';

interface Bucket {
  readonly upper: number;
  readonly series: StepSeries;
}

interface Counted {
  readonly upper: number;
  count: number;
}

/** The φ-quantile of numbers, between two of them by their distance (promql/quantile.go, `quantile`). */
export function quantileOf(phi: number, values: readonly number[]): number {
  if (values.length === 0 || Number.isNaN(phi)) {
    return NaN;
  }
  if (phi < 0 || phi > 1) {
    return phi < 0 ? -Infinity : Infinity;
  }
  const sorted = [...values].sort(compareNumbers);
  const rank = phi * (sorted.length - 1);
  const lower = Math.max(0, Math.floor(rank));
  const upper = Math.min(sorted.length - 1, lower + 1);
  const weight = rank - Math.floor(rank);
  return sorted[lower] * (1 - weight) + sorted[upper] * weight;
}

/** Ascending, NaN first. */
export function compareNumbers(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) {
    return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  }
  return a - b;
}

/** `histogram_quantile()` over classic buckets, as Prometheus interpolates them (promql/quantile.go, `bucketQuantile`). */
export function histogramQuantile(quantiles: Float64Array, vector: Vector, steps: Steps): Vector {
  const groups = groupSeries(
    vector.filter(({ labels }) => !Number.isNaN(boundOf(labels.le))),
    (labels) => dropLabels(labels, ['le', '__name__'])
  );
  return [...groups.values()].map((group) => {
    const buckets = group
      .map((series): Bucket => ({ upper: boundOf(series.labels.le), series }))
      .sort((a, b) => a.upper - b.upper);
    const result = emptySeries(dropLabels(group[0].labels, ['le', '__name__']), steps);
    for (let step = 0; step < steps.count; step++) {
      const present = buckets.filter(({ series }) => series.present[step] === 1);
      if (present.length > 0) {
        put(result, step, bucketQuantile(quantiles[step], counted(present, step)));
      }
    }
    return result;
  });
}

/** NaN for what is no bound. */
function boundOf(le: string | undefined): number {
  if (le === undefined || le.trim() === '') {
    return NaN;
  }
  return /^\+?inf$/i.test(le) ? Infinity : Number(le);
}

/** Buckets with the same bound (`1`, `1.0`) are one; counts are forced to ascend, as rounding of rates may make them fall. */
function counted(buckets: readonly Bucket[], step: number): readonly Counted[] {
  const merged: Counted[] = [];
  for (const { upper, series } of buckets) {
    const last = merged.at(-1);
    if (last?.upper === upper) {
      last.count += series.values[step];
    } else {
      merged.push({ upper, count: series.values[step] });
    }
  }
  let highest = -Infinity;
  for (const bucket of merged) {
    highest = bucket.count > highest ? bucket.count : highest;
    bucket.count = bucket.count < highest ? highest : bucket.count;
  }
  return merged;
}

/** Buckets ascend. NaN without a `+Inf` bucket, with fewer than two buckets, or without observations. */
function bucketQuantile(phi: number, buckets: readonly Counted[]): number {
  const top = buckets.length - 1;
  if (Number.isNaN(phi)) {
    return NaN;
  }
  if (phi < 0 || phi > 1) {
    return phi < 0 ? -Infinity : Infinity;
  }
  if (top < 1 || buckets[top].upper !== Infinity || buckets[top].count === 0 || Number.isNaN(buckets[top].count)) {
    return NaN;
  }
  const rank = phi * buckets[top].count;
  const index = buckets.findIndex(({ count }, at) => at === top || count >= rank);
  if (index === top) {
    return buckets[top - 1].upper;
  }
  if (index === 0 && buckets[0].upper <= 0) {
    return buckets[0].upper;
  }
  const lower = index === 0 ? 0 : buckets[index - 1].upper;
  const below = index === 0 ? 0 : buckets[index - 1].count;
  return lower + (buckets[index].upper - lower) * ((rank - below) / (buckets[index].count - below));
}
