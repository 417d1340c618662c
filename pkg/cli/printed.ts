import type { Problem } from '../../src/engine/result';

/** What a command printed for the input that could be read, and which input could not. */
export interface Printed {
  readonly stdout: string;
  readonly failed: readonly Problem[];
}
