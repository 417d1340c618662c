import { finish, type Steps } from '../../../engine/steps';

/** A result that is worked out when somebody first asks for it, at once or step by step, and then kept. */
export interface Lazy<T> {
  /** The result, if it has been worked out. */
  readonly known: () => { readonly value: T } | undefined;
  readonly get: () => T;
  readonly steps: () => Steps<T>;
}

/** A result of several steps; nothing is done before it is asked for. */
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
