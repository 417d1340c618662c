import { quantileOf } from './quantile';
import { extrapolated, instantRate } from './rate';
import type { Window } from './selection';

/** A function of a window; `parameter` is what `quantile_over_time` is given besides. Undefined: no value at that step. */
type OverTime = (window: Window, version: 2 | 3, parameter: number) => number | undefined;

const rate = { counter: true, perSecond: true };
const increase = { counter: true, perSecond: false };
const delta = { counter: false, perSecond: false };

/** Functions of a range vector, by name. */
export const overTime: Readonly<Record<string, OverTime>> = {
  rate: (window, version) => extrapolated(window, rate, version),
  increase: (window, version) => extrapolated(window, increase, version),
  delta: (window, version) => extrapolated(window, delta, version),
  irate: (window) => instantRate(window, true),
  idelta: (window) => instantRate(window, false),
  avg_over_time: (window) => sum(valuesOf(window)) / (window.end - window.first),
  sum_over_time: (window) => sum(valuesOf(window)),
  min_over_time: (window) => extreme(valuesOf(window), (value, best) => value < best),
  max_over_time: (window) => extreme(valuesOf(window), (value, best) => value > best),
  count_over_time: ({ first, end }) => end - first,
  last_over_time: ({ values, end }) => values[end - 1],
  present_over_time: () => 1,
  quantile_over_time: (window, _version, parameter) => quantileOf(parameter, valuesOf(window)),
  stddev_over_time: (window) => Math.sqrt(variance(valuesOf(window))),
  stdvar_over_time: (window) => variance(valuesOf(window)),
  changes: (window) => count(window, (before, now) => before !== now && !(Number.isNaN(before) && Number.isNaN(now))),
  resets: (window) => count(window, (before, now) => now < before),
};

/** Those whose result is still the metric itself. */
export const keepsName: ReadonlySet<string> = new Set(['last_over_time']);

function valuesOf({ values, first, end }: Window): readonly number[] {
  return Array.from({ length: end - first }, (_, row) => values[first + row]);
}

/** Neumaier's summation, as Prometheus sums over time. */
function sum(values: readonly number[]): number {
  let total = 0;
  let lost = 0;
  for (const value of values) {
    const next = total + value;
    if (Number.isFinite(next)) {
      lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    }
    total = next;
  }
  return Number.isFinite(total) ? total + lost : total;
}

/** NaN loses against any number. */
function extreme(values: readonly number[], better: (value: number, best: number) => boolean): number {
  return values.reduce((best, value) => (better(value, best) || Number.isNaN(best) ? value : best));
}

/** Of the whole, not of a sample of it: Welford's method. */
function variance(values: readonly number[]): number {
  let mean = 0;
  let squares = 0;
  values.forEach((value, row) => {
    const distance = value - mean;
    mean += distance / (row + 1);
    squares += distance * (value - mean);
  });
  return squares / values.length;
}

function count({ values, first, end }: Window, counts: (before: number, now: number) => boolean): number {
  let found = 0;
  for (let row = first + 1; row < end; row++) {
    found += counts(values[row - 1], values[row]) ? 1 : 0;
  }
  return found;
}
