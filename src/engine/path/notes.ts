import { MISSING_PARENT, NO_PARENT, SpanFlag, SpanIndex, type Trace } from '../model';
import { problem, type Problem } from '../result';
import { Change, type Forest, Left } from './forest';
import type { PathNote, PathNoteKind } from './types';
import type { Walk } from './walk';

/** Not wrong, only worth showing. */
const HARMLESS: ReadonlySet<PathNoteKind> = new Set(['asynchronous', 'tie']);

/** What was odd, for people to see. O(n), and sorting the rows that are named. */
export function pathNotes(trace: Trace, forest: Forest, walk: Walk): readonly PathNote[] {
  const found = new Map<PathNoteKind, number[]>();
  const note = (kind: PathNoteKind, row: number): void => {
    const rows = found.get(kind);
    if (rows === undefined) {
      found.set(kind, [row]);
    } else {
      rows.push(row);
    }
  };
  noteRoots(trace, forest, note);
  noteFlags(trace, note);
  noteTimes(forest, note);
  new Set(walk.ties).forEach((position) => {
    note('tie', forest.row[position] ?? 0);
  });
  return [...found].map(([kind, rows]) => ({ kind, spans: new Int32Array(rows).sort() }));
}

type Take = (kind: PathNoteKind, row: number) => void;

function noteRoots(trace: Trace, { roots, row }: Forest, note: Take): void {
  const { parent, parentSpanId, flags } = trace;
  const cut: number[] = [];
  for (let root = 0; root < roots; root += 1) {
    const span = row[root] ?? 0;
    if (roots > 1) {
      note('several-roots', span);
    }
    const isCut = ((flags[span] ?? 0) & SpanFlag.CycleBroken) !== 0;
    if (parent[span] === MISSING_PARENT) {
      note('orphan-root', span);
    } else if (isCut || parentSpanId[span] !== '') {
      cut.push(span);
    }
  }
  noteCycles(trace, cut, note);
}

/** Every span of the circles that were cut: from the parent that the cut span names up to the cut span. */
function noteCycles({ size, spanId, parentSpanId, parent }: Trace, cut: readonly number[], note: Take): void {
  const index = new SpanIndex(cut.length === 0 ? 0 : size);
  for (let row = 0; row < size && cut.length > 0; row += 1) {
    index.add(spanId[row] ?? '', row);
  }
  for (const span of cut) {
    note('cycle', span);
    let at = index.row(parentSpanId[span] ?? '');
    while (at >= 0 && at !== span) {
      note('cycle', at);
      at = parent[at] ?? NO_PARENT;
    }
  }
}

function noteFlags({ flags, size }: Trace, note: Take): void {
  for (let row = 0; row < size; row += 1) {
    const bits = flags[row] ?? 0;
    if ((bits & SpanFlag.DuplicateId) !== 0) {
      note('duplicate', row);
    }
    if ((bits & SpanFlag.NegativeDuration) !== 0) {
      note('negative-duration', row);
    }
  }
}

function noteTimes({ size, tops, roots, row, up, left, change }: Forest, note: Take): void {
  for (let top = roots; top < tops; top += 1) {
    if (left[top] === Left.Asynchronous) {
      note('asynchronous', row[top] ?? 0);
    }
  }
  for (let position = tops; position < size; position += 1) {
    if (change[position] !== 0) {
      note(((change[position] ?? 0) & Change.Skewed) === 0 ? 'clipped' : 'skewed', row[position] ?? 0);
    }
    if (left[position] === Left.Outside && left[up[position] ?? 0] === 0) {
      note('outside', row[position] ?? 0);
    }
  }
}

/** Notes as problems of an outcome. */
export function noteProblems(trace: Trace, notes: readonly PathNote[]): readonly Problem[] {
  return notes
    .filter(({ kind }) => !HARMLESS.has(kind))
    .map(({ kind, spans }) => problem(`path.${kind}`, { spanId: trace.spanId[spans[0] ?? 0] ?? '' }, spans.length));
}
