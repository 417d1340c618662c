/** Work that can be put off between its steps, so that no task of the page's main thread gets long. */
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

/** A result that is worked out when somebody first asks for it, at once or step by step, and then kept. */
export interface Lazy<T> {
  /** The result, if it has been worked out. */
  readonly known: () => { readonly value: T } | undefined;
  readonly get: () => T;
  readonly steps: () => Steps<T>;
}

export function lazy<T>(make: () => Steps<T>): Lazy<T> {
  let made: { readonly value: T } | undefined;
  function* steps(): Steps<T> {
    made ??= { value: yield* make() };
    return made.value;
  }
  return { known: () => made, get: () => made?.value ?? finish(steps()), steps };
}

/** A lazy result of one step. */
export function lazily<T>(make: () => T): Lazy<T> {
  return lazy(function* () {
    return make();
  });
}
