import type { LogLevel, LogTable } from '../../model';
import { diffEpoch, type EpochNs } from '../../units';
import type { ServiceSignal } from '../types';
import { events, orderOf } from './events';

const ERRORS: ReadonlySet<LogLevel> = new Set(['error', 'critical']);

/**
 * Error lines of each service, one sample for each line: 1 for an error, 0 for any other. O(lines log lines).
 *
 * @param origin - what the times of the answer are relative to
 */
export function signalsOfLogs(tables: readonly LogTable[], origin: EpochNs): readonly ServiceSignal[] {
  const lines = new Map<string, { readonly times: number[]; readonly errors: number[] }>();
  for (const table of tables) {
    const shift = diffEpoch(table.origin, origin);
    for (let row = 0; row < table.size; row += 1) {
      const service = table.services[table.service[row] ?? -1]?.key ?? '';
      const own = lines.get(service) ?? { times: [], errors: [] };
      lines.set(service, own);
      own.times.push(shift + (table.time[row] ?? 0));
      own.errors.push(ERRORS.has(table.level[row] ?? 'unknown') ? 1 : 0);
    }
  }
  lines.delete('');
  return [...lines].map(([service, { times, errors }]) => ({
    service,
    ...events('logErrors', '', 'logs', times, errors, orderOf(times)),
  }));
}
