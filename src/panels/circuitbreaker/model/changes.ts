import type { BreakerState } from '../../../engine/breaker';
import type { Evidence, Message } from '../../../engine/finding';
import type { Lane } from './lanes';

/** One change of one lane: a row of the table. */
export interface Change {
  readonly lane: Lane;
  /** Place of the new state's interval in the lane. */
  readonly interval: number;
  /** Relative to the window's start. */
  readonly at: number;
  /** It may have happened so long before. */
  readonly within: number;
  readonly from: BreakerState;
  readonly to: BreakerState;
  /** How long the new state lasted, or has lasted. */
  readonly lasted: number;
  readonly ongoing: boolean;
  readonly confidence: number;
  readonly reason: Message | undefined;
  readonly evidence: readonly Evidence[];
}

/** Asked for with every move of the pointer. */
const known = new WeakMap<Lane, readonly Change[]>();

/** Every change of a lane, the newest first: with the first state of the lane they say all that is drawn. O(intervals), once. */
export function changesOf(lane: Lane): readonly Change[] {
  const changes = known.get(lane) ?? readChanges(lane);
  known.set(lane, changes);
  return changes;
}

/** The change into an interval of a lane; `undefined` for the first one. */
export function changeInto(lane: Lane, interval: number): Change | undefined {
  const changes = changesOf(lane);
  return interval === 0 ? undefined : changes[changes.length - interval];
}

function readChanges(lane: Lane): readonly Change[] {
  const { intervals, transitions } = lane.breaker;
  const moved = new Map(transitions.map((transition) => [transition.at, transition]));
  return intervals
    .slice(1)
    .map((interval, at): Change => {
      const transition = moved.get(interval.start);
      return {
        lane,
        interval: at + 1,
        at: interval.start,
        within: transition?.within ?? 0,
        from: intervals[at]?.state ?? 'unknown',
        to: interval.state,
        lasted: interval.end - interval.start,
        ongoing: at + 2 === intervals.length,
        confidence: interval.confidence,
        reason: transition?.reason ?? interval.reason,
        evidence: transition === undefined ? interval.evidence : [...transition.evidence, ...interval.evidence],
      };
    })
    .reverse();
}

/** The changes of all lanes, the newest first. O(n log n). */
export function allChanges(lanes: readonly Lane[]): readonly Change[] {
  return lanes.flatMap(changesOf).sort((a, b) => b.at - a.at);
}
