/** Work that can be put off between its steps, so that no task of a page's main thread gets long. */
export type Steps<T> = Generator<undefined, T>;

/** Does all of it at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value;
    }
  }
}
