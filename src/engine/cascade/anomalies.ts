import { type Nanos, nanos } from '../units';
import { binned, type Binned } from './binned';
import { SELF_TIME } from './names-of-signals';
import type { Reference } from './onset/deviation';
import { quantileAmong, spreadOf } from './onset/robust';
import { CRITICAL_ERRORS, CRITICAL_LATENCY, LEAST_CRITICAL_ERRORS, LEAST_CRITICAL_SECONDS } from './onset/severity';
import type { SignalAnomaly, SignalSamples, TimeSpan } from './types';

/** Fewer requests than these prove nothing. */
const LEAST_REQUESTS = 10;
const LEAST_FAILURES = 5;
/** A baseline of no errors, or of no time at all, is taken for this much. */
const LEAST_ERROR_RATE = 0.005;
const LEAST_LATENCY_S = 0.001;
/** Standard deviations beyond the median. */
const FAR = 8;
/** So many steps must be far: one may be an accident. */
const LEAST_STEPS = 3;
/** Fewer steps of the baseline than these tell no spread. */
const LEAST_USUAL = 8;

/** What an anomaly is looked for with. */
export interface AnomalyContext {
  readonly window: TimeSpan;
  readonly reference: Reference;
  /** Single requests are counted in steps of this length. */
  readonly step: Nanos;
}

/**
 * Samples far from usual within the window, the worst by each rule. `ratio`: errors above ten times, P99 above five times
 * the baseline, the defaults of the document this project began with; with floors and least counts that it lacks. `robust`:
 * more than eight standard deviations above the median, by the interquartile range, in three steps at least. O(n log n).
 */
export function anomaliesOf(samples: SignalSamples, context: AnomalyContext): readonly SignalAnomaly[] {
  if (samples.name === SELF_TIME) {
    return [];
  }
  const { window, reference, step } = context;
  const usual = baselineOf(reference, step);
  const there = binned(samples, window, samples.resolution === 0 ? step : samples.resolution);
  const length = samples.resolution === 0 ? step : samples.resolution;
  const found = [byRatio(samples, there, usual), byRange(samples, there, usual)];
  return found.flatMap((one) =>
    one === undefined
      ? []
      : [
          {
            signal: samples.signal,
            name: samples.name,
            source: samples.source,
            rule: one.rule,
            at: nanos(Math.min(window.to, window.from + (one.row + 1) * length)),
            value: there.values[one.row] ?? 0,
            baseline: one.baseline,
            ...(one.baseline > 0 ? { ratio: (there.values[one.row] ?? 0) / one.baseline } : {}),
            severity: one.rule === 'ratio' ? ('critical' as const) : ('warning' as const),
          },
        ]
  );
}

interface Found {
  readonly rule: SignalAnomaly['rule'];
  readonly row: number;
  readonly baseline: number;
}

function baselineOf({ samples, stretch }: Reference, step: Nanos): Binned {
  const { first, last } = stretch;
  const from = samples.times[first] ?? 0;
  const to = samples.times[last - 1] ?? 0;
  const length = samples.resolution === 0 ? step : samples.resolution;
  return last <= first
    ? { values: new Float64Array(0), counts: undefined }
    : binned(samples, { from: nanos(from - length), to: nanos(to) }, length);
}

function byRatio(samples: SignalSamples, there: Binned, usual: Binned): Found | undefined {
  const known = usual.values.filter((value) => !Number.isNaN(value));
  if (known.length === 0) {
    return undefined;
  }
  if (samples.signal === 'errors') {
    const baseline = known.reduce((sum, value) => sum + value, 0) / known.length;
    const bound = Math.max(LEAST_CRITICAL_ERRORS, CRITICAL_ERRORS * Math.max(baseline, LEAST_ERROR_RATE));
    const row = worstRow(there, (value, count) => value > bound && count * value >= LEAST_FAILURES);
    return row === undefined ? undefined : { rule: 'ratio', row, baseline };
  }
  if (samples.signal === 'latency' && (samples.name === 'p99' || samples.resolution === 0)) {
    const baseline = quantileAmong(known, 0.5);
    const bound = Math.max(baseline + LEAST_CRITICAL_SECONDS, CRITICAL_LATENCY * Math.max(baseline, LEAST_LATENCY_S));
    const row = worstRow(there, (value) => value > bound);
    return row === undefined ? undefined : { rule: 'ratio', row, baseline };
  }
  return undefined;
}

function byRange(samples: SignalSamples, there: Binned, usual: Binned): Found | undefined {
  const known = usual.values.filter((value) => !Number.isNaN(value));
  if (known.length < LEAST_USUAL) {
    return undefined;
  }
  const { median, scale } = spreadOf(known, 0);
  const bound = median + FAR * Math.max(scale, FLOORS[samples.signal](median));
  const far = there.values.filter((value, row) => value > bound && isEnough(there, row)).length;
  const row = far < LEAST_STEPS ? undefined : worstRow(there, (value) => value > bound);
  return row === undefined ? undefined : { rule: 'robust', row, baseline: median };
}

/** The least spread that is believed, by the median: what nobody would call far. */
const FLOORS: Readonly<Record<SignalSamples['signal'], (median: number) => number>> = {
  errors: () => LEAST_ERROR_RATE,
  logErrors: () => LEAST_ERROR_RATE,
  latency: (median) => Math.max(LEAST_LATENCY_S, median * 0.1),
  traffic: (median) => Math.max(0.1, median * 0.1),
  saturation: (median) => Math.max(0.05, Math.abs(median) * 0.1),
};

function isEnough({ counts }: Binned, row: number): boolean {
  return counts === undefined || (counts[row] ?? 0) >= LEAST_REQUESTS;
}

function worstRow(there: Binned, holds: (value: number, count: number) => boolean): number | undefined {
  let worst: number | undefined;
  there.values.forEach((value, row) => {
    const isWorse = worst === undefined || value > (there.values[worst] ?? 0);
    if (isWorse && isEnough(there, row) && holds(value, there.counts?.[row] ?? Infinity)) {
      worst = row;
    }
  });
  return worst;
}
