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
  /** When it was sent, as well as the callee's spans tell, and by how much that may be early. */
  readonly sent: number;
  readonly sentWithin: number;
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
  const { sent, within, held } = sentTimes(calls);
  const startOf = (row: number): number => (held[row] === 1 ? sent[row] : undefined) ?? calls[row]?.start ?? 0;
  const order = calls.map((_, row) => row).sort((a, b) => startOf(a) - startOf(b) || a - b);
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
    const lane: LaneCall = {
      call,
      refused,
      failed: !refused && failed(call),
      strength,
      sent: sent[at] ?? call.start,
      sentWithin: within,
    };
    const start = startOf(at);
    finishUntil(start);
    events.push({ at: start, lane, kind: 'start' });
    if (!refused) {
      waiting.push({ at: endOf(call), lane, kind: 'end' });
    }
  });
  finishUntil(Infinity);
  return events;
}

interface SentTimes {
  readonly sent: Float64Array;
  /** How far a call's delay may be from the usual one without meaning anything. */
  readonly within: number;
  /** 1 for calls that were certainly held back. */
  readonly held: Uint8Array;
}

/** When each call was sent: its start, and what it reached the callee later than calls usually do. */
function sentTimes(calls: readonly EdgeCall[]): SentTimes {
  const delays = calls.flatMap(({ delay }) => (delay === undefined ? [] : [delay]));
  const usual = delays.length === 0 ? 0 : median(delays);
  const deviation = delays.length === 0 ? 0 : median(delays.map((delay) => Math.abs(delay - usual)));
  const within = Math.max(HELD_LEAST_NS, HELD_DEVIATIONS * deviation);
  const late = calls.map(({ delay = usual, duration }) => Math.max(0, Math.min(delay - usual, duration)));
  return {
    sent: Float64Array.from(calls, ({ start }, row) => start + (late[row] ?? 0)),
    within,
    held: Uint8Array.from(late, (by) => Number(by > within)),
  };
}
