/** How one attempt to hand a batch over ended. */
export type Attempt =
  | { readonly kind: 'taken' }
  /** The other side may take it later: it is away, or busy. */
  | { readonly kind: 'later'; readonly reason: string }
  /** It will never take this batch. */
  | { readonly kind: 'refused'; readonly reason: string };

export interface DeliveryOptions<T> {
  /** What the sink is called in messages: `traces to http://localhost:4318/v1/traces`. */
  readonly name: string;
  /** What to do when nothing gets through. */
  readonly remedy: string;
  readonly send: (batch: readonly T[]) => Promise<Attempt>;
  readonly report: (line: string) => void;
  /** Items of one batch. Default 500. */
  readonly batch?: number;
  /** Items that wait at most; beyond it the oldest are dropped, and counted. Default 50,000. */
  readonly limit?: number;
  /** The first pause after a failure, doubled with each one, milliseconds. Default 500. */
  readonly firstPauseMs?: number;
}

const BATCH = 500;
const LIMIT = 50_000;
const FIRST_PAUSE_MS = 500;
const MAX_PAUSE_MS = 30_000;

/** What a delivery has done so far. */
export interface DeliveryCounts {
  readonly delivered: number;
  readonly waiting: number;
  /** Refused, or pushed out while the other side was away. */
  readonly dropped: number;
}

/**
 * A queue in front of something that may be down: batches, pauses that double, a bounded memory. One batch is under way at
 * a time, so that items arrive in order. Trouble is told when it begins and when it ends, not at every attempt.
 */
export class Delivery<T> {
  private readonly queue: T[] = [];
  private readonly batch: number;
  private readonly limit: number;
  private readonly firstPauseMs: number;
  private delivered = 0;
  private dropped = 0;
  private failures = 0;
  private working: Promise<void> | undefined;
  private closing = false;
  private wake: () => void = () => undefined;

  constructor(private readonly options: DeliveryOptions<T>) {
    this.batch = options.batch ?? BATCH;
    this.limit = options.limit ?? LIMIT;
    this.firstPauseMs = options.firstPauseMs ?? FIRST_PAUSE_MS;
  }

  get counts(): DeliveryCounts {
    return { delivered: this.delivered, waiting: this.queue.length, dropped: this.dropped };
  }

  offer(items: readonly T[]): void {
    for (const item of items) {
      this.queue.push(item);
    }
    const excess = this.queue.length - this.limit;
    if (excess > 0) {
      this.queue.splice(0, excess);
      this.dropped += excess;
    }
    if (this.working === undefined && this.queue.length > 0) {
      this.working = this.work().finally(() => {
        this.working = undefined;
      });
    }
  }

  /** Tries to hand over what waits, once more without a pause, for so long; tells what was left. */
  async close(deadlineMs: number): Promise<void> {
    this.closing = true;
    this.wake();
    const deadline = sleep(deadlineMs);
    await Promise.race([this.working, deadline.over]);
    deadline.cancel();
    const { delivered, waiting, dropped } = this.counts;
    const lost = waiting === 0 && dropped === 0 ? '' : `, ${waiting} not sent, ${dropped} dropped`;
    this.options.report(`${this.options.name}: ${delivered} delivered${lost}`);
  }

  private async work(): Promise<void> {
    while (this.queue.length > 0) {
      const batch = this.queue.slice(0, this.batch);
      const dropped = this.dropped;
      const attempt = await this.attempt(batch);
      // What overflowed in the meantime came from the front, where the batch was.
      const left = Math.max(0, batch.length - (this.dropped - dropped));
      if (attempt.kind === 'later') {
        this.failed(attempt.reason);
        if (this.closing) {
          return;
        }
        await this.pause();
        continue;
      }
      this.queue.splice(0, left);
      if (attempt.kind === 'taken') {
        this.delivered += batch.length;
        this.dropped -= batch.length - left;
        this.recovered();
      } else {
        this.dropped += left;
        this.options.report(`${this.options.name}: ${batch.length} refused: ${attempt.reason}. ${this.options.remedy}`);
      }
    }
  }

  private async attempt(batch: readonly T[]): Promise<Attempt> {
    try {
      return await this.options.send(batch);
    } catch (error) {
      return { kind: 'later', reason: reasonOf(error) };
    }
  }

  private failed(reason: string): void {
    this.failures += 1;
    if (this.failures === 1) {
      this.options.report(`${this.options.name}: ${reason}. ${this.options.remedy} Trying again; the rest goes on.`);
    }
  }

  private recovered(): void {
    if (this.failures > 0) {
      this.failures = 0;
      const { waiting, dropped } = this.counts;
      this.options.report(`${this.options.name}: answers again; ${waiting} waiting, ${dropped} dropped`);
    }
  }

  private async pause(): Promise<void> {
    const length = Math.min(MAX_PAUSE_MS, this.firstPauseMs * 2 ** (this.failures - 1));
    const { over, cancel } = sleep(length);
    this.wake = cancel;
    await over;
    this.wake = () => undefined;
  }
}

/** A sentence's worth of an error: Node hides why a connection failed in its cause. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const cause = error.cause instanceof Error ? error.cause.message || error.cause.name : '';
  return [error.message || error.name, cause].filter((part) => part !== '').join(': ');
}

/** A pause that can be ended early. */
function sleep(ms: number): { readonly over: Promise<void>; readonly cancel: () => void } {
  let cancel: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    cancel = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  return { over, cancel };
}
