import type { References } from './baseline';
import type { CallGraph } from './graph';
import type { CascadeInput } from './types';

/** What a cascade is told in. */
export interface CascadeContext {
  readonly input: CascadeInput;
  readonly graph: CallGraph;
  readonly references: References;
}
