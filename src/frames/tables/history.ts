import type { DataFrame } from '@grafana/data';
import type { Outcome } from '../../engine/result';
import { checkFrame } from '../check';
import { clewFrame, numberField, textField } from '../field';
import { column, frameName, numberOf, rowsOf, textOf, type FrameInput } from '../frame';
import { Problems } from '../problems';
import { tagOf } from '../tag';
import type { WriteTableOptions } from './report';

/** How long an operation usually takes, from a backend that keeps it. Lengths in nanoseconds. */
export interface HistoryRow {
  /** Name of the service, as the backend has it. */
  readonly service: string;
  /** Name of the spans. */
  readonly operation: string;
  readonly p50: number;
  readonly p99: number;
  /** Spans that it is known from; `undefined` when the backend did not say. */
  readonly count: number | undefined;
  /** Name of the data source that said so. */
  readonly source: string;
}

/** Writes the usual durations of operations as a table. `readHistory(writeHistory(x))` is `x`. */
export function writeHistory(rows: readonly HistoryRow[], options: WriteTableOptions): DataFrame {
  const heading = (field: string) => ({ displayName: options.heading?.(field) ?? field });
  return clewFrame({
    kind: 'history',
    name: 'Usual durations',
    options,
    meta: { preferredVisualisationType: 'table' },
    fields: [
      textField(
        'service',
        rows.map(({ service }) => service),
        heading('service')
      ),
      textField(
        'operation',
        rows.map(({ operation }) => operation),
        heading('operation')
      ),
      numberField(
        'p50',
        rows.map(({ p50 }) => p50),
        { ...heading('p50'), unit: 'ns' }
      ),
      numberField(
        'p99',
        rows.map(({ p99 }) => p99),
        { ...heading('p99'), unit: 'ns' }
      ),
      numberField(
        'count',
        rows.map(({ count }) => count ?? null),
        { ...heading('count'), unit: 'short' }
      ),
      textField(
        'source',
        rows.map(({ source }) => source),
        heading('source')
      ),
    ],
  });
}

/** Reads the tables of usual durations among frames of ours; other frames are passed over. */
export function readHistory(frames: readonly FrameInput[]): Outcome<readonly HistoryRow[]> {
  const problems = new Problems();
  const rows = frames.flatMap((frame) =>
    checkFrame(frame, problems) && tagOf(frame, 'history') !== undefined ? readFrame(frame, problems) : []
  );
  return { result: rows, problems: problems.list() };
}

function readFrame(frame: FrameInput, problems: Problems): readonly HistoryRow[] {
  return Array.from({ length: rowsOf(frame) }, (_, row) => row).flatMap((row) => {
    const p50 = numberOf(column(frame, 'p50')[row]);
    const p99 = numberOf(column(frame, 'p99')[row]);
    if (p50 === undefined || p99 === undefined) {
      problems.row('table.bad-row', frameName(frame), column(frame, p50 === undefined ? 'p50' : 'p99')[row]);
      return [];
    }
    return [
      {
        service: textOf(column(frame, 'service')[row]),
        operation: textOf(column(frame, 'operation')[row]),
        p50,
        p99,
        count: numberOf(column(frame, 'count')[row]),
        source: textOf(column(frame, 'source')[row]),
      },
    ];
  });
}
