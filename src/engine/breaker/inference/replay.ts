import type { LaneCall, LaneEvent } from './lane-events';

/** How a breaker may judge its trials. What opens it need not be known: refusals tell that it did. */
export interface Hypothesis {
  /** Calls that a half-open breaker lets through. */
  readonly trials: number;
  /** `first-failure`: one failed trial reopens. `share`: all trials are awaited. */
  readonly judge: 'first-failure' | 'share';
  /** Whether calls that were let through before it opened count as trials when they end (opossum's do). */
  readonly stale: boolean;
}

type LiveState = 'closed' | 'open' | 'half-open';

/** One change of state as the calls show it. */
export interface Change {
  readonly from: LiveState;
  readonly to: LiveState;
  /** The best single time, and the latest at which it can have happened. */
  readonly at: number;
  /** It cannot have happened earlier. */
  readonly notBefore: number;
  /** The call that made it: the failure that opened, the trial that was let through, the trial that decided. */
  readonly by: LaneCall;
}

export interface Replayed {
  readonly changes: readonly Change[];
  readonly initial: LiveState;
  /** Calls that a breaker of this kind would have treated otherwise. */
  readonly unexplained: number;
  /** How long it stayed open, nanoseconds: longer than the last refusal, at most until the trial. */
  readonly waits: ReadonlyArray<{ readonly above: number; readonly upTo: number }>;
}

/** An open time this much shorter than one that is certain, without a refusal in it, is none. */
const SHORT_WAIT = 0.5;

/** Lets a breaker of a kind live through the calls, taking refused and admitted as they were. O(events). */
export function replay(events: readonly LaneEvent[], hypothesis: Hypothesis): Replayed {
  return new Replay(hypothesis, events).run();
}

class Replay {
  private state: LiveState = 'closed';
  private readonly changes: Change[] = [];
  private readonly waits: Array<{ above: number; upTo: number }> = [];
  private unexplained = 0;
  private readonly admittedIn = new Map<LaneCall, number>();
  private period = 0;
  private openedAt = 0;
  private lastRefused = -Infinity;
  private lastAdmitted = -Infinity;
  /** Failures that ended since the last call was let through: one of them opened it. */
  private failures: Array<{ readonly at: number; readonly lane: LaneCall }> = [];
  /** Let through while all trials were under way: held back until they were decided, or not explained. */
  private beyond: LaneCall[] = [];
  private trials = 0;
  private done = 0;
  private good = 0;

  constructor(
    private readonly hypothesis: Hypothesis,
    private readonly events: readonly LaneEvent[]
  ) {}

  run(): Replayed {
    const initial = this.events[0]?.lane.refused === true ? 'open' : 'closed';
    this.state = initial;
    this.openedAt = this.events[0]?.at ?? 0;
    this.events.forEach(({ at, lane, kind }, row) => {
      if (kind === 'end') {
        this.finish(lane, at, row);
      } else if (lane.refused) {
        this.refuse(lane, at);
      } else {
        this.admit(lane, at);
      }
    });
    return { changes: this.changes, initial, unexplained: this.unexplained, waits: this.waits };
  }

  private refuse(lane: LaneCall, at: number): void {
    if (this.state === 'closed') {
      const [first] = this.failures;
      const last = this.failures.at(-1);
      this.unexplained += last === undefined ? 1 : 0;
      const opened = last?.at ?? at;
      this.enter('open', opened, first?.at ?? Math.min(at, this.lastAdmitted), last?.lane ?? lane);
    } else if (this.state === 'half-open' && this.trials < this.hypothesis.trials) {
      this.unexplained += 1;
    }
    this.lastRefused = at;
  }

  private admit(lane: LaneCall, at: number): void {
    this.lastAdmitted = at;
    this.failures = [];
    if (this.state === 'open') {
      this.noteWait(at);
      this.enter('half-open', at, Math.max(this.openedAt, this.lastRefused), lane);
    }
    if (this.state === 'half-open') {
      this.trials += 1;
      if (this.trials > this.hypothesis.trials) {
        this.beyond.push(lane);
      }
    }
    this.admittedIn.set(lane, this.period);
  }

  private noteWait(at: number): void {
    const wait = { above: Math.max(0, this.lastRefused - this.openedAt), upTo: at - this.openedAt };
    const certain = Math.max(0, ...this.waits.map(({ above }) => above));
    if (wait.above === 0 && wait.upTo < SHORT_WAIT * certain) {
      this.unexplained += 1;
    }
    this.waits.push(wait);
  }

  private finish(lane: LaneCall, at: number, row: number): void {
    if (lane.failed) {
      this.failures.push({ at, lane });
    }
    const isTrial = this.admittedIn.get(lane) === this.period;
    this.admittedIn.delete(lane);
    if (this.state === 'half-open' && (isTrial || this.hypothesis.stale)) {
      this.judge(lane, at, row);
    }
  }

  private judge(lane: LaneCall, at: number, row: number): void {
    const { trials, judge } = this.hypothesis;
    this.done += 1;
    this.good += lane.failed ? 0 : 1;
    if (judge === 'first-failure' && lane.failed) {
      this.enter('open', at, at, lane);
    } else if (judge === 'first-failure' && this.good >= trials) {
      this.enter('closed', at, at, lane);
    } else if (judge === 'share' && this.done >= trials) {
      this.enter(this.refusesNext(row) ? 'open' : 'closed', at, at, lane);
    }
  }

  /** What the share was that reopens is not known; what became of the next call is. */
  private refusesNext(row: number): boolean {
    for (let next = row + 1; next < this.events.length; next += 1) {
      const event = this.events[next];
      if (event?.kind === 'start') {
        return event.lane.refused;
      }
    }
    return this.good * 2 <= this.done;
  }

  private enter(to: LiveState, at: number, notBefore: number, by: LaneCall): void {
    this.unexplained += this.beyond.filter(({ sent, sentWithin }) => at - sent > sentWithin).length;
    this.beyond = [];
    this.changes.push({ from: this.state, to, at, notBefore: Math.min(at, notBefore), by });
    this.state = to;
    this.period += 1;
    this.trials = 0;
    this.done = 0;
    this.good = 0;
    this.failures = [];
    if (to === 'open') {
      this.openedAt = at;
      this.lastRefused = -Infinity;
    }
  }
}
