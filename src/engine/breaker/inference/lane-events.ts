import TinyQueue from 'tinyqueue';

import { ADMITTED } from './refusals';
import { type EdgeCall, endOf, failed } from './outcomes';

/** A call as a breaker meets it. */
export interface LaneCall {
  readonly call: EdgeCall;
  readonly refused: boolean;
  readonly failed: boolean;
  /** How sure it is that it was refused. */
  readonly strength: number;
}

/** Starts and ends of one process's calls, by time; a call ends before another starts at the same moment. */
export interface LaneEvent {
  readonly at: number;
  readonly lane: LaneCall;
  readonly kind: 'start' | 'end';
}

/** What one breaker saw: the calls of one process over one edge. Refused calls have no end of their own. O(n log n). */
export function laneEvents(calls: readonly EdgeCall[], strengths: readonly number[]): readonly LaneEvent[] {
  const events: LaneEvent[] = [];
  const waiting = new TinyQueue<LaneEvent>([], (a, b) => a.at - b.at);
  const finishUntil = (time: number): void => {
    for (let next = waiting.peek(); next !== undefined && next.at <= time; next = waiting.peek()) {
      events.push(next);
      waiting.pop();
    }
  };
  calls.forEach((call, at) => {
    // A full bulkhead says nothing of the breaker, either way.
    if (call.refusedBy === 'bulkhead') {
      return;
    }
    const strength = strengths[at] ?? ADMITTED;
    const refused = strength > ADMITTED;
    const lane: LaneCall = { call, refused, failed: !refused && failed(call), strength };
    finishUntil(call.start);
    events.push({ at: call.start, lane, kind: 'start' });
    if (!refused) {
      waiting.push({ at: endOf(call), lane, kind: 'end' });
    }
  });
  finishUntil(Infinity);
  return events;
}
