import type { Trace } from '../model';
import { addNanos, nanos } from '../units';

/** A clock to correct by: how far a node is ahead at a moment (nanoseconds after the collection's origin). */
export interface CorrectionClock {
  readonly offset: number;
  readonly drift: number;
  readonly steps: ReadonlyArray<{ readonly at: number; readonly by: number }>;
}

/** The trace on one clock, and what was done to get there. */
export interface CorrectedTrace {
  readonly trace: Trace;
  /** Nanoseconds by which each span was moved: its corrected start is its own start minus this. */
  readonly shift: Float64Array;
  /** Spans whose node has no estimate; they were left where they are. */
  readonly unknown: Uint8Array;
  readonly moved: number;
}

/**
 * Offset of a node at another moment than the one it was estimated for: its rate, and the steps in between.
 *
 * @param at - the moment at which `offset` holds
 * @param time - the moment asked for; both by the reference's clock
 */
export function clockAt({ offset, drift, steps }: CorrectionClock, at: number, time: number): number {
  const stepped = steps.reduce((sum, step) => {
    if (step.at > at && step.at <= time) {
      return sum + step.by;
    }
    return step.at > time && step.at <= at ? sum - step.by : sum;
  }, 0);
  return offset + drift * (time - at) + stepped;
}

/**
 * Puts every span on the reference's clock: each is moved by its node's offset at its start, durations stay. Pure; the
 * trace given stays as it is, and its details are shared. Not Jaeger's correction, which centres a child in its parent on
 * the strength of one exchange: a violation that the clocks do not explain stays visible.
 *
 * @param nodes - the node of each span, see `nodesOf`
 * @param clocks - offsets by node
 * @param at - the moment at which the offsets hold, and `shift`: the trace's origin, both after the collection's origin
 */
export function correctTrace(
  trace: Trace,
  nodes: ReadonlyArray<string | undefined>,
  clocks: ReadonlyMap<string, CorrectionClock>,
  { at, shift: origin }: { readonly at: number; readonly shift: number }
): CorrectedTrace {
  const shift = new Float64Array(trace.size);
  const unknown = new Uint8Array(trace.size);
  let moved = 0;
  for (let span = 0; span < trace.size; span += 1) {
    const clock = clocks.get(nodes[span] ?? '');
    if (clock === undefined) {
      unknown[span] = 1;
      continue;
    }
    // The span's own clock shows the reference's moment by its offset later.
    shift[span] = Math.round(clockAt(clock, at, origin + (trace.start[span] ?? 0) - clock.offset));
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
