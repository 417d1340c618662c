import type { Memory, StoredSeries } from '../memory';
import type { Selector } from './promql';
import { dropLabels, emptySeries, type Steps, type Vector } from './vector';

const LOOKBACK_MS = 300_000;
const MS_PER_S = 1000;
/** Prometheus extrapolates to the window's edge only when the nearest sample is closer than this many sample distances. */
const EDGE = 1.1;

/** Instant selection at every step: the newest sample of the last five minutes (the window is open on the left). */
export function select(memory: Memory, selector: Selector, steps: Steps): Vector {
  return selected(memory, selector).map((stored) => {
    const series = emptySeries(stored.labels, steps);
    eachStep(stored, steps, LOOKBACK_MS, (step, _first, end) => {
      series.values[step] = stored.values[end - 1];
      series.present[step] = 1;
    });
    return series;
  });
}

/**
 * `rate()` at every step, as Prometheus 3 computes it: counter resets added back, and the increase extrapolated to the
 * window's edges (promql/functions.go, `extrapolatedRate`). The window is open on the left.
 */
export function rate(memory: Memory, selector: Selector, rangeMs: number, steps: Steps): Vector {
  return selected(memory, selector).map((stored) => {
    const series = emptySeries(dropLabels(stored.labels, ['__name__']), steps);
    const resets = accumulatedResets(stored.values);
    eachStep(stored, steps, rangeMs, (step, first, end, at) => {
      if (end - first >= 2) {
        series.values[step] = extrapolatedRate(stored, resets, first, end - 1, at - rangeMs, at);
        series.present[step] = 1;
      }
    });
    return series;
  });
}

function selected(memory: Memory, selector: Selector): readonly StoredSeries[] {
  return (memory.series.get(selector.name) ?? []).filter(({ labels }) => selector.matches(labels));
}

/** Calls back for every step whose window `(at - range, at]` holds samples `[first, end)`. Both ends only move forward. */
function eachStep(
  { times }: StoredSeries,
  steps: Steps,
  rangeMs: number,
  visit: (step: number, first: number, end: number, at: number) => void
): void {
  let first = 0;
  let end = 0;
  for (let step = 0; step < steps.count; step++) {
    const at = steps.startMs + step * steps.stepMs;
    while (end < times.length && times[end] <= at) {
      end++;
    }
    while (first < end && times[first] <= at - rangeMs) {
      first++;
    }
    if (first < end) {
      visit(step, first, end, at);
    }
  }
}

/** What counter resets took away up to each sample. */
function accumulatedResets(values: Float64Array): Float64Array {
  const resets = new Float64Array(values.length);
  for (let index = 1; index < values.length; index++) {
    resets[index] = resets[index - 1] + (values[index] < values[index - 1] ? values[index - 1] : 0);
  }
  return resets;
}

function extrapolatedRate(
  { times, values }: StoredSeries,
  resets: Float64Array,
  first: number,
  last: number,
  startMs: number,
  endMs: number
): number {
  const increase = values[last] - values[first] + resets[last] - resets[first];
  const sampled = times[last] - times[first];
  const distance = sampled / (last - first);
  let toStart = times[first] - startMs;
  let toEnd = endMs - times[last];
  if (toStart >= distance * EDGE) {
    toStart = distance / 2;
  }
  if (increase > 0 && values[first] >= 0) {
    // A counter does not go below nought: do not extrapolate past the point where it would have.
    toStart = Math.min(toStart, sampled * (values[first] / increase));
  }
  if (toEnd >= distance * EDGE) {
    toEnd = distance / 2;
  }
  return (increase * ((sampled + toStart + toEnd) / sampled)) / ((endMs - startMs) / MS_PER_S);
}
