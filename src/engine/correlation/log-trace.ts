import { type Labels, type LogTable, normaliseSpanId } from '../model';
import { normaliseTraceId, type TraceId } from '../units';
import { isPlain, jsonStart, plainField, readJson } from './json-line';
import { readLogfmt } from './logfmt-line';
import { type Found, type Wanted, wanted } from './wanted';

/** Spellings of a field's name, most common first, and what any of them looks like in a JSON line. */
interface Spellings {
  readonly fields: Wanted;
  readonly found: Found;
  readonly any: RegExp;
}

const TRACE = spellings(
  ['trace_id', 'traceId', 'traceID', 'traceid', 'TraceId', 'TraceID', 'trace.id'],
  /"trace[._]?id"/i
);
const SPAN = spellings(['span_id', 'spanId', 'spanID', 'spanid', 'SpanId', 'SpanID', 'span.id'], /"span[._]?id"/i);

function spellings(names: readonly string[], any: RegExp): Spellings {
  return { fields: wanted(names), found: names.map(() => undefined), any };
}

/**
 * The trace that a log row names, in its labels (structured metadata among them), a JSON field or a logfmt field of its
 * line, normalised to 32 digits. What cannot be a trace ID is not one.
 */
export function logTraceId(table: LogTable, row: number): TraceId | undefined {
  const text = traceText(table, row);
  return text === undefined ? undefined : normaliseTraceId(text);
}

/** The span that a log row names, found like {@link logTraceId} and normalised to 16 digits where it is hexadecimal. */
export function logSpanId(table: LogTable, row: number): string | undefined {
  const text = spanText(table, row);
  const spanId = text === undefined ? '' : normaliseSpanId(text);
  return spanId === '' ? undefined : spanId;
}

/** {@link logTraceId} before it is normalised: as the row spells it. */
export function traceText(table: LogTable, row: number): string | undefined {
  const labels = table.labels[row];
  const label = labels === undefined ? undefined : traceLabel(labels);
  return label ?? lineField(table.line[row] ?? '', TRACE);
}

/** {@link logSpanId} before it is normalised. */
export function spanText(table: LogTable, row: number): string | undefined {
  const labels = table.labels[row];
  const label = labels === undefined ? undefined : spanLabel(labels);
  return label ?? lineField(table.line[row] ?? '', SPAN);
}

function lineField(line: string, { fields, found, any }: Spellings): string | undefined {
  const start = jsonStart(line);
  if (start >= 0) {
    if (isPlain(line, start)) {
      const usual = plainField(line, start, fields.needles[0] ?? '"');
      if (usual !== undefined || !any.test(line)) {
        return usual;
      }
    }
    readJson(line, start, fields, found);
    return firstOf(found);
  }
  if (!line.includes('=')) {
    return undefined;
  }
  readLogfmt(line, fields, found);
  return firstOf(found);
}

function firstOf(found: Found): string | undefined {
  for (const text of found) {
    if (text !== undefined) {
      return text;
    }
  }
  return undefined;
}

/** Written out, not a loop over names: constant property names stay in the engine's inline caches. */
function traceLabel(labels: Labels): string | undefined {
  return (
    labels.trace_id ??
    labels.traceId ??
    labels.traceID ??
    labels.traceid ??
    labels.TraceId ??
    labels.TraceID ??
    labels['trace.id']
  );
}

function spanLabel(labels: Labels): string | undefined {
  return (
    labels.span_id ??
    labels.spanId ??
    labels.spanID ??
    labels.spanid ??
    labels.SpanId ??
    labels.SpanID ??
    labels['span.id']
  );
}
