import { edgeOutcomes, inferBreakers } from '../../../src/engine/breaker/inference';
import type { Trace } from '../../../src/engine/model';
import { msFromNanos, nanosFromMs } from '../../../src/engine/units';
import { EPOCH } from '../../testkit';
import type { Driven, StateChange } from './drive';
import type { TrueState } from './libraries';

/** How well a run was read from its spans alone. */
export interface Score {
  /** Of the time from the start to the last call: in the right state; unknown is not. */
  readonly rightTime: number;
  /** The same of the time in which the breaker was not closed. */
  readonly troubled: { readonly right: number; readonly length: number };
  readonly length: number;
  /** True changes; of them in episodes in which at least one call was refused; of those found within one call. */
  readonly changes: { readonly all: number; readonly visible: number; readonly found: number };
  /** Changes reported, and those of them that are none. */
  readonly reported: number;
  readonly wrong: number;
}

/** A change of state; times in whatever unit all of them share. */
interface ReportedChange {
  readonly at: number;
  readonly to: string;
}

interface Segment {
  readonly from: number;
  readonly to: number;
  readonly state: string;
}

/** Reads the breaker from the traces and compares with what it said itself. */
export function scoreOf(driven: Driven, traces: readonly Trace[]): Score {
  const starts = driven.calls.map(({ fate }) => fate.arrival);
  const end = Math.max(...starts, 0);
  const truth = segments(driven.changes, end);
  const window = { origin: EPOCH, end: nanosFromMs(end) };
  const edges = edgeOutcomes(traces, window);
  const [breaker] = inferBreakers(edges, window).result;
  const read: readonly Segment[] = (breaker?.intervals ?? []).map(({ start, end: to, state }) => ({
    from: msFromNanos(start),
    to: msFromNanos(to),
    state,
  }));
  const found = (breaker?.transitions ?? []).map(({ at, to }) => ({ at: msFromNanos(at), to }));
  const visible = visibleChanges(driven);
  const matched = matches(visible, found, starts);
  const all = matches(driven.changes, found, starts);
  const troubles = truth.filter(({ state }) => state !== 'closed');
  return {
    rightTime: overlap(truth, read),
    troubled: { right: overlap(troubles, read), length: lengthOf(troubles) },
    length: end,
    changes: { all: driven.changes.length, visible: visible.length, found: matched },
    reported: found.length,
    wrong: found.length - all,
  };
}

function segments(changes: readonly StateChange[], end: number): readonly Segment[] {
  const all = [{ at: 0, to: 'closed' as TrueState }, ...changes].filter(({ at }) => at < end);
  return all.map(({ at, to }, row) => ({ from: at, to: all[row + 1]?.at ?? end, state: to }));
}

function lengthOf(some: readonly Segment[]): number {
  return some.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Milliseconds in which both are in the same state. */
function overlap(some: readonly Segment[], others: readonly Segment[]): number {
  let sum = 0;
  for (const one of some) {
    for (const other of others) {
      if (one.state === other.state) {
        sum += Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from));
      }
    }
  }
  return sum;
}

/**
 * Changes between leaving the closed state and coming back, where a call was refused on the way, until the last call. A
 * breaker that opens and closes while nobody calls leaves nothing to be read.
 */
function visibleChanges({ changes, calls }: Driven): readonly StateChange[] {
  const refused = calls.filter(({ sent }) => sent === undefined).map(({ fate }) => fate.arrival);
  const last = calls.at(-1)?.fate.arrival ?? 0;
  const visible: StateChange[] = [];
  let episode: StateChange[] = [];
  const close = (until: number): void => {
    const from = episode[0]?.at ?? 0;
    if (refused.some((at) => at >= from && at <= until)) {
      visible.push(...episode);
    }
    episode = [];
  };
  for (const change of changes.filter(({ at }) => at <= last)) {
    episode.push(change);
    if (change.to === 'closed') {
      close(change.at);
    }
  }
  close(Infinity);
  return visible;
}

/** How many changes are found, one for one, with at most one call between what is true and what is read. */
export function matches(
  truth: readonly ReportedChange[],
  found: readonly ReportedChange[],
  starts: readonly number[]
): number {
  const taken = new Set<number>();
  let count = 0;
  for (const { at, to } of truth) {
    const near = found.findIndex(
      (other, row) => !taken.has(row) && other.to === to && callsBetween(starts, at, other.at) <= 1
    );
    if (near >= 0) {
      taken.add(near);
      count += 1;
    }
  }
  return count;
}

function callsBetween(starts: readonly number[], a: number, b: number): number {
  const low = Math.min(a, b);
  const high = Math.max(a, b);
  return starts.filter((start) => start > low && start < high).length;
}
