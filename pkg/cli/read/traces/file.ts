import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

import { err, ok, problem, type Result } from '../../../../src/engine/result';
import { isObject, type Json } from '../json';
import type { FileTrace } from './build';
import { jaegerTraces, readJaegerTrace } from './jaeger';
import { otlpRoot, readOtlpTraces } from './otlp';

const GZIP = [0x1f, 0x8b] as const;
const BYTE_ORDER_MARK = '\ufeff';
/** Times of 16 digits and more as bare numbers, which would lose their last digits: quoted before they are read. */
const BARE_NANOSECONDS = /("(?:start|end|)_?[Tt]ime_?[Uu]nix_?[Nn]ano"\s*:\s*)(-?\d{16,})/g;

/**
 * Reads the traces of a file: Jaeger JSON (`{data: [...]}`), OTLP JSON (`{resourceSpans: [...]}`, one document or one a
 * line), Tempo's JSON (`{batches: [...]}`, `{trace: {...}}`); plain or gzip, told by their first bytes.
 *
 * @returns traces in the order of the file, or why there are none: `file.unreadable` {file, reason}, `file.bad-gzip`
 *   {file, reason}, `file.empty` {file}, `file.bad-json` {file, reason}, `file.bad-line` {file, line, reason},
 *   `file.no-traces` {file}.
 */
export function readTraceFile(file: string): Result<readonly FileTrace[]> {
  const text = readText(file);
  if (!text.ok) {
    return text;
  }
  const documents = readDocuments(text.value, file);
  return documents.ok ? tracesOf(documents.value, file) : documents;
}

function readText(file: string): Result<string> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    return err(problem('file.unreadable', { file, reason: reasonOf(error) }));
  }
  if (bytes[0] === GZIP[0] && bytes[1] === GZIP[1]) {
    try {
      bytes = gunzipSync(bytes);
    } catch (error) {
      return err(problem('file.bad-gzip', { file, reason: reasonOf(error) }));
    }
  }
  try {
    const text = bytes.toString('utf8');
    return ok(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
  } catch (error) {
    return err(problem('file.unreadable', { file, reason: reasonOf(error) }));
  }
}

/** One document, or one on each line. */
function readDocuments(text: string, file: string): Result<readonly unknown[]> {
  if (text.trim() === '') {
    return err(problem('file.empty', { file }));
  }
  const exact = text.replace(BARE_NANOSECONDS, '$1"$2"');
  const whole = parse(exact);
  if (whole.ok) {
    return ok([whole.value]);
  }
  const lines = exact.split('\n');
  const documents: unknown[] = [];
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') {
      continue;
    }
    const document = parse(line);
    if (!document.ok) {
      // When not even the first line is a document, the file was meant to be one.
      return documents.length === 0
        ? err(problem('file.bad-json', { file, reason: whole.error }))
        : err(problem('file.bad-line', { file, line: i + 1, reason: document.error }));
    }
    documents.push(document.value);
  }
  return ok(documents);
}

function parse(text: string): Result<unknown, string> {
  try {
    const value: unknown = JSON.parse(text);
    return ok(value);
  } catch (error) {
    return err(reasonOf(error));
  }
}

function tracesOf(documents: readonly unknown[], file: string): Result<readonly FileTrace[]> {
  const objects = documents.flatMap((document): readonly unknown[] =>
    Array.isArray(document) ? document : [document]
  );
  const jaeger: Json[] = [];
  const otlp: Json[] = [];
  for (const document of objects) {
    const root = isObject(document) ? otlpRoot(document) : undefined;
    const traces = isObject(document) && root === undefined ? jaegerTraces(document) : undefined;
    if (root !== undefined) {
      otlp.push(root);
    } else if (traces !== undefined) {
      jaeger.push(...traces);
    } else {
      return err(problem('file.no-traces', { file }));
    }
  }
  return ok([...jaeger.map(readJaegerTrace), ...readOtlpTraces(otlp)]);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
