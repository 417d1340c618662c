import { err, ok, problem, type Result } from '../../../../src/engine/result';
import { isObject, type Json, parseJson } from '../json';
import { readText } from '../text';
import type { FileTrace } from './build';
import { jaegerTraces, readJaegerTrace } from './jaeger';
import { otlpRoot, readOtlpTraces } from './otlp';

/** Times of 16 digits and more as bare numbers, which would lose their last digits: quoted before they are read. */
const BARE_NANOSECONDS = /("(?:start|end|)_?[Tt]ime_?[Uu]nix_?[Nn]ano"\s*:\s*)(-?\d{16,})/g;

/**
 * Reads the traces of a file: Jaeger JSON (`{data: [...]}`), OTLP JSON (`{resourceSpans: [...]}`, one document or one a
 * line), Tempo's JSON (`{batches: [...]}`, `{trace: {...}}`); plain or gzip, told by their first bytes.
 *
 * @returns traces in the order of the file, or why there are none: what {@link readText} says, `file.empty` {file},
 *   `file.bad-json` {file, reason}, `file.bad-line` {file, line, reason}, `file.no-traces` {file}.
 */
export function readTraceFile(file: string): Result<readonly FileTrace[]> {
  const text = readText(file);
  if (!text.ok) {
    return text;
  }
  const documents = readDocuments(text.value, file);
  return documents.ok ? tracesOf(documents.value, file) : documents;
}

/** One document, or one on each line. */
function readDocuments(text: string, file: string): Result<readonly unknown[]> {
  if (text.trim() === '') {
    return err(problem('file.empty', { file }));
  }
  const exact = text.replace(BARE_NANOSECONDS, '$1"$2"');
  const whole = parseJson(exact);
  if (whole.ok) {
    return ok([whole.value]);
  }
  const lines = exact.split('\n');
  const documents: unknown[] = [];
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') {
      continue;
    }
    const document = parseJson(line);
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
