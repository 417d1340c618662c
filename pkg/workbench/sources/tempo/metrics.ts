import { frame, type FrameJson } from '../answer';
import type { Memory, StoredSpan } from '../memory';
import type { Field } from './fields';
import type { Metric, TraceQuery } from './traceql';
import { durationNs, startMs, TraceView } from './traceView';

/** When a metric is evaluated: epoch milliseconds. */
export interface Range {
  readonly fromMs: number;
  readonly toMs: number;
  /** Undefined: Tempo chooses. */
  readonly stepMs: number | undefined;
}

interface Group {
  readonly labels: Readonly<Record<string, string>>;
  /** Spans a step. */
  readonly counts: Float64Array;
  /** For quantiles: spans a step, by the power of two of nanoseconds that bounds their duration. */
  readonly buckets: ReadonlyArray<Map<number, number>>;
}

const MS_PER_S = 1000;
const NS_PER_S = 1e9;
/** Tempo tries to give so many points. */
const POINTS = 240;
const COARSE_S = 5;

/**
 * Answers a TraceQL metrics query: one frame a series, a point a step, 0 where nothing happened, as Grafana 12.4 shows what
 * Tempo answers. A step holds the spans that started in it. Exemplars are left out.
 */
export function metricFrames(
  memory: Memory,
  query: TraceQuery & { readonly metric: Metric },
  range: Range
): readonly FrameJson[] {
  const stepMs = range.stepMs ?? defaultStepMs(range);
  const startAtMs = Math.floor(range.fromMs / stepMs) * stepMs;
  const times = Array.from(
    { length: Math.max(0, Math.ceil((range.toMs - startAtMs) / stepMs)) },
    (_, step) => startAtMs + step * stepMs
  );
  const groups = grouped(
    memory,
    query,
    range,
    (span) => Math.floor((startMs(span) - startAtMs) / stepMs),
    times.length
  );
  return groups
    .flatMap((group) => seriesOf(query.metric, group, stepMs))
    .map(({ labels, values }) => metricFrame(labels, times, values));
}

/** A fraction of the range in whole seconds, beyond five of them in fives (`DefaultQueryRangeStep` of Tempo). */
function defaultStepMs({ fromMs, toMs }: Range): number {
  const wanted = Math.floor((toMs - fromMs) / MS_PER_S / POINTS);
  const coarse = Math.floor(wanted / COARSE_S) * COARSE_S;
  return Math.max(1, coarse >= COARSE_S ? coarse : wanted) * MS_PER_S;
}

function grouped(
  memory: Memory,
  { find, metric }: TraceQuery & { readonly metric: Metric },
  { fromMs, toMs }: Range,
  stepOf: (span: StoredSpan) => number,
  steps: number
): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const [traceId, spans] of memory.traces) {
    const trace = new TraceView(traceId, spans);
    for (const span of trace.overlaps(fromMs, toMs) ? find(trace) : []) {
      const step = stepOf(span);
      if (step >= 0 && step < steps) {
        const labels = labelsOf(metric.by, span, trace);
        const key = JSON.stringify(labels);
        const group = groups.get(key) ?? emptyGroup(labels, metric, steps);
        groups.set(key, group);
        count(group, step, span);
      }
    }
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

function emptyGroup(labels: Group['labels'], metric: Metric, steps: number): Group {
  const buckets =
    metric.kind === 'quantile_over_time' ? Array.from({ length: steps }, () => new Map<number, number>()) : [];
  return { labels, counts: new Float64Array(steps), buckets };
}

function count({ counts, buckets }: Group, step: number, span: StoredSpan): void {
  counts[step] += 1;
  const bucket = buckets[step];
  if (bucket !== undefined) {
    const bound = 2 ** Math.ceil(Math.log2(Math.max(1, durationNs(span))));
    bucket.set(bound, (bucket.get(bound) ?? 0) + 1);
  }
}

/** Labels as Grafana shows Tempo's: texts in quotes, what is absent as nil. */
function labelsOf(by: readonly Field[], span: StoredSpan, trace: TraceView): Group['labels'] {
  return Object.fromEntries(
    by.map((field) => {
      const [value] = field.values(span, trace);
      const quoted = value !== undefined && value.type !== 'number' && value.type !== 'boolean';
      return [field.written, value === undefined ? 'nil' : quoted ? JSON.stringify(value.value) : String(value.value)];
    })
  );
}

function seriesOf(
  metric: Metric,
  { labels, counts, buckets }: Group,
  stepMs: number
): ReadonlyArray<{ readonly labels: Group['labels']; readonly values: readonly number[] }> {
  if (metric.kind === 'quantile_over_time') {
    return metric.quantiles.map((quantile) => ({
      labels: { p: String(quantile), ...labels },
      values: buckets.map((bucket) => log2Quantile(quantile, bucket) / NS_PER_S),
    }));
  }
  const perStep = metric.kind === 'rate' ? stepMs / MS_PER_S : 1;
  const named = metric.by.length === 0 ? { __name__: JSON.stringify(metric.kind) } : labels;
  return [{ labels: named, values: [...counts].map((spans) => spans / perStep) }];
}

/** Quantile of buckets by powers of two, between two of them on a logarithmic scale (`Log2Quantile` of Tempo); 0 of nothing. */
function log2Quantile(quantile: number, counts: ReadonlyMap<number, number>): number {
  const buckets = [...counts].sort(([a], [b]) => a - b);
  const total = buckets.reduce((sum, [, spans]) => sum + spans, 0);
  const wanted = Math.ceil(quantile * total);
  let taken = 0;
  for (const [row, [bound, spans]] of buckets.entries()) {
    if (taken + spans > wanted) {
      const upper = Math.log2(bound);
      const lower = row === 0 ? upper - 1 : Math.log2(buckets[row - 1][0]);
      return 2 ** (lower + (upper - lower) * ((wanted - taken) / spans));
    }
    taken += spans;
    if (taken === wanted) {
      return bound;
    }
  }
  return 0;
}

function metricFrame(labels: Group['labels'], times: readonly number[], values: readonly number[]): FrameJson {
  const name = seriesName(labels);
  return frame({
    fields: [
      { name: 'time', type: 'time', config: {}, values: times },
      { name, type: 'number', config: { displayName: name }, labels, values },
    ],
    refId: name,
    meta: { type: 'timeseries-multi', typeVersion: [0, 0], preferredVisualisationType: 'graph' },
    name,
  });
}

/** One label is shown by its value, several by all that they are. */
function seriesName(labels: Group['labels']): string {
  const pairs = Object.entries(labels);
  return pairs.length === 1
    ? pairs[0][1].replace(/^"(.*)"$/, '$1')
    : `{${pairs.map(([label, value]) => `${label}=${value}`).join(', ')}}`;
}
