import { first, type Process } from './process';

/**
 * Something of which there are only so many: threads, connections. Who finds none waits in a queue, first come first
 * served.
 */
export class Resource {
  private readonly waiting: Array<() => void> = [];
  private busy = 0;

  constructor(readonly size: number) {}

  get active(): number {
    return this.busy;
  }

  get queued(): number {
    return this.waiting.length;
  }

  /** Takes one if one is free, without waiting. */
  tryAcquire(): boolean {
    const free = this.busy < this.size;
    if (free) {
      this.busy += 1;
    }
    return free;
  }

  *acquire(): Process<void> {
    if (this.tryAcquire()) {
      return;
    }
    // The one who releases hands its place over, so `busy` does not change.
    yield* first<void>((hand) => this.waiting.push(() => hand()));
  }

  release(): void {
    const next = this.waiting.shift();
    if (next === undefined) {
      this.busy -= 1;
    } else {
      next();
    }
  }
}
