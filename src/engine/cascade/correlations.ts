import { sampleCorrelation } from 'simple-statistics';

import { type Nanos, nanos } from '../units';
import { binned } from './binned';
import type { CallEdge, Correlation, CorrelationMeaning, SignalKind, SignalSamples, TimeSpan } from './types';

/** Below this nothing is said: the document this project began with has it. */
const LEAST_R = 0.7;
/** Steps by which one may follow the other. */
const MOST_LAG = 6;
/** Fewer common samples than these correlate by chance. */
const LEAST_SAMPLES = 20;
/** A lag must fit so much better than none, or a slow drift would choose any. */
const WORTH_A_LAG = 0.02;

/** A signal that left what is usual: others do not correlate with an incident. */
export interface Changed {
  readonly service: string;
  readonly samples: SignalSamples;
}

/** What correlations are looked for in. */
export interface CorrelationContext {
  readonly span: TimeSpan;
  readonly step: Nanos;
  readonly edges: readonly CallEdge[];
}

/**
 * Signals that go together, within a service and along calls, at the lag that fits best; strongest first. That two go
 * together proves no cause: where a third goes with both as closely, it is named. O(pairs x lags x steps).
 *
 * @param changed - one signal of each kind for each service
 */
export function correlationsOf(changed: readonly Changed[], context: CorrelationContext): readonly Correlation[] {
  const byService = new Map<string, Column[]>();
  for (const one of changed) {
    const mine = byService.get(one.service) ?? [];
    byService.set(one.service, mine);
    mine.push(columnOf(one, context));
  }
  const found: Correlation[] = [];
  const compare = (a: Column, b: Column, meaning: CorrelationMeaning): void => {
    const one = correlation(a, b, meaning, context.step);
    if (one !== undefined) {
      found.push(one);
    }
  };
  for (const mine of byService.values()) {
    mine.forEach((a, row) => mine.slice(row + 1).forEach((b) => withinService(a, b, compare)));
  }
  for (const { caller, callee } of context.edges) {
    for (const a of byService.get(callee) ?? []) {
      (byService.get(caller) ?? []).forEach((b) => alongCall(a, b, compare));
    }
  }
  return withCommonCauses(found.sort((a, b) => Math.abs(b.r) - Math.abs(a.r)));
}

interface Column extends Changed {
  /** Centred and scaled; 0 where there is nothing. */
  readonly standard: Float64Array;
  readonly values: Float64Array;
}

type Compare = (a: Column, b: Column, meaning: CorrelationMeaning) => void;

function columnOf(one: Changed, { span, step }: CorrelationContext): Column {
  const { values } = binned(one.samples, span, step);
  let sum = 0;
  let squares = 0;
  let size = 0;
  for (const value of values) {
    if (!Number.isNaN(value)) {
      sum += value;
      squares += value * value;
      size += 1;
    }
  }
  const mean = size === 0 ? 0 : sum / size;
  const deviation = Math.sqrt(Math.max(0, squares / Math.max(1, size) - mean * mean));
  const standard = values.map((value) => (Number.isNaN(value) || deviation === 0 ? 0 : (value - mean) / deviation));
  return { ...one, values, standard };
}

/** What a pair of signals of one service may mean: the first is the one that may cause the second. */
const WITHIN: ReadonlyArray<readonly [SignalKind, SignalKind, CorrelationMeaning]> = [
  ['saturation', 'errors', 'saturation-errors'],
  ['saturation', 'latency', 'saturation-latency'],
  ['traffic', 'latency', 'traffic-latency'],
  ['traffic', 'errors', 'traffic-errors'],
  ['latency', 'errors', 'latency-errors'],
];

function withinService(a: Column, b: Column, compare: Compare): void {
  for (const [first, second, meaning] of WITHIN) {
    if (a.samples.signal === first && b.samples.signal === second) {
      return compare(a, b, meaning);
    }
    if (b.samples.signal === first && a.samples.signal === second) {
      return compare(b, a, meaning);
    }
  }
  compare(a, b, 'together');
}

/** Of a callee and its caller: like with like, and load the other way. */
function alongCall(callee: Column, caller: Column, compare: Compare): void {
  const [of, at] = [callee.samples.signal, caller.samples.signal];
  if (of === 'traffic' && at === 'traffic') {
    compare(caller, callee, 'caller-load');
  } else if (of === 'latency' && (at === 'latency' || at === 'errors')) {
    compare(callee, caller, 'callee-latency');
  } else if (of === 'errors' && at === 'errors') {
    compare(callee, caller, 'callee-errors');
  }
}

function correlation(a: Column, b: Column, meaning: CorrelationMeaning, step: Nanos): Correlation | undefined {
  const lag = bestLag(a.standard, b.standard);
  const [left, right] = common(a.values, b.values, lag);
  const r = left.length < LEAST_SAMPLES ? NaN : sampleCorrelation(left, right);
  return Math.abs(r) > LEAST_R
    ? { a: nameOf(a), b: nameOf(b), r, lag: nanos(lag * step), samples: left.length, meaning, commonCause: undefined }
    : undefined;
}

/** The number of steps by which `b` follows `a` so that they are most alike. */
function bestLag(a: Float64Array, b: Float64Array): number {
  let best = 0;
  let most = Math.abs(product(a, b, 0)) + WORTH_A_LAG;
  for (let lag = 1; lag <= MOST_LAG; lag += 1) {
    for (const signed of [lag, -lag]) {
      const alike = Math.abs(product(a, b, signed));
      if (alike > most) {
        most = alike;
        best = signed;
      }
    }
  }
  return best;
}

function product(a: Float64Array, b: Float64Array, lag: number): number {
  const from = Math.max(0, -lag);
  const to = Math.min(a.length, b.length - lag);
  let sum = 0;
  for (let row = from; row < to; row += 1) {
    sum += (a[row] ?? 0) * (b[row + lag] ?? 0);
  }
  return to <= from ? 0 : sum / (to - from);
}

function common(a: Float64Array, b: Float64Array, lag: number): readonly [number[], number[]] {
  const left: number[] = [];
  const right: number[] = [];
  a.forEach((value, row) => {
    const other = b[row + lag] ?? NaN;
    if (!Number.isNaN(value) && !Number.isNaN(other)) {
      left.push(value);
      right.push(other);
    }
  });
  return [left, right];
}

function nameOf({ service, samples }: Column): Correlation['a'] {
  return { service, signal: samples.signal, name: samples.name };
}

/** Names a third signal that goes with both ends at least as closely as they with one another. */
function withCommonCauses(found: readonly Correlation[]): readonly Correlation[] {
  const partners = new Map<string, Map<string, Correlation>>();
  const keep = (from: Correlation['a'], to: Correlation['a'], one: Correlation): void => {
    const mine = partners.get(keyOf(from)) ?? new Map<string, Correlation>();
    partners.set(keyOf(from), mine.set(keyOf(to), one));
  };
  found.forEach((one) => {
    keep(one.a, one.b, one);
    keep(one.b, one.a, one);
  });
  return found.map((one) => {
    const others = partners.get(keyOf(one.b));
    for (const [key, first] of partners.get(keyOf(one.a)) ?? []) {
      const second = others?.get(key);
      if (second !== undefined && Math.min(Math.abs(first.r), Math.abs(second.r)) >= Math.abs(one.r)) {
        return { ...one, commonCause: keyOf(first.a) === key ? first.a : first.b };
      }
    }
    return one;
  });
}

function keyOf({ service, signal, name }: Correlation['a']): string {
  return [service, signal, name].join('\n');
}
