import type { OneTrace } from './one';
import { Line } from './scene';
import type { Lines } from './tree';

/** Where the keyboard may go from a line. */
export type Step =
  'next' | 'previous' | 'first' | 'last' | 'page-down' | 'page-up' | 'next-on-path' | 'next-error' | 'parent' | 'child';

/**
 * The row to which a step leads. From nowhere, every step leads to the first line.
 *
 * @param row - row of the trace on which the keyboard stands, -1 for none.
 * @param page - pixels of the drawing.
 */
export function stepFrom(one: OneTrace, lines: Lines, row: number, step: Step, page: number): number {
  const line = lines.lineOf[row] ?? -1;
  const at = (wanted: number) => lines.rows[Math.min(Math.max(0, wanted), lines.rows.length - 1)] ?? -1;
  const perPage = Math.max(1, Math.floor(page / Line.height) - 1);
  switch (step) {
    case 'next':
    case 'child':
      return at(line + 1);
    case 'previous':
      return at(line - 1);
    case 'first':
      return at(0);
    case 'last':
      return at(lines.rows.length - 1);
    case 'page-down':
      return at(line + perPage);
    case 'page-up':
      return at(line - perPage);
    case 'next-on-path':
      return nextThat(lines, line, (other) => one.path.onPath[other] === 1) ?? row;
    case 'next-error':
      return nextThat(lines, line, (other) => one.trace.status[other] === 'error') ?? row;
    case 'parent':
      return nearestSeen(one, lines, row);
  }
}

/** The next line that fits, from the beginning again after the last. */
function nextThat(lines: Lines, line: number, fits: (row: number) => boolean): number | undefined {
  const { rows } = lines;
  for (let step = 1; step <= rows.length; step += 1) {
    const row = rows[(line + step) % rows.length] ?? -1;
    if (fits(row)) {
      return row;
    }
  }
  return undefined;
}

/** The nearest ancestor that is drawn; the row itself when there is none. */
function nearestSeen({ trace }: OneTrace, lines: Lines, row: number): number {
  let up = trace.parent[row] ?? -1;
  while (up >= 0 && (lines.lineOf[up] ?? -1) < 0) {
    up = trace.parent[up] ?? -1;
  }
  return up >= 0 ? up : row;
}
