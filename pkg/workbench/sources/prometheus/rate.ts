import type { Window } from './selection';

const MS_PER_S = 1000;
/** Prometheus extrapolates to the window's edge only when the nearest sample is closer than this many sample distances. */
const EDGE = 1.1;

/**
 * `rate`, `increase` and `delta`: what the value grew by within the window, counter resets added back, extrapolated to the
 * window's edges (promql/functions.go, `extrapolatedRate`, of versions 2.42 and 3.5).
 */
export function extrapolated(
  window: Window,
  kind: { readonly counter: boolean; readonly perSecond: boolean },
  version: 2 | 3
): number | undefined {
  const { times, values, first, end, startMs, endMs } = window;
  const last = end - 1;
  if (last === first) {
    return undefined;
  }
  let growth = values[last] - values[first];
  for (let row = first + 1; kind.counter && row < end; row++) {
    growth += values[row] < values[row - 1] ? values[row - 1] : 0;
  }
  const sampled = (times[last] - times[first]) / MS_PER_S;
  const distance = sampled / (last - first);
  const near = (gap: number): number => (gap >= distance * EDGE ? distance / 2 : gap);
  // A counter does not go below nought: do not extrapolate past the point where it would have.
  const zero = kind.counter && growth > 0 && values[first] >= 0 ? sampled * (values[first] / growth) : Infinity;
  const gap = (times[first] - startMs) / MS_PER_S;
  const before = version === 2 ? near(Math.min(gap, zero)) : Math.min(near(gap), zero);
  const after = near((endMs - times[last]) / MS_PER_S);
  let factor = (sampled + before + after) / sampled;
  if (kind.perSecond) {
    factor /= (endMs - startMs) / MS_PER_S;
  }
  return growth * factor;
}

/** `irate` and `idelta`: between the last two samples. */
export function instantRate({ times, values, first, end }: Window, counter: boolean): number | undefined {
  const last = end - 1;
  if (last === first) {
    return undefined;
  }
  if (!counter) {
    return values[last] - values[last - 1];
  }
  const growth = values[last] < values[last - 1] ? values[last] : values[last] - values[last - 1];
  return growth / ((times[last] - times[last - 1]) / MS_PER_S);
}
