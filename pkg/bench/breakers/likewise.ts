import { breakerMachine } from '../../../src/engine/breaker/machine/machine';
import { msFromNanos, nanosFromMs } from '../../../src/engine/units';
import type { Driven, Happened, StateChange } from './drive';

/** What our machine is asked and told, in the order in which the library's breaker was. */
interface Step {
  readonly at: number;
  readonly call: Happened;
  readonly kind: 'ask' | 'tell';
}

/** Our machine, configured likewise, under the calls that the library's breaker met. Milliseconds, as libraries count them. */
export function machineChanges({ breaker, calls }: Driven): readonly StateChange[] {
  const changes: StateChange[] = [];
  const machine = breakerMachine(breaker.likewise, nanosFromMs(0), ({ at, to }) => {
    if (to === 'open' || to === 'half-open' || to === 'closed') {
      changes.push({ at: msFromNanos(at), to });
    }
  });
  const generations = new Map<Happened, number>();
  for (const { at, call, kind } of stepsOf(calls)) {
    // Libraries read whole milliseconds off the machine's clock.
    const now = nanosFromMs(Math.floor(at));
    const generation = kind === 'ask' ? machine.admit(now) : generations.get(call);
    if (generation === undefined) {
      continue;
    }
    generations.set(call, generation);
    if (kind === 'tell') {
      machine.record(generation, call.error === undefined ? 'success' : 'failure', now);
    }
  }
  return changes;
}

function stepsOf(calls: readonly Happened[]): readonly Step[] {
  const steps = calls.flatMap((call): readonly Step[] =>
    call.sent === undefined
      ? [{ at: call.settled, call, kind: 'ask' }]
      : [
          { at: call.sent, call, kind: 'ask' },
          { at: call.settled, call, kind: 'tell' },
        ]
  );
  return steps.sort((a, b) => a.at - b.at);
}

const SAME_MS = 1.5;

/**
 * Whether two breakers changed alike. A library with a timer is half-open when its time is up, our machine at the next call,
 * so only the times of the other changes are compared.
 */
export function sameChanges(ours: readonly StateChange[], theirs: readonly StateChange[]): boolean {
  return (
    ours.length === theirs.length &&
    ours.every(({ at, to }, row) => {
      const other = theirs[row];
      return other?.to === to && (to === 'half-open' || Math.abs(other.at - at) <= SAME_MS);
    })
  );
}
