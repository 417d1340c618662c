import { roomyInts } from './columns';

/** Up to so many, moving each into its place is faster than merging. */
const RUN = 16;

/**
 * Sorts `items[from .. to - 1]` by `key[item]`, in place and stable: insertion for a few, else runs merged from the bottom
 * up. The sort of typed arrays calls a function for each comparison and copies the whole array first. O(k log k), O(k)
 * when they are in order.
 *
 * @param sign - 1: the least first; -1: the greatest first
 * @param spare - memory for merging, `to - from` long at least
 */
export function sortBy(
  key: Float64Array,
  sign: 1 | -1,
  items: Int32Array,
  from: number,
  to: number,
  spare: Int32Array
): void {
  if (isSorted(key, sign, items, from, to)) {
    return;
  }
  for (let start = from; start < to; start += RUN) {
    insert(key, sign, items, start, Math.min(start + RUN, to));
  }
  for (let width = RUN; width < to - from; width *= 2) {
    for (let start = from; start + width < to; start += 2 * width) {
      merge(key, sign, items, { start, middle: start + width, end: Math.min(start + 2 * width, to) }, spare);
    }
  }
}

/** {@link sortBy} for one family after another: memory for merging is taken once, and only for large ones. */
export class Sorter {
  private spare: Int32Array = new Int32Array(0);

  public ascending(key: Float64Array, items: Int32Array, from: number, to: number): void {
    this.sort(key, 1, items, from, to);
  }

  public descending(key: Float64Array, items: Int32Array, from: number, to: number): void {
    this.sort(key, -1, items, from, to);
  }

  private sort(key: Float64Array, sign: 1 | -1, items: Int32Array, from: number, to: number): void {
    if (to - from > RUN) {
      this.spare = roomyInts(this.spare, to - from);
    }
    sortBy(key, sign, items, from, to, this.spare);
  }
}

function isSorted(key: Float64Array, sign: number, items: Int32Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i += 1) {
    if (sign * (key[items[i] ?? 0] ?? 0) < sign * (key[items[i - 1] ?? 0] ?? 0)) {
      return false;
    }
  }
  return true;
}

function insert(key: Float64Array, sign: number, items: Int32Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i += 1) {
    const item = items[i] ?? 0;
    const value = sign * (key[item] ?? 0);
    let at = i;
    while (at > from && sign * (key[items[at - 1] ?? 0] ?? 0) > value) {
      items[at] = items[at - 1] ?? 0;
      at -= 1;
    }
    items[at] = item;
  }
}

interface Runs {
  readonly start: number;
  readonly middle: number;
  readonly end: number;
}

/** Merges two sorted runs that lie side by side; what is merged first waits in `spare`. */
function merge(key: Float64Array, sign: number, items: Int32Array, runs: Runs, spare: Int32Array): void {
  const { start, middle, end } = runs;
  let a = start;
  let b = middle;
  for (let i = 0; i < end - start; i += 1) {
    const isFirst = b >= end || (a < middle && sign * (key[items[a] ?? 0] ?? 0) <= sign * (key[items[b] ?? 0] ?? 0));
    spare[i] = items[isFirst ? a : b] ?? 0;
    if (isFirst) {
      a += 1;
    } else {
      b += 1;
    }
  }
  items.set(spare.subarray(0, end - start), start);
}
