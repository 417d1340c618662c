import { defer, Observable, type Subscription } from 'rxjs';

/**
 * Bounds what one refresh sends: so many requests at once, the rest in a queue, and so many in all. Grafana's browser
 * side runs five data requests at once for the whole page, so a panel must not take them all.
 */
export class RequestGate {
  private running = 0;
  private spent = 0;
  private admitting = false;
  private readonly queue: Array<() => void> = [];

  constructor(
    private readonly maxConcurrent: number,
    readonly budget: number
  ) {}

  /** Requests let through so far. */
  get used(): number {
    return this.spent;
  }

  /**
   * Runs work when a place is free. Unsubscribing leaves the queue or ends the work; either frees the place.
   *
   * @param refused - what to answer instead when the budget is used up; it takes no place
   */
  run<T>(work: () => Observable<T>, refused: () => Observable<T>): Observable<T> {
    return new Observable<T>((subscriber) => {
      let inner: Subscription | undefined;
      let holdsPlace = false;
      const start = (): void => {
        holdsPlace = true;
        this.running += 1;
        this.spent += 1;
        inner = defer(work).subscribe(subscriber);
      };
      const enter = (): void => {
        if (this.spent >= this.budget) {
          inner = refused().subscribe(subscriber);
          this.next();
        } else {
          start();
        }
      };
      if (this.running < this.maxConcurrent) {
        enter();
      } else {
        this.queue.push(enter);
      }
      return () => {
        const waiting = this.queue.indexOf(enter);
        if (waiting >= 0) {
          this.queue.splice(waiting, 1);
        }
        inner?.unsubscribe();
        if (holdsPlace) {
          this.running -= 1;
          this.next();
        }
      };
    });
  }

  /** Lets in who waits. What is let in may end at once and call this again: the loop that runs already goes on then. */
  private next(): void {
    if (this.admitting) {
      return;
    }
    this.admitting = true;
    while (this.running < this.maxConcurrent && this.queue.length > 0) {
      this.queue.shift()?.();
    }
    this.admitting = false;
  }
}
