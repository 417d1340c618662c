import type { Trace } from '../model';
import { growForest } from './forest';
import { Sorter } from './sort';

/**
 * Time of each span in which none of its children ran: its length minus the union of its children's times, cut to it.
 * Children that nobody waits for do not count. Nanoseconds, by row; never negative.
 *
 * O(n log k) with k siblings.
 */
export function selfTimes(trace: Trace): Float64Array {
  const { size, first, start, end, row, tops } = growForest(trace, 'last-finishing');
  const siblings = new Int32Array(size);
  const sorter = new Sorter();
  for (let position = tops; position < size; position += 1) {
    siblings[position] = position;
  }
  const self = new Float64Array(trace.size);
  for (let parent = 0; parent < size; parent += 1) {
    const from = first[parent] ?? 0;
    const to = first[parent + 1] ?? 0;
    const stop = end[parent] ?? 0;
    sorter.ascending(start, siblings, from, to);
    let own = stop - (start[parent] ?? 0);
    let done = start[parent] ?? 0;
    for (let i = from; i < to; i += 1) {
      const child = siblings[i] ?? 0;
      const childEnd = Math.min(end[child] ?? 0, stop);
      const childStart = Math.max(start[child] ?? 0, done);
      if (childEnd > childStart) {
        own -= childEnd - childStart;
        done = childEnd;
      }
    }
    self[row[parent] ?? 0] = own;
  }
  return self;
}
