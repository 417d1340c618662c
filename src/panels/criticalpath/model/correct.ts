import { type ClockCorrection, correctTraces, defaultNodeRules } from '../../../engine/clock';
import type { Trace } from '../../../engine/model';
import type { Steps } from '../../../engine/steps';
import type { Reading } from './read';

/** How a trace came to its times. */
export interface Moved {
  /** Nanoseconds by which each span was moved: its own start is later by that much. */
  readonly shift: Float64Array;
  readonly correction: ClockCorrection;
}

/** Kept by corrected trace, as all that is said of a trace is. */
const moved = new WeakMap<Trace, Moved>();

/** How the trace was moved; `undefined` for one whose times are as they were stamped. */
export function movedBy(trace: Trace): Moved | undefined {
  return moved.get(trace);
}

/** Nanoseconds by which a span was moved; 0 where it was not. */
export function shiftOf(trace: Trace, row: number): number {
  return moved.get(trace)?.shift[row] ?? 0;
}

/**
 * The reading on one clock, by what all of its traces say together; the very reading where that is not wanted. What is
 * given stays as it is. O(spans + exchanges log exchanges).
 */
export function* correctReading(reading: Reading | undefined, isWanted: boolean): Steps<Reading | undefined> {
  if (reading === undefined || !isWanted) {
    return reading;
  }
  const correction = yield* correctTraces(
    reading.traces.map(({ trace }) => trace),
    defaultNodeRules
  );
  const traces = reading.traces.map((entry, at) => {
    const corrected = correction.traces[at];
    if (corrected === undefined || corrected.moved === 0) {
      return entry;
    }
    moved.set(corrected.trace, { shift: corrected.shift, correction });
    return { ...entry, trace: corrected.trace };
  });
  return { ...reading, traces, correction };
}
