import type { TimeWindow } from '../../engine/correlation';
import type { LogTable, Trace } from '../../engine/model';
import { addNanos, nanos } from '../../engine/units';

/** From the first to the last moment of several windows; `undefined` of none. */
export function spanning(windows: ReadonlyArray<TimeWindow | undefined>): TimeWindow | undefined {
  let all: TimeWindow | undefined;
  for (const window of windows) {
    if (window !== undefined) {
      all =
        all === undefined
          ? window
          : {
              from: window.from < all.from ? window.from : all.from,
              to: window.to > all.to ? window.to : all.to,
            };
    }
  }
  return all;
}

/** From the first start to the last end. O(spans). */
export function traceWindow({ origin, size, start, duration }: Trace): TimeWindow | undefined {
  let end = 0;
  for (let span = 0; span < size; span += 1) {
    end = Math.max(end, start[span] + duration[span]);
  }
  return size === 0 ? undefined : { from: origin, to: addNanos(origin, nanos(end)) };
}

/** From the first to the last line. O(rows). */
export function logWindow({ origin, size, time }: LogTable): TimeWindow | undefined {
  let end = 0;
  for (let row = 0; row < size; row += 1) {
    end = Math.max(end, time[row]);
  }
  return size === 0 ? undefined : { from: origin, to: addNanos(origin, nanos(end)) };
}
