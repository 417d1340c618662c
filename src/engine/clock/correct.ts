import type { Trace } from '../model';
import { addNanos, nanos } from '../units';
import type { Interval } from './bounds';

/** A clock to correct by: how far a node is ahead at a moment (nanoseconds after the collection's origin). */
export interface CorrectionClock extends Interval {
  readonly offset: number;
  readonly drift: number;
  readonly steps: ReadonlyArray<{ readonly at: number; readonly within: number; readonly by: number }>;
}

type Drifting = Pick<CorrectionClock, 'offset' | 'drift'> & {
  readonly steps: ReadonlyArray<{ readonly at: number; readonly by: number }>;
};

/** What a correction counts from: the moment at which offsets hold, and the origin of what is corrected. */
export interface CorrectionTimes {
  /** Nanoseconds after the collection's origin, by the reference's clock. */
  readonly at: number;
  /** The origin of the trace or table after the collection's, nanoseconds. */
  readonly shift: number;
}

/** The trace on one clock, and what was done to get there. */
export interface CorrectedTrace {
  readonly trace: Trace;
  /** Nanoseconds by which each span was moved: its corrected start is its own start minus this. */
  readonly shift: Float64Array;
  /** Spans whose clock was not known at that moment; they were left where they are. */
  readonly unknown: Uint8Array;
  readonly moved: number;
}

/**
 * Offset of a node at another moment than the one it was estimated for: its rate, and the steps in between.
 *
 * @param at - the moment at which `offset` holds
 * @param time - the moment asked for; both by the reference's clock
 */
export function clockAt({ offset, drift, steps }: Drifting, at: number, time: number): number {
  const stepped = steps.reduce((sum, step) => {
    if (step.at > at && step.at <= time) {
      return sum + step.by;
    }
    return step.at > time && step.at <= at ? sum - step.by : sum;
  }, 0);
  return offset + drift * (time - at) + stepped;
}

/**
 * By how much something is to be moved that a clock stamped. Only a clock that is known to be wrong moves anything:
 * wherever in its range the true offset lies, the corrected time is nearer to the truth than the stamped one. For a
 * positive offset that is so when the least possible one is at least half of it.
 *
 * @param shown - what the clock showed, nanoseconds after the collection's origin
 * @returns `undefined` for an unknown clock, and while it was being set: on which side of the step a moment lies is not known.
 */
export function shiftAt(clock: CorrectionClock | undefined, at: number, shown: number): number | undefined {
  if (clock === undefined) {
    return undefined;
  }
  // The clock shows the reference's moment by its offset later.
  const time = shown - clock.offset;
  if (clock.steps.some((step) => Math.abs(time - step.at) < step.within / 2)) {
    return undefined;
  }
  const offset = clockAt(clock, at, time);
  const moved = offset - clock.offset;
  const isNearer = offset > 0 ? clock.low + moved >= offset / 2 : offset < 0 ? clock.high + moved <= offset / 2 : false;
  return isNearer ? Math.round(offset) : 0;
}

/**
 * Puts every span on the reference's clock: each is moved by its node's offset at its start, durations stay. Pure; the
 * trace given stays as it is, and its details are shared. Not Jaeger's correction, which centres a child in its parent on
 * the strength of one exchange: a violation that the clocks do not explain stays visible.
 *
 * @param nodes - the node of each span, see `nodesOf`
 * @param clocks - offsets by node
 */
export function correctTrace(
  trace: Trace,
  nodes: ReadonlyArray<string | undefined>,
  clocks: ReadonlyMap<string, CorrectionClock>,
  { at, shift: origin }: CorrectionTimes
): CorrectedTrace {
  const shift = new Float64Array(trace.size);
  const unknown = new Uint8Array(trace.size);
  let moved = 0;
  for (let span = 0; span < trace.size; span += 1) {
    const by = shiftAt(clocks.get(nodes[span] ?? ''), at, origin + (trace.start[span] ?? 0));
    unknown[span] = by === undefined ? 1 : 0;
    shift[span] = by ?? 0;
    moved += shift[span] === 0 ? 0 : 1;
  }
  if (moved === 0) {
    return { trace, shift, unknown, moved };
  }
  const start = trace.start.map((time, span) => time - (shift[span] ?? 0));
  const first = start.reduce((least, time) => Math.min(least, time), Infinity);
  const relative = start.map((time) => time - first);
  return { trace: { ...trace, origin: addNanos(trace.origin, nanos(first)), start: relative }, shift, unknown, moved };
}
