import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { csvParse } from 'd3';

import { err, ok, problem, type Result } from '../../../../src/engine/result';

/** A table by rows; a cell that a short row lacks is absent. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: ReadonlyArray<Readonly<Record<string, string | undefined>>>;
}

const GZIP = 0x1f;

/**
 * Reads one of a recording's tables, plain or gzip.
 *
 * @returns `undefined` when the folder has no such file; the problem `file.bad-gzip` {file, reason} when it is not whole, and
 *   `file.bad-shape` {file, reason} when columns are missing.
 */
export function readTable(dir: string, file: string, wanted: readonly string[]): Result<CsvTable | undefined> {
  const path = join(dir, file);
  if (!existsSync(path)) {
    return ok(undefined);
  }
  const bytes = readFileSync(path);
  let text: string;
  try {
    text = bytes[0] === GZIP ? gunzipSync(bytes).toString('utf8') : bytes.toString('utf8');
  } catch (error) {
    return err(problem('file.bad-gzip', { file, reason: error instanceof Error ? error.message : String(error) }));
  }
  const rows = csvParse(text);
  const missing = wanted.filter((column) => !rows.columns.includes(column));
  return missing.length === 0
    ? ok({ columns: rows.columns, rows })
    : err(problem('file.bad-shape', { file, reason: `no column ${missing.join(', ')}` }));
}
