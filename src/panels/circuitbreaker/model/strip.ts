import type { CallCounts } from '../../../engine/breaker';
import type { TimeSpan } from '../../../ui';

/** Calls of one piece of the strip under a lane. */
export interface StripPiece {
  readonly x: number;
  readonly width: number;
  readonly calls: number;
  readonly failed: number;
  readonly rejected: number;
  /** Share of the calls that failed, 0 to 1; `undefined` where none was let through, or nobody counted. */
  readonly failureRate: number | undefined;
  /** Share of the calls that were refused, 0 to 1; against the most refused of a piece where calls are not counted. */
  readonly refused: number;
}

/** Pieces are at least so wide. Pixels. */
const LEAST_WIDTH = 3;

/** The steps of a window, those that share a piece of the screen added up. O(steps in the window). */
export function makeStrip(counts: CallCounts, window: TimeSpan, width: number): readonly StripPiece[] {
  const scale = width / Math.max(1, window.to - window.from);
  const sums: Sums[] = [];
  let last: Sums | undefined;
  for (let at = 0; at < counts.start.length; at += 1) {
    const from = Math.max(0, ((counts.start[at] ?? 0) - window.from) * scale);
    const to = Math.min(width, ((counts.end[at] ?? 0) - window.from) * scale);
    if (to <= 0 || from >= width) {
      continue;
    }
    if (last === undefined || last.to - last.from >= LEAST_WIDTH || from > last.from + LEAST_WIDTH) {
      last = { from, to, calls: 0, failed: 0, rejected: 0 };
      sums.push(last);
    }
    last.to = to;
    last.calls += countAt(counts.calls, at);
    last.failed += countAt(counts.failed, at);
    last.rejected += countAt(counts.rejected, at);
  }
  const most = sums.reduce((max, { rejected }) => Math.max(max, rejected), 0);
  return sums.map((piece) => asPiece(piece, counts, most));
}

interface Sums {
  readonly from: number;
  to: number;
  calls: number;
  failed: number;
  rejected: number;
}

function countAt(column: Float64Array | undefined, at: number): number {
  const value = column?.[at] ?? 0;
  return Number.isFinite(value) ? value : 0;
}

function asPiece({ from, to, calls, failed, rejected }: Sums, counted: CallCounts, most: number): StripPiece {
  const known = counted.calls !== undefined;
  return {
    x: from,
    width: to - from,
    calls,
    failed,
    rejected,
    failureRate: known && counted.failed !== undefined && calls > 0 ? Math.min(1, failed / calls) : undefined,
    refused: rejected === 0 ? 0 : known ? rejected / (calls + rejected) : rejected / most,
  };
}

/** The piece under the pointer. O(pieces). */
export function pieceAt(pieces: readonly StripPiece[], x: number): StripPiece | undefined {
  return pieces.find((piece) => x >= piece.x && x < piece.x + piece.width);
}
