import TinyQueue from 'tinyqueue';

interface Timer {
  at: number;
  readonly order: number;
  readonly run: () => void;
  /** Milliseconds between two runs of an interval. */
  readonly every: number | undefined;
  cancelled: boolean;
  readonly ref: () => void;
  readonly unref: () => void;
}

const realImmediate = setImmediate;

/**
 * Time that goes only when nothing is left to do, for libraries that know no clock but the machine's: while it is installed,
 * `Date.now`, `setTimeout` and `setInterval` are its own.
 */
export class VirtualClock {
  /** Milliseconds since the start. */
  now = 0;
  private readonly timers = new TinyQueue<Timer>([], (a, b) => a.at - b.at || a.order - b.order);
  private made = 0;

  /** Runs with the machine's clock replaced, and puts it back. */
  async during<T>(run: () => Promise<T>): Promise<T> {
    const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis;
    const dateNow = Date.now;
    const cancel = (timer: Timer | undefined): void => {
      if (timer !== undefined) {
        timer.cancelled = true;
      }
    };
    Object.assign(globalThis, {
      setTimeout: (task: () => void, ms = 0) => this.at(this.now + ms, task),
      setInterval: (task: () => void, ms: number) => this.at(this.now + ms, task, ms),
      clearTimeout: cancel,
      clearInterval: cancel,
    });
    Date.now = () => Math.floor(this.now);
    try {
      return await run();
    } finally {
      Object.assign(globalThis, { setTimeout, clearTimeout, setInterval, clearInterval });
      Date.now = dateNow;
    }
  }

  /** Does something at a time; things of one time in the order in which they were asked for. */
  at(time: number, run: () => void, every?: number): Timer {
    const nothing = (): void => undefined;
    const timer: Timer = { at: time, order: this.made, run, every, cancelled: false, ref: nothing, unref: nothing };
    this.made += 1;
    this.timers.push(timer);
    return timer;
  }

  /** Settles after so many milliseconds. */
  async wait(ms: number): Promise<void> {
    await new Promise<void>((resolve) => this.at(this.now + ms, resolve));
  }

  /** Lets everything happen until a time; promises settle between two things. */
  async runUntil(end: number): Promise<void> {
    for (let timer = this.timers.pop(); timer !== undefined && timer.at <= end; timer = this.timers.pop()) {
      if (timer.cancelled) {
        continue;
      }
      this.now = timer.at;
      timer.run();
      if (timer.every !== undefined) {
        timer.at += timer.every;
        this.timers.push(timer);
      }
      await new Promise((resolve) => realImmediate(resolve));
    }
    this.now = end;
  }
}
