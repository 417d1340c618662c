import { type Labels, type LogTable, normaliseSpanId } from '../model';
import { normaliseTraceId, type TraceId } from '../units';
import { jsonField, jsonStart } from './json-line';
import { logfmtField } from './logfmt-line';

/** Spellings in use, most common first; the first that holds a usable ID wins. */
const TRACE_FIELDS = ['trace_id', 'traceId', 'traceID', 'traceid', 'TraceId', 'TraceID', 'trace.id'];
const SPAN_FIELDS = ['span_id', 'spanId', 'spanID', 'spanid', 'SpanId', 'SpanID', 'span.id'];
const QUOTED_TRACE_FIELDS = TRACE_FIELDS.map((name) => `"${name}"`);
const QUOTED_SPAN_FIELDS = SPAN_FIELDS.map((name) => `"${name}"`);

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
  return label ?? lineField(table.line[row] ?? '', TRACE_FIELDS, QUOTED_TRACE_FIELDS);
}

/** {@link logSpanId} before it is normalised. */
export function spanText(table: LogTable, row: number): string | undefined {
  const labels = table.labels[row];
  const label = labels === undefined ? undefined : spanLabel(labels);
  return label ?? lineField(table.line[row] ?? '', SPAN_FIELDS, QUOTED_SPAN_FIELDS);
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

function lineField(line: string, names: readonly string[], quoted: readonly string[]): string | undefined {
  const start = jsonStart(line);
  if (start < 0) {
    return logfmtAny(line, names);
  }
  for (const name of quoted) {
    const value = jsonField(line, start, name);
    if (value !== undefined) {
      return value;
    }
  }
  return undefined;
}

function logfmtAny(line: string, names: readonly string[]): string | undefined {
  if (!line.includes('=')) {
    return undefined;
  }
  for (const name of names) {
    const value = logfmtField(line, name);
    if (value !== undefined) {
      return value;
    }
  }
  return undefined;
}
