import { addNanos, type EpochNs, type Nanos, nanos } from '../../../engine/units';
import { itemAt } from './items';
import { itemMessage } from './message';
import type { Timeline } from './types';

/** Words and formats of the text; the view makes them. */
export interface ExportWords {
  readonly title: string;
  readonly columns: readonly [
    time: string,
    offset: string,
    service: string,
    signal: string,
    level: string,
    text: string,
  ];
  readonly time: (time: EpochNs) => string;
  readonly offset: (offset: Nanos) => string;
  readonly length: (length: Nanos) => string;
  readonly signal: Readonly<Record<'span' | 'log' | 'exemplar', string>>;
  readonly unmapped: string;
}

const COLUMN_GAP = '  ';

/**
 * The flat list as text of fixed width, for a ticket or a post-mortem: a title, a header, one row an item.
 *
 * @param order - items to write, ascending.
 */
export function exportText(timeline: Timeline, order: Int32Array, words: ExportWords): string {
  const rows = Array.from(order, (item) => rowOf(timeline, item, words));
  const table = [[...words.columns], ...rows];
  const widths = words.columns.map((_, column) =>
    table.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), 0)
  );
  const lines = table.map((row) =>
    row
      .map((cell, column) => pad(cell, column, widths))
      .join(COLUMN_GAP)
      .trimEnd()
  );
  const [header = '', ...body] = lines;
  return [words.title, '', header, '-'.repeat(Math.min(header.length, 120)), ...body, ''].join('\n');
}

/** Time and offset are numbers and stand to the right. */
function pad(cell: string, column: number, widths: readonly number[]): string {
  const width = widths[column] ?? 0;
  if (column === widths.length - 1) {
    return cell;
  }
  return column === 1 ? cell.padStart(width) : cell.padEnd(width);
}

function rowOf(timeline: Timeline, item: number, words: ExportWords): string[] {
  const { items, lanes, origin, zero } = timeline;
  const time = items.time[item] ?? 0;
  const found = itemAt(timeline, item);
  const service = lanes[items.lane[item] ?? -1]?.service.name ?? '';
  const length = found?.kind === 'span' ? ` (${words.length(nanos((items.end[item] ?? 0) - time))})` : '';
  return [
    words.time(addNanos(origin, nanos(time))),
    words.offset(nanos(time - zero)),
    service === '' ? words.unmapped : service,
    words.signal[found?.kind ?? 'log'],
    levelOf(timeline, item),
    itemMessage(timeline, item) + length,
  ];
}

/** Level of a line, status of a span where it was set, nothing for an exemplar: the source's own words. */
export function levelOf(timeline: Timeline, item: number): string {
  const found = itemAt(timeline, item);
  if (found?.kind === 'span') {
    const status = found.trace.status[found.row] ?? 'unset';
    return status === 'unset' ? '' : status;
  }
  return found?.kind === 'log' ? found.level : '';
}
