import { type Labels, type LogTable, normaliseSpanId } from '../model';
import { normaliseTraceId, type TraceId } from '../units';
import { isPlain, jsonStart, plainValue, readJson } from './json-line';
import { readLogfmt } from './logfmt-line';
import { type Found, type Wanted, wanted } from './wanted';

const QUOTE = 34;

/** Spellings of a field's name, most common first, and what any of them looks like in a JSON line. */
interface Spellings {
  readonly fields: Wanted;
  readonly found: Found;
  readonly any: RegExp;
  /** Overwritten by every answer. */
  readonly place: MutablePlace;
}

type MutablePlace = { -readonly [Name in keyof Place]: Place[Name] };

const TRACE = spellings(
  ['trace_id', 'traceId', 'traceID', 'traceid', 'TraceId', 'TraceID', 'trace.id'],
  /"trace[._]?id"/i
);
const SPAN = spellings(['span_id', 'spanId', 'spanID', 'spanid', 'SpanId', 'SpanID', 'span.id'], /"span[._]?id"/i);

function spellings(names: readonly string[], any: RegExp): Spellings {
  return { fields: wanted(names), found: names.map(() => undefined), any, place: { text: '', from: 0, to: 0 } };
}

/**
 * The trace that a log row names, in its labels (structured metadata among them), a JSON field or a logfmt field of its
 * line, normalised to 32 digits. What cannot be a trace ID is not one.
 */
export function logTraceId(table: LogTable, row: number): TraceId | undefined {
  const text = cut(locateReferences(table, row).trace);
  return text === undefined ? undefined : normaliseTraceId(text);
}

/** The span that a log row names, found like {@link logTraceId} and normalised to 16 digits where it is hexadecimal. */
export function logSpanId(table: LogTable, row: number): string | undefined {
  const text = cut(locateReferences(table, row).span);
  const spanId = text === undefined ? '' : normaliseSpanId(text);
  return spanId === '' ? undefined : spanId;
}

/** Where an ID stands: cutting it out of 100,000 lines would cost more than comparing it in place. */
export interface Place {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Where a row names its trace and its span. */
export interface References {
  readonly trace: Place | undefined;
  readonly span: Place | undefined;
}

/** The trace and span that a row names; the answer is overwritten by the next call. Labels go first, each for itself. */
export function locateReferences(table: LogTable, row: number): References {
  const labels = table.labels[row] ?? NO_LABELS;
  const line = table.line[row] ?? '';
  const start = jsonStart(line);
  const isFlat = start >= 0 && isPlain(line, start);
  references.trace = wholeOf(traceLabel(labels), TRACE) ?? inLine(line, start, isFlat, TRACE);
  references.span = wholeOf(spanLabel(labels), SPAN) ?? inLine(line, start, isFlat, SPAN);
  return references;
}

const NO_LABELS: Labels = {};
const references: { -readonly [Name in keyof References]: References[Name] } = { trace: undefined, span: undefined };

function cut(place: Place | undefined): string | undefined {
  return place?.text.slice(place.from, place.to);
}

function wholeOf(text: string | undefined, { place }: Spellings): Place | undefined {
  return text === undefined ? undefined : setPlace(place, text, 0, text.length);
}

function setPlace(place: MutablePlace, text: string, from: number, to: number): Place {
  place.text = text;
  place.from = from;
  place.to = to;
  return place;
}

function inLine(line: string, start: number, isFlat: boolean, spelling: Spellings): Place | undefined {
  if (start < 0) {
    return line.includes('=') ? wholeOf(inLogfmt(line, spelling), spelling) : undefined;
  }
  return isFlat ? inPlain(line, start, spelling) : wholeOf(inJson(line, start, spelling), spelling);
}

/** The usual spelling in place; any other only when the line looks as if it had one. */
function inPlain(line: string, start: number, spelling: Spellings): Place | undefined {
  const at = plainValue(line, start, spelling.fields.needles[0] ?? '"');
  if (at >= 0 && line.charCodeAt(at) === QUOTE) {
    const end = line.indexOf('"', at + 1);
    if (end > at + 1) {
      return setPlace(spelling.place, line, at + 1, end);
    }
  }
  return spelling.any.test(line) ? wholeOf(inJson(line, start, spelling), spelling) : undefined;
}

function inJson(line: string, start: number, { fields, found }: Spellings): string | undefined {
  readJson(line, start, fields, found);
  return firstOf(found);
}

function inLogfmt(line: string, { fields, found }: Spellings): string | undefined {
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
