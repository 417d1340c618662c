import type { Trace } from '../../model';
import { msFromNanos, nanos } from '../../units';
import type { CriticalPath } from '../types';

/** Sections as `b [25-30], a [1-25]`: span IDs and milliseconds after the trace's origin. */
export function printSections(trace: Trace, { sections }: CriticalPath): string {
  return Array.from(
    sections.span,
    (row, i) => `${trace.spanId[row] ?? ''} [${ms(sections.start[i])}-${ms(sections.end[i])}]`
  ).join(', ');
}

/** Span IDs of the path with their own times: `a 40, b 20`. */
export function printPath(trace: Trace, { path, exclusive }: CriticalPath): string {
  return Array.from(path, (row) => `${trace.spanId[row] ?? ''} ${ms(exclusive[row])}`).join(', ');
}

/** What was noted: `clipped b c, orphan-root d`. */
export function printNotes(trace: Trace, { notes }: CriticalPath): string {
  return notes
    .map(({ kind, spans }) => [kind, ...Array.from(spans, (row) => trace.spanId[row] ?? '')].join(' '))
    .join(', ');
}

/** A column of times by span ID, milliseconds; spans to which it does not apply are left out. */
export function printTimes(trace: Trace, column: Float64Array): string {
  return Array.from(column, (time, row) => (Number.isNaN(time) ? '' : `${trace.spanId[row] ?? ''} ${ms(time)}`))
    .filter((text) => text !== '')
    .join(', ');
}

function ms(time: number | undefined): number {
  return msFromNanos(nanos(time ?? NaN));
}
