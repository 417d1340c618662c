import { judgePair, type SkewThresholds, type SkewVerdict } from '../../../engine/clock';
import type { Clocks } from './clocks';
import { type PairReading, readPair } from './pairs';

/** One cell: the clock of its column's node against that of its row's. */
export interface PairCell {
  readonly reading: PairReading;
  readonly verdict: SkewVerdict;
}

/** Node x node. */
export interface PairMatrix {
  /** Groups together, in each the reference first, then by offset: blocks of like clocks stand together. */
  readonly nodes: readonly string[];
  /** Row by row; `undefined` where nothing joins two nodes, and on the diagonal. */
  readonly cells: ReadonlyArray<PairCell | undefined>;
  /** The offset whose colour is strongest, nanoseconds. */
  readonly most: number;
}

/** Lays out all pairs. O(nodes²). */
export function pairMatrix({ nodes, pairs }: Clocks, thresholds: SkewThresholds): PairMatrix {
  const sorted = nodes
    .map(({ node }) => node)
    .sort(
      (a, b) =>
        a.group - b.group ||
        Number(b.reference) - Number(a.reference) ||
        a.offset - b.offset ||
        (a.node < b.node ? -1 : 1)
    )
    .map(({ node }) => node);
  const cells = sorted.flatMap((from) =>
    sorted.map((to): PairCell | undefined => {
      const reading = from === to ? undefined : readPair(pairs, from, to);
      return reading && { reading, verdict: judgePair(reading, thresholds) };
    })
  );
  const most = cells.reduce((largest, cell) => Math.max(largest, Math.abs(cell?.reading.offset ?? 0)), thresholds.pair);
  return { nodes: sorted, cells, most };
}

/** Rows of the table that says the same: every joined pair once, measured ones first, then by size. */
export function pairRows({ nodes, cells }: PairMatrix): ReadonlyArray<PairCell & { from: string; to: string }> {
  const size = nodes.length;
  const rows = cells.flatMap((cell, at) => {
    const row = Math.floor(at / size);
    const column = at % size;
    const keep =
      cell !== undefined && (cell.reading.method === 'calls' || (cell.reading.method === 'others' && row < column));
    return keep ? [{ ...cell, from: nodes[row] ?? '', to: nodes[column] ?? '' }] : [];
  });
  return rows.sort(
    (a, b) =>
      Number(a.reading.method === 'others') - Number(b.reading.method === 'others') ||
      Math.abs(b.reading.offset) - Math.abs(a.reading.offset)
  );
}

/** How much smaller than the threshold an offset must be to have nearly no colour. */
const QUIET = 10;

/**
 * Place of an offset on a diverging scale: -1 behind, 0 together, 1 ahead. Logarithmic beyond a tenth of the threshold, so
 * that five minutes on one node do not hide 300 ms on another.
 */
export function shade(offset: number, most: number, threshold: number): number {
  const unit = Math.max(threshold / QUIET, most / 1e6, 1);
  const size = Math.log1p(Math.abs(offset) / unit) / Math.log1p(Math.max(most, unit) / unit);
  return Math.sign(offset) * Math.min(1, size);
}
