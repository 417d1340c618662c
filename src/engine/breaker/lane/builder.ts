import type { Evidence, Message } from '../../finding';
import { nanos, type Nanos } from '../../units';
import type { BreakerState, InstanceLane, StateInterval, Transition } from '../types';

/** What a sample says. Equal readings are the same object, so that long runs cost one comparison a sample. */
export interface Reading {
  readonly state: BreakerState;
  /** 0 to 1. */
  readonly confidence: number;
  /** Why it is so, when there is more to say than that it was measured. */
  readonly reason?: Message;
  /** What a change to this state is told with. */
  readonly change: Message;
  /** Where it can be looked at. */
  readonly evidence: (at: Nanos) => readonly Evidence[];
}

/** Distances of samples, in nanoseconds. */
export interface Sampling {
  /** How long a sample speaks when no other one follows. */
  readonly step: number;
  /** Beyond it nothing is known between two samples. */
  readonly staleAfter: number;
}

/**
 * Makes a lane of samples. A sample speaks until the next one; the state before the first, and in gaps, is unknown.
 * Times ascend and are relative to the window's start; those before 0 count for the state at 0.
 */
export class LaneBuilder {
  private readonly intervals: StateInterval[] = [];
  private readonly transitions: Transition[] = [];
  private current: Reading | undefined;
  private since = 0;
  private last: number | undefined;

  constructor(
    private readonly end: Nanos,
    private readonly sampling: Sampling
  ) {}

  /** `undefined` says that the sample tells no state. */
  add(at: number, reading: Reading | undefined): void {
    if (this.last !== undefined && at - this.last > this.sampling.staleAfter) {
      this.close(this.last + this.sampling.step);
    }
    if (reading !== this.current) {
      this.change(at, reading);
    }
    this.last = at;
  }

  finish(): Pick<InstanceLane, 'intervals' | 'transitions'> {
    const { last, end } = this;
    if (last !== undefined && end - last > this.sampling.staleAfter) {
      this.close(last + this.sampling.step);
    }
    this.close(end);
    return { intervals: this.intervals, transitions: this.transitions };
  }

  private change(at: number, reading: Reading | undefined): void {
    const { current, last = at } = this;
    this.close(at);
    this.current = reading;
    const known = reading !== undefined && reading.state !== 'unknown';
    if (known && current !== undefined && current.state !== 'unknown' && current.state !== reading.state && at > 0) {
      const moment = nanos(Math.min(at, this.end));
      this.transitions.push({
        at: moment,
        within: nanos(moment - Math.max(0, last)),
        from: current.state,
        to: reading.state,
        reason: reading.change,
        evidence: reading.evidence(moment),
      });
    }
  }

  /** Ends the current run; what follows is unknown until the next change. */
  private close(at: number): void {
    const end = Math.min(at, this.end);
    const { current, since, intervals } = this;
    this.current = undefined;
    if (end <= since) {
      return;
    }
    const next = intervalOf(current, nanos(since), nanos(end));
    const before = intervals.at(-1);
    if (next.state === 'unknown' && before?.state === 'unknown') {
      intervals[intervals.length - 1] = { ...before, end: next.end };
    } else {
      intervals.push(next);
    }
    this.since = end;
  }
}

function intervalOf(reading: Reading | undefined, start: Nanos, end: Nanos): StateInterval {
  if (reading === undefined || reading.state === 'unknown') {
    return { state: 'unknown', start, end, confidence: 0, evidence: [] };
  }
  const { state, confidence, reason, evidence } = reading;
  return { state, start, end, confidence, ...(reason === undefined ? {} : { reason }), evidence: evidence(start) };
}
