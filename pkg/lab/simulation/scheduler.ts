import TinyQueue from 'tinyqueue';

interface Entry {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/**
 * The event queue. Time is an integer number of nanoseconds since the start of the run, in true time; events of one
 * instant run in the order in which they were scheduled, so that a run is one and the same for a seed.
 */
export class Scheduler {
  private readonly queue = new TinyQueue<Entry>([], (a, b) => a.at - b.at || a.order - b.order);
  private order = 0;
  private clock = 0;

  /** True time, nanoseconds since the start. */
  get now(): number {
    return this.clock;
  }

  after(delay: number, run: () => void): void {
    this.at(this.clock + Math.max(0, Math.round(delay)), run);
  }

  at(time: number, run: () => void): void {
    this.order += 1;
    this.queue.push({ at: time, order: this.order, run });
  }

  /** Runs every event up to and including `horizon`. */
  runUntil(horizon: number): void {
    for (let next = this.queue.peek(); next !== undefined && next.at <= horizon; next = this.queue.peek()) {
      this.queue.pop();
      this.clock = next.at;
      next.run();
    }
    this.clock = horizon;
  }
}
