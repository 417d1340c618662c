import type { StoredSeries } from '../memory';
import type { Selector } from './expression';
import { emptySeries, put, type Steps, type StepSeries, type Vector } from './vector';

/** What an evaluation needs to know besides the expression. */
export interface Scene {
  /** By metric name; each name's in the order of their labels. */
  readonly series: ReadonlyMap<string, readonly StoredSeries[]>;
  readonly steps: Steps;
  /**
   * Major version of Prometheus, where versions differ: windows and the lookback of 3 are open on the left, those of 2
   * hold a sample that is exactly as old as they are long; and 2 keeps a counter from falling below nought before it asks
   * whether the window's edge is near.
   */
  readonly version: 2 | 3;
}

/** The samples of one series within one step's window: rows `first` up to `end`. */
export interface Window {
  readonly times: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly first: number;
  readonly end: number;
  readonly startMs: number;
  readonly endMs: number;
}

const LOOKBACK_MS = 300_000;

/** Instant selection at every step: the newest sample of the last five minutes, and when it was taken. */
export function select(
  scene: Scene,
  selector: Selector,
  offsetMs: number
): { readonly values: Vector; readonly times: Vector } {
  const values: StepSeries[] = [];
  const times: StepSeries[] = [];
  for (const stored of selected(scene, selector)) {
    const value = emptySeries(stored.labels, scene.steps);
    const time = emptySeries(stored.labels, scene.steps);
    eachWindow(scene, stored, LOOKBACK_MS, offsetMs, (step, window) => {
      put(value, step, stored.values[window.end - 1]);
      put(time, step, stored.times[window.end - 1] / 1000);
    });
    values.push(value);
    times.push(time);
  }
  return { values, times };
}

/** The stored series that a selector means, in Prometheus' order. */
export function selected({ series }: Scene, { name, matches }: Selector): readonly StoredSeries[] {
  const candidates =
    name === undefined ? [...series.keys()].sort().flatMap((each) => series.get(each) ?? []) : series.get(name);
  return (candidates ?? []).filter(({ labels }) => matches(labels));
}

/** Calls back for every step whose window holds a sample. Both ends only move forward. */
export function eachWindow(
  { steps, version }: Scene,
  { times, values }: StoredSeries,
  rangeMs: number,
  offsetMs: number,
  visit: (step: number, window: Window) => void
): void {
  let first = 0;
  let end = 0;
  for (let step = 0; step < steps.count; step++) {
    const endMs = steps.startMs + step * steps.stepMs - offsetMs;
    const startMs = endMs - rangeMs;
    while (end < times.length && times[end] <= endMs) {
      end++;
    }
    while (first < end && (times[first] < startMs || (version === 3 && times[first] === startMs))) {
      first++;
    }
    if (first < end) {
      visit(step, { times, values, first, end, startMs, endMs });
    }
  }
}
