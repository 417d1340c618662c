import type { Nanos } from '../../units';
import type { RateWindow } from '../types';

/** `ignored`: neither success nor failure (an error that says nothing of the callee's health). */
export type CallOutcome = 'success' | 'failure' | 'ignored';

/** Calls of a window. Those under way are in `requests` alone. */
export interface Tally {
  readonly requests: number;
  readonly successes: number;
  readonly failures: number;
  readonly ignored: number;
}

/** Calls, and how many of them are still in the window. Times ascend; a call costs O(1), spread over all. */
export interface CallWindow {
  readonly begin: (now: Nanos) => void;
  readonly finish: (outcome: CallOutcome, now: Nanos) => void;
  readonly tally: (now: Nanos) => Tally;
}

/** An empty window of the kind that a rate rule is taken over. */
export function callWindow(window: RateWindow): CallWindow {
  switch (window.kind) {
    case 'count':
      return new LastCalls(window.calls);
    case 'time':
      return new LastWhile(window.length, window.bucket);
    case 'all':
      return new LastCalls(Infinity);
  }
}

interface Counter {
  requests: number;
  successes: number;
  failures: number;
  ignored: number;
}

const FIELD = { success: 'successes', failure: 'failures', ignored: 'ignored' } as const;

function empty(): Counter {
  return { requests: 0, successes: 0, failures: 0, ignored: 0 };
}

/** The last so many finished calls; ignored ones take no place. */
class LastCalls implements CallWindow {
  private readonly total = empty();
  private readonly outcomes: CallOutcome[] = [];
  private next = 0;

  constructor(private readonly size: number) {}

  begin(): void {
    this.total.requests += 1;
  }

  finish(outcome: CallOutcome): void {
    this.total[FIELD[outcome]] += 1;
    if (this.size === Infinity || outcome === 'ignored') {
      return;
    }
    const oldest = this.outcomes[this.next];
    this.outcomes[this.next] = outcome;
    this.next = (this.next + 1) % this.size;
    if (oldest !== undefined) {
      this.total[FIELD[oldest]] -= 1;
      this.total.requests -= 1;
    }
  }

  tally(): Tally {
    return this.total;
  }
}

/** Calls of the last while, by buckets that leave as a whole, or moment by moment. */
class LastWhile implements CallWindow {
  private slots: Array<Counter & { readonly at: number }> = [];
  private first = 0;
  private readonly total = empty();

  constructor(
    private readonly length: Nanos,
    private readonly bucket: Nanos | undefined
  ) {}

  begin(now: Nanos): void {
    this.add('requests', now);
  }

  finish(outcome: CallOutcome, now: Nanos): void {
    this.add(FIELD[outcome], now);
  }

  tally(now: Nanos): Tally {
    const oldest = this.slotOf(now) - this.length;
    for (let slot = this.slots[this.first]; slot !== undefined && slot.at <= oldest; slot = this.slots[this.first]) {
      this.total.requests -= slot.requests;
      this.total.successes -= slot.successes;
      this.total.failures -= slot.failures;
      this.total.ignored -= slot.ignored;
      this.first += 1;
    }
    if (this.first > this.slots.length / 2) {
      this.slots = this.slots.slice(this.first);
      this.first = 0;
    }
    return this.total;
  }

  private add(field: keyof Counter, now: Nanos): void {
    const at = this.slotOf(now);
    let slot = this.slots.at(-1);
    if (slot?.at !== at) {
      slot = { at, ...empty() };
      this.slots.push(slot);
    }
    slot[field] += 1;
    this.total[field] += 1;
  }

  private slotOf(now: Nanos): number {
    return this.bucket === undefined ? now : Math.floor(now / this.bucket) * this.bucket;
  }
}
