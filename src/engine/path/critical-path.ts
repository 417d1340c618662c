import type { Trace } from '../model';
import type { Outcome } from '../result';
import { nanos } from '../units';
import { clipStrict, clipTolerant } from './clip';
import { type Memory, OWN_MEMORY } from './columns';
import { type Forest, growForest, Left, lengthAt } from './forest';
import { walkLastFinishing } from './last-finishing';
import { noteProblems, pathNotes } from './notes';
import { SiblingOrder } from './order';
import { walkTolerant } from './tolerant';
import type { CriticalPath, Operation, PathOptions, PathRule } from './types';
import { Walk } from './walk';

/**
 * The critical path of one trace: the spans that decided how long it took. Both rules are drawn in README.md.
 *
 * Every root has a path of its own, an orphan too. Spans that nobody waits for are left out with their subtrees. Times are
 * nanoseconds after the trace's origin, on the clocks that the spans came with: nothing is corrected for skew.
 *
 * O(n) and sorting the children of the spans on the path; iterative; the trace is not changed.
 *
 * @returns a path for any trace, an empty one for an empty trace. Problems: `path.KIND` for each {@link PathNoteKind} met
 *   except `asynchronous` and `tie`, with {spanId} of the first span, and how many.
 */
export function criticalPath(trace: Trace, options: PathOptions): Outcome<CriticalPath> {
  const { forest, walk } = walkTrace(trace, options);
  const notes = pathNotes(trace, forest, walk);
  return {
    result: { rule: options.rule, notes, ...byRow(trace, forest, walk) },
    problems: noteProblems(trace, notes),
  };
}

/** A trace, walked. */
export interface WalkedForest {
  readonly forest: Forest;
  readonly order: SiblingOrder;
  readonly walk: Walk;
}

/** The walk of {@link criticalPath}, in columns of `memory`. */
export function walkTrace(trace: Trace, options: PathOptions, memory: Memory = OWN_MEMORY): WalkedForest {
  const { rule } = options;
  const forest = clippedForest(trace, rule, memory);
  leaveOut(forest, excludedRows(trace, options.exclude ?? []), Left.Excluded);
  const order = new SiblingOrder(trace, forest, rule);
  const walk = new Walk(forest, trace.size, memory);
  if (rule === 'tolerant') {
    walkTolerant(forest, order, walk);
  } else {
    walkLastFinishing(forest, order, options.backToBack === 'inclusive', walk);
  }
  return { forest, order, walk };
}

/** The spans of a trace as a rule sees them. O(n). */
export function clippedForest(trace: Trace, rule: PathRule, memory: Memory = OWN_MEMORY): Forest {
  const forest = growForest(trace, rule, memory);
  if (rule === 'tolerant') {
    clipTolerant(trace, forest);
  } else {
    clipStrict(forest);
  }
  return forest;
}

function excludedRows(trace: Trace, exclude: readonly Operation[]): Uint8Array {
  const rows = new Uint8Array(exclude.length === 0 ? 0 : trace.size);
  const names = new Set(exclude.map(({ service, operation }) => `${service}\n${operation}`));
  for (let row = 0; row < rows.length; row += 1) {
    const service = trace.services[trace.service[row] ?? 0]?.key ?? '';
    rows[row] = names.has(`${service}\n${trace.operation[row] ?? ''}`) ? 1 : 0;
  }
  return rows;
}

/**
 * Leaves spans out with their subtrees; a root stays. O(n).
 * @param rows - 1 for rows of the trace that are left out; empty for none
 * @param why - see {@link Left}
 */
export function leaveOut({ size, tops, row, up, left }: Forest, rows: Uint8Array, why: number): void {
  for (let position = rows.length === 0 ? size : tops; position < size; position += 1) {
    if (left[position] === 0 && (rows[row[position] ?? 0] === 1 || left[up[position] ?? 0] !== 0)) {
      left[position] = why;
    }
  }
}

/** From positions to rows. */
function byRow(trace: Trace, forest: Forest, walk: Walk): Omit<CriticalPath, 'rule' | 'notes'> {
  const { row, left, roots } = forest;
  const path = walk.path.slice(0, walk.met);
  for (let i = 0; i < path.length; i += 1) {
    path[i] = row[path[i] ?? 0] ?? 0;
  }
  const asynchronous = new Uint8Array(trace.size);
  const outside = new Uint8Array(trace.size);
  for (let position = 0; position < forest.size; position += 1) {
    const why = left[position] ?? 0;
    if (why !== 0) {
      (why === Left.Asynchronous ? asynchronous : outside)[row[position] ?? 0] = 1;
    }
  }
  let length = 0;
  for (let root = 0; root < roots; root += 1) {
    length += lengthAt(forest, root);
  }
  return {
    roots: row.slice(0, roots),
    sections: walk.sections.finish(),
    path,
    onPath: walk.onPath,
    exclusive: walk.exclusive,
    inclusive: walk.inclusive,
    asynchronous,
    outside,
    length: nanos(length),
  };
}
