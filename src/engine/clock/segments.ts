import { type Bounds, slice } from './bounds';
import { clearStep } from './clear-step';
import { mostConsistent } from './consistent';
import { feasibleLines, roomiest } from './feasible';

/** Rows `from` to `to` (exclusive), during which the offset changed at one rate. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** The rate that suits its blocks best, nanoseconds per nanosecond. */
  readonly drift: number;
}

const MOST_BLOCKS = 128;
const SMALLEST_BLOCK = 6;
/** Fewer blocks cannot tell a step from a stray exchange. */
const FEWEST_BLOCKS = 6;
/** Rate that a clock may have inside one block, before any rate is known: what oscillators do, not what NTP's slewing can. */
const DRIFT_IN_BLOCK = 100e-6;
/** A stretch is believed when this many blocks agree on it. */
const CONFIRMED_BY = 2;

interface Blocks {
  readonly bounds: Bounds;
  /** First row of each block, and the number of rows at the end. */
  readonly firstRow: Uint32Array;
}

/**
 * Cuts exchanges (in the order of time) where no single line fits any more: where a clock was set. Each block of
 * neighbouring exchanges gives one robust interval; blocks are gathered for as long as one line passes through all of
 * their intervals. A block that fits neither side is a stray. O(n log n).
 *
 * @param limit - the largest believable rate of change
 * @param near - where the offset is expected, to settle ties
 */
export function stretches(bounds: Bounds, limit: number, near: number): readonly Stretch[] {
  const size = Math.max(SMALLEST_BLOCK, Math.ceil(bounds.size / MOST_BLOCKS));
  const blocks = blocksOf(bounds, size, near);
  const count = blocks.bounds.size;
  if (count < FEWEST_BLOCKS) {
    return sparse(bounds, limit);
  }
  const whole = fit(blocks.bounds, 0, count, limit);
  if (whole.room >= 0) {
    return [{ from: 0, to: bounds.size, drift: whole.drift }];
  }
  return gathered(blocks, limit).map(({ from, to, drift }) => ({
    from: blocks.firstRow[from] ?? 0,
    to: blocks.firstRow[to] ?? bounds.size,
    drift,
  }));
}

/** Too few for blocks: only a step that nothing else can be. */
function sparse(bounds: Bounds, limit: number): readonly Stretch[] {
  const step = clearStep(bounds, limit);
  if (step === undefined) {
    return [{ from: 0, to: bounds.size, drift: 0 }];
  }
  const [before, after] = step.drifts;
  return [
    { from: 0, to: step.row, drift: before },
    { from: step.row, to: bounds.size, drift: after },
  ];
}

function blocksOf(bounds: Bounds, size: number, near: number): Blocks {
  const count = Math.max(1, Math.floor(bounds.size / size));
  const firstRow = new Uint32Array(count + 1);
  const made = {
    size: count,
    time: new Float64Array(count),
    lower: new Float64Array(count),
    upper: new Float64Array(count),
  };
  for (let block = 0; block < count; block += 1) {
    firstRow[block] = block * size;
    firstRow[block + 1] = block === count - 1 ? bounds.size : (block + 1) * size;
    const rows = slice(bounds, firstRow[block] ?? 0, firstRow[block + 1] ?? 0);
    const first = rows.time[0] ?? 0;
    const last = rows.time[rows.size - 1] ?? 0;
    const middle = (first + last) / 2;
    // The rate is not known yet, so the block's interval is wide enough for any likely one.
    const slack = (DRIFT_IN_BLOCK * (last - first)) / 2;
    const found = mostConsistent(rows, 0, middle, near);
    made.time[block] = middle;
    made.lower[block] = (found?.low ?? -Infinity) - slack;
    made.upper[block] = (found?.high ?? Infinity) + slack;
  }
  return { bounds: made, firstRow };
}

function fit(
  blocks: Bounds,
  from: number,
  to: number,
  limit: number,
  without?: number
): { readonly drift: number; readonly room: number } {
  const part = slice(blocks, from, to);
  const keep = new Uint8Array(part.size).fill(1);
  if (without !== undefined) {
    keep[without - from] = 0;
  }
  return roomiest(feasibleLines(part, { lower: keep, upper: keep }), limit, part.time[0] ?? 0);
}

/** Block ranges in place of row ranges. */
function gathered({ bounds }: Blocks, limit: number): Stretch[] {
  const found: Stretch[] = [];
  let from = 0;
  let drift = 0;
  let stray: number | undefined;
  for (let block = 1; block < bounds.size; block += 1) {
    const joined = fit(bounds, from, block + 1, limit, stray);
    if (joined.room >= 0) {
      drift = joined.drift;
      continue;
    }
    const next =
      stray === undefined && block + 1 < bounds.size ? fit(bounds, from, block + 2, limit, block) : undefined;
    if (next !== undefined && next.room >= 0) {
      stray = block;
      continue;
    }
    found.push({ from, to: block, drift });
    from = block;
    drift = 0;
    stray = undefined;
  }
  found.push({ from, to: bounds.size, drift });
  return confirmed(found);
}

/** Stretches too short to be believed belong to the one before them (the first: to the one after). */
function confirmed(found: readonly Stretch[]): Stretch[] {
  const kept: Stretch[] = [];
  for (const stretch of found) {
    const before = kept[kept.length - 1];
    if (before !== undefined && stretch.to - stretch.from < CONFIRMED_BY) {
      kept[kept.length - 1] = { ...before, to: stretch.to };
    } else if (before !== undefined && before.to - before.from < CONFIRMED_BY) {
      kept[kept.length - 1] = { ...stretch, from: before.from };
    } else {
      kept.push(stretch);
    }
  }
  return kept;
}
