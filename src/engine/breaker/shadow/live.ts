import { nanos, type Nanos } from '../../units';
import { ADMITTED } from '../inference/refusals';
import { laneEvents } from '../inference/lane-events';
import type { EdgeCall } from '../inference';
import { breakerMachine, type StateChange } from '../machine/machine';
import type { BreakerConfiguration } from '../types';

/** What a breaker would have done to one process's calls. */
export interface Lived {
  readonly changes: readonly StateChange[];
  /** Calls it would have refused. */
  readonly refused: readonly EdgeCall[];
  /** The call whose failure would have opened it, for each time it opens. */
  readonly openedBy: readonly EdgeCall[];
}

/**
 * Lets the state machine live through calls that were all sent. A refused call would not have been: what came of it is not
 * told to the machine. What became of the others is taken as it was, though a callee that is called less may fail less:
 * `failure-independent-of-load`. O(calls log calls).
 */
export function liveThrough(calls: readonly EdgeCall[], configuration: BreakerConfiguration): Lived {
  const changes: StateChange[] = [];
  const refused: EdgeCall[] = [];
  const openedBy: EdgeCall[] = [];
  const machine = breakerMachine(configuration, nanos(0), (change) => changes.push(change));
  const generations = new Map<EdgeCall, number>();
  const none = calls.map(() => ADMITTED);
  for (const { at, lane, kind } of laneEvents(calls, none)) {
    const now = nanos(at);
    if (kind === 'start') {
      const generation = machine.admit(now);
      if (generation === undefined) {
        refused.push(lane.call);
      } else {
        generations.set(lane.call, generation);
      }
      continue;
    }
    const generation = generations.get(lane.call);
    generations.delete(lane.call);
    if (generation !== undefined) {
      const before = changes.length;
      machine.record(generation, lane.failed ? 'failure' : 'success', now);
      openedBy.push(...changes.slice(before).flatMap(({ to }) => (to === 'open' ? [lane.call] : [])));
    }
  }
  return { changes, refused, openedBy };
}

/** How long the callers of these calls waited. */
export function waitingOf(calls: readonly EdgeCall[]): Nanos {
  return nanos(calls.reduce((sum, { duration }) => sum + duration, 0));
}
