import { type Nanos, nanos } from '../units';
import { binned, type Binned } from './binned';
import { SELF_TIME } from './names-of-signals';
import type { Deviation, Reference } from './onset/deviation';
import { quantileAmong } from './onset/robust';
import { CRITICAL_ERRORS, CRITICAL_LATENCY, LEAST_CRITICAL_ERRORS, LEAST_CRITICAL_SECONDS } from './onset/severity';
import { type Stretch, stretchOf } from './onset/stretch';
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

/** What an anomaly is looked for with. */
export interface AnomalyContext {
  readonly window: TimeSpan;
  readonly reference: Reference;
  /** Single requests are counted in steps of this length. */
  readonly step: Nanos;
}

/**
 * Samples far from usual within the window, the worst by each rule. `ratio`: errors above ten times, P99 above five times
 * the baseline, the defaults of the document this project began with; with floors and least counts that it lacks; single
 * requests are counted in steps. `robust`: regular samples more than eight standard deviations above the median, by the
 * interquartile range, three at least. O(n), and O(n log n) of single requests.
 *
 * @param deviation - absent where too little is known of what is usual
 */
export function anomaliesOf(
  samples: SignalSamples,
  deviation: Deviation | undefined,
  context: AnomalyContext
): readonly SignalAnomaly[] {
  if (samples.name === SELF_TIME) {
    return [];
  }
  const found = [byRatio(samples, context), deviation && byRange(samples, deviation, context)];
  return found.flatMap((one) =>
    one === undefined
      ? []
      : [
          {
            signal: samples.signal,
            name: samples.name,
            source: samples.source,
            ...one,
            ...(one.baseline > 0 ? { ratio: one.value / one.baseline } : {}),
            severity: one.rule === 'ratio' ? ('critical' as const) : ('warning' as const),
          },
        ]
  );
}

type Found = Pick<SignalAnomaly, 'rule' | 'at' | 'value' | 'baseline'>;

function byRatio(samples: SignalSamples, { window, reference, step }: AnomalyContext): Found | undefined {
  const isLatency = samples.signal === 'latency' && (samples.name === 'p99' || samples.resolution === 0);
  if (samples.signal !== 'errors' && !isLatency) {
    return undefined;
  }
  const length = samples.resolution === 0 ? step : samples.resolution;
  if (isNeverBeyond(samples, isLatency, window, reference)) {
    return undefined;
  }
  const baseline = usualLevel(reference, length, isLatency);
  if (baseline === undefined) {
    return undefined;
  }
  const there = binned(samples, window, length);
  const bound = boundOf(isLatency, baseline);
  const row = worstRow(there, (value, count) => value > bound && (isLatency || count * value >= LEAST_FAILURES));
  const at = nanos(Math.min(window.to, window.from + ((row ?? 0) + 1) * length));
  return row === undefined ? undefined : { rule: 'ratio', at, value: there.values[row] ?? 0, baseline };
}

/** What is above it is critical. */
function boundOf(isLatency: boolean, usual: number): number {
  return isLatency
    ? Math.max(usual + LEAST_CRITICAL_SECONDS, CRITICAL_LATENCY * Math.max(usual, LEAST_LATENCY_S))
    : Math.max(LEAST_CRITICAL_ERRORS, CRITICAL_ERRORS * Math.max(usual, LEAST_ERROR_RATE));
}

/** Whether the highest sample would not even do if the lowest usual one were the usual level: so it is with most signals. */
function isNeverBeyond(samples: SignalSamples, isLatency: boolean, window: TimeSpan, usual: Reference): boolean {
  const [, most] = extremes(samples, stretchOf(samples, window));
  const [least] = extremes(usual.samples, usual.stretch);
  return samples.resolution > 0 && most <= boundOf(isLatency, least);
}

/** `Infinity` and `-Infinity` of none. */
function extremes({ values }: SignalSamples, { first, last }: Stretch): readonly [number, number] {
  let least = Infinity;
  let most = -Infinity;
  for (let row = first; row < last; row += 1) {
    const value = values[row] ?? NaN;
    least = value < least ? value : least;
    most = value > most ? value : most;
  }
  return [least, most];
}

/** The usual P99, or the mean share of failures; `undefined` where there is no baseline. */
function usualLevel({ samples, stretch }: Reference, length: Nanos, isLatency: boolean): number | undefined {
  const { first, last } = stretch;
  if (last <= first) {
    return undefined;
  }
  const known = present(usualValues(samples, stretch, length));
  if (known.length === 0) {
    return undefined;
  }
  return isLatency ? quantileAmong(known, 0.5) : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** Of each sample, or of each step of single requests. */
function usualValues(samples: SignalSamples, { first, last }: Stretch, length: Nanos): Float64Array {
  return samples.resolution > 0
    ? samples.values.subarray(first, last)
    : binned(
        samples,
        { from: nanos((samples.times[first] ?? 0) - length), to: nanos(samples.times[last - 1] ?? 0) },
        length
      ).values;
}

function present(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value));
}

function byRange(
  { times, values, counts, resolution }: SignalSamples,
  { z }: Deviation,
  { window, reference }: AnomalyContext
): Found | undefined {
  if (resolution === 0) {
    return undefined;
  }
  const { first, last } = stretchOf({ times }, window);
  let far = 0;
  let worst = first;
  for (let row = first; row < last; row += 1) {
    if ((z[row] ?? NaN) > FAR && isEnough({ counts }, row)) {
      far += 1;
      worst = far === 1 || (values[row] ?? 0) > (values[worst] ?? 0) ? row : worst;
    }
  }
  const usual = reference.samples.values.subarray(reference.stretch.first, reference.stretch.last);
  return far < LEAST_STEPS
    ? undefined
    : {
        rule: 'robust',
        at: nanos(times[worst] ?? 0),
        value: values[worst] ?? 0,
        baseline: quantileAmong(present(usual), 0.5),
      };
}

function isEnough({ counts }: Pick<SignalSamples, 'counts'> | Binned, row: number): boolean {
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
