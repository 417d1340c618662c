import type { DataFrame } from '@grafana/data';
import { logTraceId } from '../../engine/correlation';
import type { LogTable } from '../../engine/model';
import { clewFrame, HIDDEN, linked, numberField, otherField, textField, timeField } from '../field';
import { logLinks, traceLinks, type WriteOptions } from '../links';
import type { SourceRef } from '../tag';
import { msAfter, nsTextAfter } from '../time';
import { SERVICE_FIELD } from './exact';

/** How a log table is written. */
export interface WriteLogsOptions extends WriteOptions {
  /** The query that found the rows: what their link opens. */
  readonly expr?: string;
  /** When given, rows that name a trace get a `traceID` linked to this source. */
  readonly traceSource?: SourceRef;
  readonly traceLinkTitle?: string;
}

/**
 * Writes a log table as Loki's logs frame, which the built-in logs panel draws: `labels`, `Time`, `Line`, `tsNs`, `id`,
 * then `level`, `source` and, with a trace source, `traceID`.
 *
 * `readLogs(writeLogs(x))` is `x`, for a table with at least one row.
 */
export function writeLogs(table: LogTable, options: WriteLogsOptions): DataFrame {
  const toMs = msAfter(table.origin);
  const links = logLinks(options, options.expr);
  return clewFrame({
    kind: 'logs',
    name: 'Logs',
    options,
    tag: { services: table.services, sources: table.sources, limitReached: table.limitReached },
    meta: {
      preferredVisualisationType: 'logs',
      custom: { frameType: 'LabeledTimeValues' },
      ...(table.limitReached === undefined ? {} : { limit: table.limitReached }),
    },
    fields: [
      otherField('labels', [...table.labels]),
      timeField(
        'Time',
        Array.from(table.time, (offset) => Math.floor(toMs(offset)))
      ),
      textField('Line', [...table.line]),
      textField('tsNs', Array.from(table.time, nsTextAfter(table.origin))),
      textField('id', [...table.id], linked(links)),
      textField('level', [...table.level]),
      textField(
        'source',
        Array.from(table.source, (row) => table.sources[row] ?? ''),
        linked(links)
      ),
      ...traceField(table, options),
      numberField(SERVICE_FIELD, Array.from(table.service), HIDDEN),
    ],
  });
}

function traceField(table: LogTable, { refId, traceSource, traceLinkTitle }: WriteLogsOptions) {
  if (traceSource === undefined) {
    return [];
  }
  const links = traceLinks({ refId, source: traceSource, linkTitle: traceLinkTitle });
  return [
    textField(
      'traceID',
      table.line.map((_, row) => logTraceId(table, row) ?? ''),
      linked(links)
    ),
  ];
}
