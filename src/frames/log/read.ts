import type { IdentityRules } from '../../engine/correlation';
import type { Labels, LogLevel, LogTable, ServiceIdentity } from '../../engine/model';
import type { Outcome } from '../../engine/result';
import { addNanos, nanos, type EpochNs } from '../../engine/units';
import { checkFrame, checkLengths } from '../check';
import {
  fieldsOf,
  floats,
  frameName,
  indices,
  numberOf,
  optionalText,
  rowsOf,
  textColumn,
  type FrameInput,
} from '../frame';
import { RelevantFields, ServiceRows } from '../identity';
import { Problems } from '../problems';
import { tagOf } from '../tag';
import { logColumns, type LogColumns } from './columns';
import { exactServices, exactSources } from './exact';
import { isLabels, NO_LABELS, readLabels } from './labels';
import { levelOf, levelOfName } from './level';
import { readTimes } from './times';

/** How logs frames are read. `source` is the uid of the data source they came from; frames of ours name their own. */
export interface ReadLogsOptions {
  readonly rules: IdentityRules;
  readonly source: string;
}

/**
 * Reads logs frames: Loki's (`Line`, `tsNs`), the data plane's (`timestamp` with `nanos`, `body`), those of other log
 * sources (first time field, first string field), and our own. One table a frame, empty frames left out.
 *
 * Times are exact nanoseconds where the source has them. Lines and labels are taken over, not copied. O(rows).
 *
 * @returns every row that has a time and a line; see `FrameProblemCode` for what can be wrong.
 */
export function readLogs(frames: readonly FrameInput[], options: ReadLogsOptions): Outcome<readonly LogTable[]> {
  const problems = new Problems();
  const relevant = new RelevantFields(options.rules);
  const tables: LogTable[] = [];
  for (const frame of frames) {
    const table = checkFrame(frame, problems) ? readFrame(frame, options.source, relevant, problems) : undefined;
    if (table !== undefined) {
      tables.push(table);
    }
  }
  return { result: tables, problems: problems.list() };
}

function readFrame(
  frame: FrameInput,
  source: string,
  relevant: RelevantFields,
  problems: Problems
): LogTable | undefined {
  const columns = logColumns(frame);
  if ('missing' in columns) {
    if (fieldsOf(frame).length > 0) {
      columns.missing.forEach((field) => problems.add('frame.field-missing', { frame: frameName(frame), field }));
    }
    return undefined;
  }
  checkLengths(frame, problems);
  const size = rowsOf(frame);
  const { origin, time } = readTimes(columns.time, size);
  const rows = goodRows(columns, time, frameName(frame), problems);
  if (rows.length === 0) {
    return undefined;
  }
  const whole = rows.length === size;
  const labels = whole && areLabels(columns.labels, size) ? columns.labels : labelsOf(columns, rows, frame, problems);
  const line = whole && areTexts(columns.line, size) ? columns.line : textColumn(columns.line, rows);
  const offsets = whole ? time : floats(rows, (row) => time[row] ?? 0);
  return {
    origin,
    size: rows.length,
    time: offsets,
    line,
    labels,
    id:
      whole && areTexts(columns.id, size)
        ? columns.id
        : rows.map((row, at) => idAt(columns.id[row], origin, offsets[at] ?? 0, line[at] ?? '')),
    level: rows.map((row, at) => levelAt(columns.level[row], labels[at] ?? NO_LABELS, line[at] ?? '')),
    ...servicesOf(frame, rows, labels, relevant, problems),
    ...sourcesOf(frame, rows, source),
    limitReached: limitReached(frame, rows.length),
  };
}

function goodRows(columns: LogColumns, time: Float64Array, frame: string, problems: Problems): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < time.length; row++) {
    if (Number.isNaN(time[row])) {
      problems.row('log.bad-time', frame, columns.time.kind === 'text' ? columns.time.text[row] : columns.time.ms[row]);
    } else if (typeof columns.line[row] !== 'string') {
      problems.row('log.bad-line', frame, columns.line[row]);
    } else {
      rows.push(row);
    }
  }
  return rows;
}

/** Whether a column can be taken over as it is: a text in every row. */
function areTexts(values: readonly unknown[], size: number): values is readonly string[] {
  return values.length === size && values.every((value) => typeof value === 'string' && value !== '');
}

function areLabels(values: readonly unknown[], size: number): values is readonly Labels[] {
  return values.length === size && values.every(isLabels);
}

function labelsOf(
  columns: LogColumns,
  rows: readonly number[],
  frame: FrameInput,
  problems: Problems
): readonly Labels[] {
  return rows.map((row) => {
    const cell = columns.labels[row];
    const labels = readLabels(cell ?? columns.constantLabels);
    if (labels === undefined && cell !== undefined && cell !== null) {
      problems.row('log.bad-labels', frameName(frame), cell);
    }
    return labels ?? NO_LABELS;
  });
}

function levelAt(cell: unknown, labels: Labels, line: string): LogLevel {
  if (cell === undefined) {
    return levelOf(labels, line);
  }
  const stated = typeof cell === 'string' || typeof cell === 'number' ? levelOfName(String(cell)) : undefined;
  return stated ?? levelOf(labels, line);
}

function idAt(cell: unknown, origin: EpochNs, offset: number, line: string): string {
  if (typeof cell === 'string' && cell !== '') {
    return cell;
  }
  return optionalText(cell) ?? `${addNanos(origin, nanos(offset))}_${contentHash(line)}`;
}

/** FNV-1a, 32 bits, as Loki's own row IDs use. */
function contentHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return hash.toString(16);
}

function servicesOf(
  frame: FrameInput,
  rows: readonly number[],
  labels: readonly Labels[],
  relevant: RelevantFields,
  problems: Problems
): { readonly service: Int32Array; readonly services: readonly ServiceIdentity[] } {
  const exact = exactServices(frame, problems);
  if (exact !== undefined) {
    return { service: indices(rows, (row) => exact.service[row] ?? 0), services: exact.services };
  }
  const known = new ServiceRows(relevant);
  const service = new Int32Array(labels.length);
  labels.forEach((row, at) => {
    service[at] = known.ofLabels(row);
  });
  return { service, services: known.services };
}

function sourcesOf(
  frame: FrameInput,
  rows: readonly number[],
  uid: string
): { readonly source: Int32Array; readonly sources: readonly string[] } {
  const exact = exactSources(frame);
  return exact === undefined
    ? { source: new Int32Array(rows.length), sources: [uid] }
    : { source: indices(rows, exact.sourceOf), sources: exact.sources };
}

/** A source that answers with exactly as many rows as were asked for has cut its answer. */
function limitReached(frame: FrameInput, rows: number): number | undefined {
  const tag = tagOf(frame, 'logs');
  if (tag !== undefined) {
    return numberOf(tag.limitReached);
  }
  const limit = numberOf(frame.meta?.limit);
  return limit !== undefined && limit > 0 && rows >= limit ? limit : undefined;
}
