/** Up to so many, moving each into its place is faster than merging. */
const RUN = 16;

/**
 * Sorts `items[from .. to - 1]` by their keys, in place and stable: insertion for a few, else runs merged from the bottom
 * up. The sort of typed arrays calls a function for each comparison and copies the whole array first. O(k log k), O(k)
 * when they are in order.
 *
 * @param key - by item
 * @param sign - 1: ascending; -1: descending
 * @param spare - as long as `items`
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

function merge(key: Float64Array, sign: number, items: Int32Array, runs: Runs, spare: Int32Array): void {
  const { start, middle, end } = runs;
  let a = start;
  let b = middle;
  for (let i = start; i < end; i += 1) {
    const isFirst = b >= end || (a < middle && sign * (key[items[a] ?? 0] ?? 0) <= sign * (key[items[b] ?? 0] ?? 0));
    spare[i] = items[isFirst ? a : b] ?? 0;
    if (isFirst) {
      a += 1;
    } else {
      b += 1;
    }
  }
  items.set(spare.subarray(start, end), start);
}
