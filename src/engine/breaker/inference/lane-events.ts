import { median } from 'simple-statistics';
import TinyQueue from 'tinyqueue';

import { type EdgeCall, endOf, failed } from './outcomes';
import { ADMITTED } from './refusals';

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

/** A call that reached the callee so much later than usual had been held back before it was sent. */
const HELD_DEVIATIONS = 10;
const HELD_LEAST_NS = 1e6;

/**
 * What one breaker saw: the calls of one process over one edge, in the order in which they were let through or refused. Some
 * breakers hold calls back until a trial is decided: such a call is let through when it is sent. Refused calls have no end
 * of their own. O(n log n).
 */
export function laneEvents(calls: readonly EdgeCall[], strengths: readonly number[]): readonly LaneEvent[] {
  const sent = sentTimes(calls);
  const order = calls.map((_, row) => row).sort((a, b) => (sent[a] ?? 0) - (sent[b] ?? 0) || a - b);
  const events: LaneEvent[] = [];
  const waiting = new TinyQueue<LaneEvent>([], (a, b) => a.at - b.at);
  const finishUntil = (time: number): void => {
    for (let next = waiting.peek(); next !== undefined && next.at <= time; next = waiting.peek()) {
      events.push(next);
      waiting.pop();
    }
  };
  order.forEach((at) => {
    const call = calls[at];
    // A full bulkhead says nothing of the breaker, either way.
    if (call === undefined || call.refusedBy === 'bulkhead') {
      return;
    }
    const strength = strengths[at] ?? ADMITTED;
    const refused = strength > ADMITTED;
    const lane: LaneCall = { call, refused, failed: !refused && failed(call), strength };
    const start = sent[at] ?? call.start;
    finishUntil(start);
    events.push({ at: start, lane, kind: 'start' });
    if (!refused) {
      waiting.push({ at: endOf(call), lane, kind: 'end' });
    }
  });
  finishUntil(Infinity);
  return events;
}

/** When each call was sent: its start, and what it reached the callee later than calls usually do. */
function sentTimes(calls: readonly EdgeCall[]): Float64Array {
  const delays = calls.flatMap(({ delay }) => (delay === undefined ? [] : [delay]));
  if (delays.length === 0) {
    return Float64Array.from(calls, ({ start }) => start);
  }
  const usual = median(delays);
  const deviation = median(delays.map((delay) => Math.abs(delay - usual)));
  const held = Math.max(HELD_LEAST_NS, HELD_DEVIATIONS * deviation);
  return Float64Array.from(calls, ({ start, duration, delay }) => {
    const late = delay === undefined ? 0 : delay - usual;
    return late > held ? start + Math.min(late, duration) : start;
  });
}
