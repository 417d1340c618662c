import { SpanFlag } from '../../engine/model';
import { addNanos, epochNsFromMs, nanos, nanosFromMs, type EpochNs, type Nanos } from '../../engine/units';
import { numberOf } from '../frame';
import type { Problems } from '../problems';
import { offsetFromMs } from '../time';
import type { SpanColumns } from './columns';
import type { ExactColumns } from './exact';

/** The times of one trace. */
export interface TraceTimes {
  readonly origin: EpochNs;
  readonly start: Float64Array;
  readonly duration: Float64Array;
  /** Nanoseconds after the tag's origin to nanoseconds after the trace's; `undefined` in a plain frame. */
  readonly ofExact: ((offset: number) => Nanos) | undefined;
}

/** 2^63 ns in milliseconds: what an unsigned subtraction gives for `end < start` lies above, real lengths far below. */
const UNDERFLOW_MS = 2 ** 63 / 1e6;

/**
 * Times of a plain frame: float milliseconds. Every row has a start.
 *
 * @param flags - `NegativeDuration` is set in it
 */
export function plainTimes(
  columns: SpanColumns,
  rows: readonly number[],
  flags: Uint8Array,
  frame: string,
  problems: Problems
): TraceTimes {
  const startMs = rows.map((row) => numberOf(columns.startTime[row]) ?? 0);
  const origin = epochNsFromMs(startMs.reduce((a, b) => Math.min(a, b), Infinity));
  const sinceOrigin = offsetFromMs(origin);
  const duration = Float64Array.from(rows, (row, span) => {
    const value = columns.duration[row];
    const ms = numberOf(value);
    if (ms === undefined) {
      problems.row('trace.bad-duration', frame, value);
      return 0;
    }
    if (ms < 0 || ms >= UNDERFLOW_MS) {
      problems.row('trace.negative-duration', frame, value);
      flags[span] = (flags[span] ?? 0) | SpanFlag.NegativeDuration;
      return 0;
    }
    return nanosFromMs(ms);
  });
  return { origin, start: Float64Array.from(startMs, sinceOrigin), duration, ofExact: undefined };
}

/** Times of a frame of ours, relative to the earliest of the rows that are still there. */
export function exactTimes(exact: ExactColumns, rows: readonly number[], flags: Uint8Array): TraceTimes {
  const earliest = rows.reduce((least, row) => Math.min(least, exact.start[row] ?? least), Infinity);
  rows.forEach((row, span) => {
    flags[span] = (flags[span] ?? 0) | ((exact.flags[row] ?? 0) & SpanFlag.NegativeDuration);
  });
  return {
    origin: addNanos(exact.origin, nanos(earliest)),
    start: Float64Array.from(rows, (row) => (exact.start[row] ?? 0) - earliest),
    duration: Float64Array.from(rows, (row) => exact.duration[row] ?? 0),
    ofExact: (offset) => nanos(offset - earliest),
  };
}
