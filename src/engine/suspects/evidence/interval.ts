/** From `from` to `to`, in one clock. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** How much of a window intervals cover, each moment counted once. O(n log n). */
export function covered(intervals: readonly Interval[], window: Interval): number {
  let sum = 0;
  let done = window.from;
  for (const { from, to } of [...intervals].sort((a, b) => a.from - b.from)) {
    const begin = Math.max(from, done);
    const end = Math.min(to, window.to);
    if (end > begin) {
      sum += end - begin;
      done = end;
    }
  }
  return sum;
}
