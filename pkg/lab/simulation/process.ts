import type { Scheduler } from './scheduler';

/** What a process yields: it stops there until somebody calls `resume`. */
type Suspend = (resume: () => void) => void;

/** A simulated activity: straight code that stops at every `yield` and is resumed by an event. */
export type Process<T> = Generator<Suspend, T, void>;

/**
 * Starts a process; it runs to its first wait at once.
 *
 * @param goesOn - asked before every step; a process that does not go on is forgotten where it stands
 */
export function start<T>(
  process: Process<T>,
  done: (value: T) => void = () => undefined,
  goesOn: () => boolean = () => true
): void {
  const step = (): void => {
    if (!goesOn()) {
      return;
    }
    const next = process.next();
    if (next.done === true) {
      done(next.value);
    } else {
      next.value(step);
    }
  };
  step();
}

/** Waits for a length of true time, in nanoseconds. */
export function* wait(scheduler: Scheduler, length: number): Process<void> {
  yield (resume) => scheduler.after(length, resume);
}

/** Waits for the first value that `begin` hands over; later ones are dropped. */
export function* first<T>(begin: (hand: (value: T) => void) => void): Process<T> {
  const handed: T[] = [];
  yield (resume) =>
    begin((value) => {
      if (handed.length === 0) {
        handed.push(value);
        resume();
      }
    });
  return handed[0];
}

/** Runs processes side by side and waits for all of them; results in the order given. `goesOn` as for {@link start}. */
export function* together<T>(processes: ReadonlyArray<Process<T>>, goesOn?: () => boolean): Process<readonly T[]> {
  const results: T[] = [];
  let left = processes.length;
  if (left > 0) {
    yield (resume) =>
      processes.forEach((process, index) =>
        start(
          process,
          (value) => {
            results[index] = value;
            left -= 1;
            if (left === 0) {
              resume();
            }
          },
          goesOn
        )
      );
  }
  return results;
}
