/**
 * What a pure function answers when its input may be bad: the result it could reach, and a description of what was wrong.
 * The engine never throws for bad input and holds no prose: a problem is a message key with typed parameters, and
 * `src/ui/messages` or `pkg/cli` make the words.
 */
export type ProblemParams = Readonly<Record<string, string | number>>;

/** One thing that was wrong with the input, and what was done about it. */
export interface Problem {
  /** Message key, for example `trace.duplicate-span`. */
  readonly code: string;
  readonly params: ProblemParams;
  /** How many rows it concerns, when the same problem was met many times. */
  readonly count: number;
}

/** A result that is always usable, with the problems met on the way. */
export interface Outcome<T> {
  readonly result: T;
  readonly problems: readonly Problem[];
}

/** Either a value or a reason why there is none. */
export type Result<T, E = Problem> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function err<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}

export function problem(code: string, params: ProblemParams = {}, count = 1): Problem {
  return { code, params, count };
}

/** Makes the compiler prove that a union was handled in full. */
export function assertUnreachable(value: never): never {
  throw new Error(`unreachable: ${String(value)}`);
}
