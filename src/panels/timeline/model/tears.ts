import type { LogTable, Trace } from '../../../engine/model';
import { diffEpoch, type EpochNs, nanos } from '../../../engine/units';
import type { Tear } from './types';

/**
 * Where sources cut their answers: after the newest line when they read forward, before the oldest when they read
 * backward, and at the end of a trace of which Tempo did not return every span.
 */
export function findTears(tables: readonly LogTable[], traces: readonly Trace[], origin: EpochNs): readonly Tear[] {
  const logs = tables
    .filter((table) => table.limitReached !== undefined && table.size > 0)
    .map((table): Tear => {
      const base = diffEpoch(table.origin, origin);
      const forward = (table.time[0] ?? 0) <= (table.time[table.size - 1] ?? 0);
      const cut = table.time.reduce(
        (far, time) => (forward ? Math.max(far, time) : Math.min(far, time)),
        table.time[0] ?? 0
      );
      return {
        time: nanos(base + cut),
        side: forward ? 'after' : 'before',
        signal: 'logs',
        limit: table.limitReached,
      };
    });
  const cutTraces = traces
    .filter((trace) => trace.partial)
    .map((trace): Tear => {
      const base = diffEpoch(trace.origin, origin);
      const end = trace.start.reduce((last, start, span) => Math.max(last, start + (trace.duration[span] ?? 0)), 0);
      return { time: nanos(base + end), side: 'after', signal: 'traces', limit: undefined };
    });
  return [...logs, ...cutTraces];
}
