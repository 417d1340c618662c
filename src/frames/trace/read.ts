import type { IdentityRules } from '../../engine/correlation';
import { normaliseSpanId, type Trace } from '../../engine/model';
import type { Outcome } from '../../engine/result';
import { normaliseTraceId, type TraceId } from '../../engine/units';
import { fieldNamed, frameName, rowsOf, textOf, timeOf, type FrameInput } from '../frame';
import { RelevantFields } from '../identity';
import { checkFrame, checkLengths } from '../check';
import { Problems } from '../problems';
import { buildTrace } from './build';
import { REQUIRED_FIELDS, spanColumns, type SpanColumns } from './columns';
import { exactColumns } from './exact';

/**
 * Reads trace frames: Tempo's of Grafana 12.4 to 13.x, Jaeger's and Zipkin's of the same shape, and our own. A frame
 * may hold several traces; each becomes a {@link Trace}, in order of first appearance. Two frames with one trace give
 * two traces: merging is the join's.
 *
 * Fields are found by name. Times of plain frames are float milliseconds and become integer nanoseconds after the
 * trace's earliest start (exact to the 0.24 µs that a double holds); our own frames are exact. O(spans); attributes,
 * events and links are not touched until asked for.
 *
 * @returns every span that has a trace ID, a span ID and a start; see `FrameProblemCode` for what can be wrong.
 */
export function readTraces(frames: readonly FrameInput[], rules: IdentityRules): Outcome<readonly Trace[]> {
  const problems = new Problems();
  const relevant = new RelevantFields(rules);
  const traces = frames.flatMap((frame) =>
    isTraceReadable(frame, problems) ? readFrame(frame, relevant, problems) : []
  );
  return { result: traces, problems: problems.list() };
}

function isTraceReadable(frame: FrameInput, problems: Problems): boolean {
  if (!checkFrame(frame, problems) || rowsOf(frame) === 0) {
    return false;
  }
  const missing = REQUIRED_FIELDS.filter((name) => fieldNamed(frame, name) === undefined);
  for (const field of missing) {
    problems.add('frame.field-missing', { frame: frameName(frame), field });
  }
  return missing.length === 0;
}

function readFrame(frame: FrameInput, relevant: RelevantFields, problems: Problems): readonly Trace[] {
  checkLengths(frame, problems);
  const name = frameName(frame);
  const columns = spanColumns(frame);
  const exact = exactColumns(frame, problems);
  const partial = frame.meta?.custom?.partial === true;
  const rowsOfTrace = groupRows(columns, rowsOf(frame), name, problems);
  return [...rowsOfTrace].map(([traceId, rows]) =>
    buildTrace({ traceId, rows, columns, exact, relevant, partial, frame: name, problems })
  );
}

/** A cell without a span ID. The first character tells for nearly all that all zeros need no test. */
function isNoSpanId(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.charCodeAt(0) !== ZERO
    ? false
    : normaliseSpanId(textOf(value)) === '';
}

const ZERO = 48;

/** Rows that are spans, by trace. */
function groupRows(
  columns: SpanColumns,
  size: number,
  frame: string,
  problems: Problems
): ReadonlyMap<TraceId, readonly number[]> {
  const groups = new Map<TraceId, number[]>();
  let lastText: unknown;
  let lastId: TraceId | undefined;
  let group: number[] | undefined;
  for (let row = 0; row < size; row++) {
    const text = columns.traceId[row];
    if (text !== lastText || row === 0) {
      lastText = text;
      lastId = normaliseTraceId(textOf(text));
      group = lastId === undefined ? undefined : groups.get(lastId);
    }
    if (lastId === undefined) {
      problems.row('trace.bad-trace-id', frame, text);
    } else if (isNoSpanId(columns.spanId[row])) {
      problems.row('trace.bad-span-id', frame, columns.spanId[row]);
    } else if (timeOf(columns.startTime[row]) === undefined) {
      problems.row('trace.bad-start', frame, columns.startTime[row]);
    } else {
      if (group === undefined) {
        group = [];
        groups.set(lastId, group);
      }
      group.push(row);
    }
  }
  return groups;
}
