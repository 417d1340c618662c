import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { csvParse } from 'd3';

import { err, ok, problem, type Result } from '../../../../src/engine/result';
import { readText } from '../text';

/** A table by rows; a cell that a short row lacks is absent. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: ReadonlyArray<Readonly<Record<string, string | undefined>>>;
}

/**
 * Reads one of a recording's tables, plain or gzip.
 *
 * @returns `undefined` when the folder has no such file; what {@link readText} says of one that cannot be read, and
 *   `file.bad-shape` {file, reason} when columns are missing.
 */
export function readTable(dir: string, file: string, wanted: readonly string[]): Result<CsvTable | undefined> {
  const path = join(dir, file);
  if (!existsSync(path)) {
    return ok(undefined);
  }
  const text = readText(path);
  if (!text.ok) {
    return text;
  }
  const rows = csvParse(text.value);
  const missing = wanted.filter((column) => !rows.columns.includes(column));
  return missing.length === 0
    ? ok({ columns: rows.columns, rows })
    : err(problem('file.bad-shape', { file: path, reason: `no column ${missing.join(', ')}` }));
}
