import { diffEpoch, epochNsFromMs, type EpochNs, nanos, nanosFromMs } from '../../units';
import { type Measure, subjectKey } from '../../signals';
import type { CallEdge, ServiceSignal, SignalKind, SignalSamples } from '../types';

/** Answers of the `services` view, told apart as a cascade wants them. */
export interface MeasuredSignals {
  readonly signals: readonly ServiceSignal[];
  readonly edges: readonly CallEdge[];
  /** Of the baseline's measures, where there are any. */
  readonly usual: { readonly signals: readonly ServiceSignal[]; readonly edges: readonly CallEdge[] };
}

/** What the values of measures do not say themselves. */
export interface MeasureOptions {
  /** What the times of the answer are relative to. */
  readonly origin: EpochNs;
}

const NS_PER_S = 1e9;

/**
 * Golden signals as the `services` view measured them, of services and of edges; instances are left to their services.
 * Errors and latencies learn from the traffic beside them how many requests are behind each value. O(samples).
 */
export function signalsOfMeasures(measures: readonly Measure[], options: MeasureOptions): MeasuredSignals {
  const read = (baseline: boolean) =>
    told(
      measures.filter((one) => one.baseline === baseline),
      options
    );
  return { ...read(false), usual: read(true) };
}

function told(
  measures: readonly Measure[],
  options: MeasureOptions
): { readonly signals: readonly ServiceSignal[]; readonly edges: readonly CallEdge[] } {
  const bySubject = new Map<string, Measure[]>();
  for (const measure of measures) {
    const key = subjectKey(measure.subject);
    const mine = bySubject.get(key) ?? [];
    bySubject.set(key, mine);
    mine.push(measure);
  }
  const signals: ServiceSignal[] = [];
  const edges: CallEdge[] = [];
  for (const mine of bySubject.values()) {
    const [{ subject, series }] = mine;
    if (subject.kind === 'service') {
      samplesOf(mine, options).forEach((samples) => signals.push({ service: series.service.key, ...samples }));
    } else if (subject.kind === 'edge') {
      edges.push({ caller: subject.client, callee: series.service.key, signals: samplesOf(mine, options) });
    }
  }
  return { signals, edges };
}

const KINDS: Readonly<Record<Measure['role'], SignalKind>> = {
  traffic: 'traffic',
  errors: 'errors',
  p50: 'latency',
  p95: 'latency',
  p99: 'latency',
  mean: 'latency',
  saturation: 'saturation',
  'log-errors': 'logErrors',
};

function samplesOf(measures: readonly Measure[], options: MeasureOptions): readonly SignalSamples[] {
  const all = measures.map((measure) => columnsOf(measure, options));
  const traffic = all.find(({ signal }) => signal === 'traffic');
  return all.map((samples) =>
    traffic !== undefined && (samples.signal === 'errors' || samples.signal === 'latency')
      ? { ...samples, counts: countsAt(samples.times, traffic) }
      : samples
  );
}

function columnsOf({ role, resource, series, lookbackMs }: Measure, { origin }: MeasureOptions): SignalSamples {
  const first = series.times[0];
  const start = first === undefined ? 0 : diffEpoch(epochNsFromMs(first), origin);
  const second = series.times[1];
  const step = series.intervalMs ?? (first === undefined || second === undefined ? 0 : second - first);
  const resolution = nanosFromMs(step);
  return {
    signal: KINDS[role],
    name: resource === undefined ? (KINDS[role] === 'latency' ? role : '') : `${resource.kind}:${resource.name}`,
    source: role === 'log-errors' ? 'logs' : 'metrics',
    times: columnOf(series.times, (time) => start + nanosFromMs(time - (first ?? 0))),
    values: columnOf(series.values, (value) => value ?? NaN),
    resolution,
    ...(role === 'saturation' && series.unit === 'percentunit' ? { full: 1 } : {}),
    ...(lookbackMs === undefined ? {} : { lookback: nanos(Math.max(nanosFromMs(lookbackMs), resolution)) }),
  };
}

/** Requests behind a value: the rate at its time, over what it looks back on; `NaN` where no rate was measured. */
function countsAt(times: Float64Array, traffic: SignalSamples): Float64Array {
  const seconds = (traffic.lookback ?? traffic.resolution) / NS_PER_S;
  const counts = new Float64Array(times.length).fill(NaN);
  let at = 0;
  times.forEach((time, row) => {
    while (at < traffic.times.length && (traffic.times[at] ?? 0) < time) {
      at += 1;
    }
    counts[row] = traffic.times[at] === time ? (traffic.values[at] ?? NaN) * seconds : NaN;
  });
  return counts;
}

function columnOf<T>(values: readonly T[], read: (value: T) => number): Float64Array {
  const column = new Float64Array(values.length);
  for (let row = 0; row < values.length; row += 1) {
    column[row] = read(values[row]);
  }
  return column;
}
