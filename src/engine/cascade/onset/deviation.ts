import type { SignalKind, SignalSamples } from '../types';
import { type Spread, spreadOf } from './robust';
import type { Stretch } from './stretch';

/** How far each sample is from what is usual, in its standard deviations. */
export interface Deviation {
  /** By row of the signal; `NaN` for a gap, and for an operation that nothing is known of. */
  readonly z: Float64Array;
  /** The same of the baseline's samples. */
  readonly usual: Float64Array;
}

/** Samples that tell what is usual: rows of the signal itself, or another day's. */
export interface Reference {
  readonly samples: SignalSamples;
  readonly stretch: Stretch;
}

/** Fewer usual samples than these tell no spread. */
const LEAST_USUAL = 8;
/** Least spread of a logarithm of a latency: what differs by less than a tenth is alike. */
const LATENCY_FLOOR = 0.1;
/** The same of a quantile from buckets: those of a histogram are twice as wide as the one before, and say no more. */
const BUCKET_FLOOR = 0.35;
/** Least spread of a saturation: of a full resource, and of its own level. */
const SATURATION_FLOOR = 0.02;
const SATURATION_SHARE = 0.15;
/** A rate of errors nobody can tell from none, however many requests were without. */
const LEAST_ERROR_RATE = 0.002;
/** Requests that are believed to have been seen before the baseline began, without a failure. */
const PRIOR_REQUESTS = 50;
const NS_PER_S = 1e9;
/** A latency of nothing has no logarithm. */
const LEAST_SECONDS = 1e-9;
/** z of a single failed request; only that it is high matters, see `categories.ts`. */
const FAILED = 20;

/**
 * Standardises a signal by its baseline, each kind by its nature: latency by its logarithm (of single requests by
 * operation), shares of failures by the binomial deviance of their counts, rates by their square root, saturation as it is.
 *
 * @returns `undefined` when the baseline has too few samples to tell a spread
 */
export function deviationOf(samples: SignalSamples, reference: Reference): Deviation | undefined {
  const { signal, resolution } = samples;
  if (signal === 'errors' || signal === 'logErrors') {
    return resolution === 0 ? singleFailures(samples, reference) : rates(samples, reference);
  }
  return signal === 'latency' && resolution === 0
    ? singleLatencies(samples, reference)
    : standardised(samples, reference, SCALES[signal]);
}

interface Scale {
  /** Writes what is compared of each value. */
  readonly read: (samples: SignalSamples, first: number, last: number) => Float64Array;
  readonly floor: (median: number) => number;
}

const SCALES: Readonly<Record<SignalKind, Scale>> = {
  latency: { read: logarithms, floor: () => BUCKET_FLOOR },
  // Twice the root of a count has a standard deviation of one, whatever the count.
  traffic: { read: roots, floor: () => 1 },
  saturation: {
    read: ({ values }, first, last) => values.slice(first, last),
    floor: (median) => Math.max(SATURATION_FLOOR, Math.abs(median) * SATURATION_SHARE),
  },
  errors: { read: ({ values }, first, last) => values.slice(first, last), floor: () => 5 * LEAST_ERROR_RATE },
  logErrors: { read: roots, floor: () => 1 },
};

function logarithms({ values }: SignalSamples, first: number, last: number): Float64Array {
  const read = new Float64Array(last - first);
  for (let row = first; row < last; row += 1) {
    read[row - first] = Math.log(Math.max(values[row] ?? NaN, LEAST_SECONDS));
  }
  return read;
}

function roots(
  { values, resolution, lookback = resolution }: SignalSamples,
  first: number,
  last: number
): Float64Array {
  const read = new Float64Array(last - first);
  for (let row = first; row < last; row += 1) {
    read[row - first] = 2 * Math.sqrt(((values[row] ?? NaN) * lookback) / NS_PER_S);
  }
  return read;
}

function standardised(
  samples: SignalSamples,
  { samples: other, stretch }: Reference,
  scale: Scale
): Deviation | undefined {
  const z = scale.read(samples, 0, samples.values.length);
  const { first, last } = stretch;
  const known = present(other === samples ? z.slice(first, last) : scale.read(other, first, last));
  if (known.length < LEAST_USUAL) {
    return undefined;
  }
  const spread = spreadOf(known, 0);
  const width = Math.max(spread.scale, scale.floor(spread.median));
  toDeviations(z, spread.median, width);
  toDeviations(known, spread.median, width);
  return { z, usual: known };
}

