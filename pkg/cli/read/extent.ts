import type { TimeWindow } from '../../../src/engine/correlation';
import type { Trace } from '../../../src/engine/model';
import { addNanos, epochNs, type EpochNs, epochNsFromMs, nanos } from '../../../src/engine/units';
import type { Incident } from './folder';

/** From the first to the last moment that files tell of; of no length, at 0, when they tell of none. */
export function extentOf({ traces, logs, series }: Pick<Incident, 'traces' | 'logs' | 'series'>): TimeWindow {
  const moments: readonly EpochNs[] = [
    ...traces.flatMap((trace) => [trace.origin, addNanos(trace.origin, nanos(lengthOf(trace)))]),
    ...logs.flatMap(({ origin, time, size }) => (size === 0 ? [] : [origin, addNanos(origin, nanos(largest(time)))])),
    ...series.flatMap(({ times }) =>
      [times[0], times.at(-1)].flatMap((time) => (time === undefined ? [] : [epochNsFromMs(time)]))
    ),
  ];
  const [first = epochNs(0n)] = moments;
  return {
    from: moments.reduce((least, moment) => (moment < least ? moment : least), first),
    to: moments.reduce((most, moment) => (moment > most ? moment : most), first),
  };
}

/** From the origin of a trace to its last end. */
function lengthOf({ start, duration }: Trace): number {
  return start.reduce((latest, from, row) => Math.max(latest, from + (duration[row] ?? 0)), 0);
}

function largest(times: Float64Array): number {
  return times.reduce((most, time) => Math.max(most, time), 0);
}
