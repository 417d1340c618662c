import type { Trace } from '../../../engine/model';

const UNKNOWN = -1;

/**
 * How deep every span lies among the spans of its own service: 0 when no ancestor is of the same service. What hangs on
 * another service's span starts anew, because it is drawn in another lane.
 *
 * Iterative, O(n) over all spans: every chain of parents is climbed once.
 */
export function laneDepths(trace: Trace): Int32Array {
  const depths = new Int32Array(trace.size).fill(UNKNOWN);
  const anchors = nearestOfService(trace);
  const chain: number[] = [];
  for (let first = 0; first < trace.size; first++) {
    let span = first;
    while (span >= 0 && depths[span] === UNKNOWN && chain.length <= trace.size) {
      chain.push(span);
      span = anchors[span] ?? UNKNOWN;
    }
    let depth = span >= 0 ? (depths[span] ?? UNKNOWN) : UNKNOWN;
    for (let link = chain.pop(); link !== undefined; link = chain.pop()) {
      depth += 1;
      depths[link] = depth;
    }
  }
  return depths;
}

/** The nearest ancestor of the same service, or a negative number. Complexity: O(n * depth). */
export function nearestOfService(trace: Trace): Int32Array {
  const nearest = new Int32Array(trace.size).fill(UNKNOWN);
  for (let span = 0; span < trace.size; span++) {
    let up = trace.parent[span] ?? UNKNOWN;
    for (let steps = 0; up >= 0 && trace.service[up] !== trace.service[span] && steps < trace.size; steps++) {
      up = trace.parent[up] ?? UNKNOWN;
    }
    nearest[span] = Math.max(up, UNKNOWN);
  }
  return nearest;
}

/** One span to be put into a row. */
export interface Packable {
  readonly item: number;
  readonly start: number;
  readonly end: number;
  /** No row above this one. */
  readonly depth: number;
  /** Position in the same array of the span it must lie below, or -1. */
  readonly below: number;
}

/**
 * Puts spans into as few rows as nesting allows: a span lies below the ancestor of its own service, and no two spans of
 * a row overlap. First fit by start time.
 *
 * @param spans - ascending by start; of equal starts, ancestors first.
 * @returns items, row by row, ascending within a row. Complexity: O(n * rows).
 */
export function packRows(spans: readonly Packable[]): readonly Int32Array[] {
  const rows: number[][] = [];
  const ends: number[] = [];
  const rowOf = new Int32Array(spans.length).fill(UNKNOWN);
  spans.forEach((span, position) => {
    const parentRow = span.below >= 0 ? (rowOf[span.below] ?? UNKNOWN) : UNKNOWN;
    let row = Math.max(span.depth, parentRow + 1);
    while ((ends[row] ?? -Infinity) > span.start) {
      row++;
    }
    while (rows.length <= row) {
      rows.push([]);
      ends.push(-Infinity);
    }
    rows[row]?.push(span.item);
    // A span of no length still takes its own place: two of them at one time are two things.
    ends[row] = span.end > span.start ? span.end : span.start + 1;
    rowOf[position] = row;
  });
  return rows.filter((row) => row.length > 0).map((row) => Int32Array.from(row));
}
