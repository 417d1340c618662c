import type { LogTable } from '../../model';
import { maskLine, readMessage, TemplateMiner } from '../../suspects/templates';
import { diffEpoch, type EpochNs, nanos } from '../../units';
import type { ChangeEvent } from '../types';
import { Novelty } from './novelty';

/** What is shown of a template. */
const SHOWN = 160;

/**
 * Lines that a service had not written before, by their templates: what differs from one request to the next is masked.
 * Times are those of the lines. O(lines x words).
 *
 * @param origin - what the times of the answer are relative to
 */
export function changesOfLogs(tables: readonly LogTable[], origin: EpochNs): readonly ChangeEvent[] {
  const miner = new TemplateMiner();
  const novelty = new Novelty();
  const shown = new Map<string, string>();
  for (const table of tables) {
    const shift = diffEpoch(table.origin, origin);
    for (let row = 0; row < table.size; row += 1) {
      const service = table.services[table.service[row] ?? -1]?.key ?? '';
      const { text, location } = readMessage(table.line[row] ?? '');
      const masked = maskLine(text, location);
      // A place in the code is a template by itself, but one that tells of another failure is another.
      const level = table.level[row] ?? 'unknown';
      const template = String(miner.add([service, level, location].join('\n'), masked));
      if (!shown.has(template)) {
        shown.set(template, masked.trim().slice(0, SHOWN));
      }
      novelty.meet(service, template, shift + (table.time[row] ?? 0));
    }
  }
  return novelty.found().map(({ service, value, first }) => ({
    kind: 'log-template',
    at: nanos(first),
    service,
    text: shown.get(value) ?? '',
  }));
}
