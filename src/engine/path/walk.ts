import type { Forest } from './forest';
import type { SectionList } from './section-list';

/** What a rule's walk finds; columns by position. */
export interface Walk {
  /** Positions on the path in the order in which they are met; `met` of them. */
  readonly path: Int32Array;
  met: number;
  readonly exclusive: Float64Array;
  readonly sections: SectionList;
  /** Positions where the path chose one of siblings that end together: both. */
  readonly ties: number[];
}

export function newWalk({ size }: Forest, sections: SectionList): Walk {
  return { path: new Int32Array(size), met: 0, exclusive: new Float64Array(size), sections, ties: [] };
}
