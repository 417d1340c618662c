/** Row of the first of ascending numbers that is at least a value; their count when none is. O(log n). */
export function firstFrom(sorted: ArrayLike<number>, value: number): number {
  return firstRow(sorted.length, (row) => (sorted[row] ?? 0) >= value);
}

/** Row of the first of ascending numbers that is above a value; their count when none is. O(log n). */
export function firstAbove(sorted: ArrayLike<number>, value: number): number {
  return firstRow(sorted.length, (row) => (sorted[row] ?? 0) > value);
}

/** The first row that a condition holds for, which holds for all rows after it too. */
function firstRow(size: number, holds: (row: number) => boolean): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