function toDeviations(values: Float64Array, median: number, width: number): void {
  for (let row = 0; row < values.length; row += 1) {
    values[row] = ((values[row] ?? NaN) - median) / width;
  }
}

/** Without gaps; in place. */
function present(values: Float64Array): Float64Array {
  let size = 0;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? NaN;
    if (!Number.isNaN(value)) {
      values[size] = value;
      size += 1;
    }
  }
  return values.subarray(0, size);
}

function singleLatencies(samples: SignalSamples, { samples: other, stretch }: Reference): Deviation | undefined {
  const { first, last } = stretch;
  if (last - first < LEAST_USUAL) {
    return undefined;
  }
  const spreads = spreadsByOperation(other, stretch);
  const read = (of: SignalSamples, from: number, to: number): Float64Array => {
    const own = operationKeys(of).map((key) => spreads.byKey.get(key) ?? spreads.all);
    return logarithms(of, from, to).map((value, row) => {
      const { median, scale } = own[of.operation?.[from + row] ?? 0] ?? spreads.all;
      return (value - median) / scale;
    });
  };
  return { z: read(samples, 0, samples.values.length), usual: present(read(other, first, last)) };
}

function operationKeys({ operations }: SignalSamples): readonly string[] {
  return operations?.map(({ name, role }) => `${role} ${name}`) ?? [''];
}

/** Of an operation that was hardly met before, what is usual for all is what is known. */
interface Spreads {
  readonly byKey: ReadonlyMap<string, Spread>;
  readonly all: Spread;
}

function spreadsByOperation(samples: SignalSamples, { first, last }: Stretch): Spreads {
  const keys = operationKeys(samples);
  const logs = logarithms(samples, first, last);
  const rows = keys.map((): number[] => []);
  logs.forEach((value, row) => rows[samples.operation?.[first + row] ?? 0]?.push(value));
  return {
    byKey: new Map(
      keys.flatMap((key, operation) => {
        const own = Float64Array.from(rows[operation] ?? []);
        return own.length < LEAST_USUAL ? [] : [[key, spreadOf(own, LATENCY_FLOOR)] as const];
      })
    ),
    all: spreadOf(logs, LATENCY_FLOOR),
  };
}

function singleFailures(samples: SignalSamples, { samples: other, stretch }: Reference): Deviation {
  const z = (values: Float64Array): Float64Array => values.map((value) => (value > 0 ? FAILED : 0));
  return { z: z(samples.values), usual: z(other.values.subarray(stretch.first, stretch.last)) };
}

/** Shares of counted requests; shares and rates without counts by their own spread. */
function rates(samples: SignalSamples, reference: Reference): Deviation | undefined {
  const { samples: other, stretch } = reference;
  if (samples.counts === undefined || other.counts === undefined) {
    return standardised(samples, reference, SCALES[samples.signal]);
  }
  let failed = 0;
  let all = 0;
  for (let row = stretch.first; row < stretch.last; row += 1) {
    const count = other.counts[row] ?? NaN;
    const value = other.values[row] ?? NaN;
    if (count > 0 && !Number.isNaN(value)) {
      failed += value * count;
      all += count;
    }
  }
  const usualRate = Math.max(LEAST_ERROR_RATE, (failed + 1) / (all + PRIOR_REQUESTS));
  const z = binomialDeviations(samples, usualRate);
  const usual = other === samples ? z : binomialDeviations(other, usualRate);
  return { z, usual: usual.subarray(stretch.first, stretch.last) };
}

function binomialDeviations({ values, counts }: SignalSamples, usual: number): Float64Array {
  const z = new Float64Array(values.length);
  for (let row = 0; row < z.length; row += 1) {
    z[row] = binomialDeviation(values[row] ?? NaN, counts?.[row] ?? NaN, usual);
  }
  return z;
}

/** Signed root of the deviance: a standard deviation for many requests, and little for few. */
function binomialDeviation(share: number, count: number, usual: number): number {
  if (!(count > 0) || Number.isNaN(share)) {
    return NaN;
  }
  const deviance = 2 * count * (divergence(share, usual) + divergence(1 - share, 1 - usual));
  return Math.sign(share - usual) * Math.sqrt(Math.max(0, deviance));
}

function divergence(of: number, expected: number): number {
  return of > 0 ? of * Math.log(of / expected) : 0;
}
