import type { PromExemplarAnswer, PromRangeAnswer, PromSample } from '../incident';

export type MetricLabels = Readonly<Record<string, string>>;

interface SampledSeries {
  readonly name: string;
  readonly labels: MetricLabels;
  readonly samples: PromSample[];
  /** Who told it is gone. */
  ended: boolean;
  read(): number;
}

interface ExemplarSlot {
  readonly labels: MetricLabels;
  readonly exemplars: Array<{ readonly labels: MetricLabels; readonly value: string; readonly timestamp: number }>;
}

class Histogram {
  readonly counts: number[];
  sum = 0;
  count = 0;

  constructor(readonly bounds: readonly number[]) {
    this.counts = bounds.map(() => 0);
  }

  /** Counts the value; answers the row of its bucket, `bounds.length` for +Inf. */
  observe(value: number): number {
    const found = this.bounds.findIndex((bound) => value <= bound);
    const bucket = found === -1 ? this.bounds.length : found;
    if (found !== -1) {
      this.counts[found] += 1;
    }
    this.sum += value;
    this.count += 1;
    return bucket;
  }

  upTo(bucket: number): number {
    return this.counts.slice(0, bucket + 1).reduce((total, count) => total + count, 0);
  }
}

/** A bucket gets at most one exemplar in so many seconds. */
const EXEMPLAR_INTERVAL_S = 10;

/**
 * The metrics of the house and their history: counters, histograms and gauges as a client library keeps them, and the
 * samples that a scrape takes of all of them. A series begins with the scrape after its first use, as in Prometheus.
 */
export class Registry {
  private readonly series: SampledSeries[] = [];
  private readonly counters = new Map<string, { value: number }>();
  private readonly histograms = new Map<string, Histogram>();
  private readonly slots = new Map<string, ExemplarSlot>();

  count(name: string, labels: MetricLabels, by = 1): void {
    this.cell(name, labels).value += by;
  }

  set(name: string, labels: MetricLabels, value: number): void {
    this.cell(name, labels).value = value;
  }

  /** Observes a value; with a trace ID the bucket's exemplar is renewed when its last one is old enough. */
  observe(
    name: string,
    labels: MetricLabels,
    bounds: readonly number[],
    value: number,
    exemplar?: { traceId: string; atSec: number }
  ): void {
    const key = keyOf(name, labels);
    const histogram = this.histograms.get(key) ?? this.addHistogram(key, name, labels, bounds);
    const bucket = histogram.observe(value);
    if (exemplar !== undefined) {
      this.keepExemplar(
        `${key}|${bucket}`,
        { ...labels, __name__: `${name}_bucket`, le: boundText(bounds, bucket) },
        value,
        exemplar
      );
    }
  }

  /** Takes one sample of every series. */
  scrape(atSec: number): void {
    for (const series of this.series) {
      if (!series.ended) {
        series.samples.push([atSec, String(series.read())]);
      }
    }
  }

  /** The series with such labels get no more samples. */
  end(ends: (labels: MetricLabels) => boolean): void {
    this.series.filter(({ labels }) => ends(labels)).forEach((series) => (series.ended = true));
  }

  /** What a scrape would take of every series now, without taking it. */
  current(): ReadonlyArray<{ readonly name: string; readonly labels: MetricLabels; readonly value: number }> {
    return this.series.filter(({ ended }) => !ended).map(({ name, labels, read }) => ({ name, labels, value: read() }));
  }

  /** One `query_range` answer for each metric name, in order of appearance. */
  answers(): readonly PromRangeAnswer[] {
    const names = new Map<string, SampledSeries[]>();
    for (const series of this.series) {
      names.set(series.name, [...(names.get(series.name) ?? []), series]);
    }
    return [...names.values()].map((all) => ({
      status: 'success',
      data: {
        resultType: 'matrix',
        result: all
          .filter(({ samples }) => samples.length > 0)
          .map(({ name, labels, samples }) => ({ metric: { __name__: name, ...labels }, values: samples })),
      },
    }));
  }

  exemplars(): readonly PromExemplarAnswer[] {
    return [...this.slots.values()].map(({ labels, exemplars }) => ({ seriesLabels: labels, exemplars }));
  }

  private cell(name: string, labels: MetricLabels): { value: number } {
    const key = keyOf(name, labels);
    const known = this.counters.get(key);
    if (known !== undefined) {
      return known;
    }
    const cell = { value: 0 };
    this.counters.set(key, cell);
    this.series.push({ name, labels, samples: [], ended: false, read: () => cell.value });
    return cell;
  }

  private addHistogram(key: string, name: string, labels: MetricLabels, bounds: readonly number[]): Histogram {
    const histogram = new Histogram(bounds);
    this.histograms.set(key, histogram);
    bounds.forEach((_, bucket) =>
      this.series.push({
        name: `${name}_bucket`,
        labels: { ...labels, le: boundText(bounds, bucket) },
        samples: [],
        ended: false,
        read: () => histogram.upTo(bucket),
      })
    );
    const whole = (suffix: string, extra: MetricLabels, read: () => number): void => {
      this.series.push({ name: `${name}${suffix}`, labels: { ...labels, ...extra }, samples: [], ended: false, read });
    };
    whole('_bucket', { le: '+Inf' }, () => histogram.count);
    whole('_sum', {}, () => histogram.sum);
    whole('_count', {}, () => histogram.count);
    return histogram;
  }

  private keepExemplar(
    key: string,
    labels: MetricLabels,
    value: number,
    { traceId, atSec }: { traceId: string; atSec: number }
  ): void {
    const slot = this.slots.get(key) ?? { labels, exemplars: [] };
    this.slots.set(key, slot);
    const last = slot.exemplars.at(-1);
    if (last === undefined || atSec - last.timestamp >= EXEMPLAR_INTERVAL_S) {
      slot.exemplars.push({ labels: { traceID: traceId }, value: String(value), timestamp: atSec });
    }
  }
}

/** One text for a series; made for every count, so without anything between. */
function keyOf(name: string, labels: MetricLabels): string {
  let key = name;
  for (const label in labels) {
    key += `|${label}|${labels[label]}`;
  }
  return key;
}

function boundText(bounds: readonly number[], bucket: number): string {
  return bucket < bounds.length ? String(bounds[bucket]) : '+Inf';
}
