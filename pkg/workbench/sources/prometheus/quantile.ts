import { dropLabels, emptySeries, groupSeries, type Steps, type StepSeries, type Vector } from './vector';

interface Bucket {
  readonly upper: number;
  readonly series: StepSeries;
}

/** `histogram_quantile()` over classic buckets, as Prometheus interpolates them (promql/quantile.go, `BucketQuantile`). */
export function histogramQuantile(quantile: number, vector: Vector, steps: Steps): Vector {
  const groups = groupSeries(
    vector.filter(({ labels }) => labels.le !== undefined),
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
        result.values[step] = bucketQuantile(quantile, present, step);
        result.present[step] = 1;
      }
    }
    return result;
  });
}

function boundOf(le: string): number {
  return le === '+Inf' ? Infinity : Number(le);
}

/** Buckets ascend. NaN without a `+Inf` bucket, with fewer than two buckets, or without observations. */
function bucketQuantile(quantile: number, buckets: readonly Bucket[], step: number): number {
  const top = buckets.length - 1;
  if (buckets.length < 2 || buckets[top].upper !== Infinity) {
    return NaN;
  }
  // Counts of cumulative buckets may fall by rounding of rates; Prometheus forces them to ascend.
  let highest = 0;
  const counts = buckets.map(({ series }) => (highest = Math.max(highest, series.values[step])));
  if (counts[top] === 0) {
    return NaN;
  }
  const rank = quantile * counts[top];
  const index = counts.findIndex((count, at) => at === top || count >= rank);
  if (index === top) {
    return buckets[top - 1].upper;
  }
  if (index === 0 && buckets[0].upper <= 0) {
    return buckets[0].upper;
  }
  const lower = index === 0 ? 0 : buckets[index - 1].upper;
  const below = index === 0 ? 0 : counts[index - 1];
  return lower + (buckets[index].upper - lower) * ((rank - below) / (counts[index] - below));
}
