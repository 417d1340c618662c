import type { CriticalPath } from '../../../engine/path';

/** The sections of every span: those of `row` are `at[offset[row]] .. at[offset[row + 1] - 1]`, latest first. */
export interface SectionIndex {
  readonly offset: Int32Array;
  /** Indices into `path.sections`. */
  readonly at: Int32Array;
}

/** Indexes the path's sections by span (compressed sparse rows). O(spans + sections). */
export function sectionIndex(path: CriticalPath): SectionIndex {
  const { sections, onPath } = path;
  const offset = new Int32Array(onPath.length + 1);
  for (let i = 0; i < sections.size; i += 1) {
    const row = (sections.span[i] ?? 0) + 1;
    offset[row] = (offset[row] ?? 0) + 1;
  }
  for (let row = 0; row < onPath.length; row += 1) {
    offset[row + 1] = (offset[row + 1] ?? 0) + (offset[row] ?? 0);
  }
  const next = offset.slice();
  const at = new Int32Array(sections.size);
  for (let i = 0; i < sections.size; i += 1) {
    const row = sections.span[i] ?? 0;
    const place = next[row] ?? 0;
    at[place] = i;
    next[row] = place + 1;
  }
  return { offset, at };
}
