import { SpanFlag } from '../../engine/model';
import { addNanos, epochNsFromMs, nanos, nanosFromMs, type EpochNs, type Nanos } from '../../engine/units';
import { floats, numberOf } from '../frame';
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

/** What a span brings along; the other flags are about its place in a trace, and are found again. */
const OWN_FLAGS = SpanFlag.NegativeDuration | SpanFlag.FollowsFrom;

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
  let earliestMs = Infinity;
  for (const row of rows) {
    earliestMs = Math.min(earliestMs, numberOf(columns.startTime[row]) ?? Infinity);
  }
  const origin = epochNsFromMs(earliestMs);
  const sinceOrigin = offsetFromMs(origin);
  const duration = floats(rows, (row, span) => {
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
  const start = floats(rows, (row) => sinceOrigin(numberOf(columns.startTime[row]) ?? earliestMs));
  return { origin, start, duration, ofExact: undefined };
}

/** Times of a frame of ours, relative to the earliest of the rows that are still there. */
export function exactTimes(exact: ExactColumns, rows: readonly number[], flags: Uint8Array): TraceTimes {
  const earliest = rows.reduce((least, row) => Math.min(least, exact.start[row] ?? least), Infinity);
  rows.forEach((row, span) => {
    flags[span] = (flags[span] ?? 0) | ((exact.flags[row] ?? 0) & OWN_FLAGS);
  });
  return {
    origin: addNanos(exact.origin, nanos(earliest)),
    start: floats(rows, (row) => (exact.start[row] ?? 0) - earliest),
    duration: floats(rows, (row) => exact.duration[row] ?? 0),
    ofExact: (offset) => nanos(offset - earliest),
  };
}
