import { normaliseSpanId, type Labels } from '../../engine/model';
import type { Outcome } from '../../engine/result';
import {
  epochMs,
  nanos,
  nanosFromMs,
  normaliseTraceId,
  type EpochMs,
  type Nanos,
  type TraceId,
} from '../../engine/units';
import { checkFrame, checkLengths } from '../check';
import {
  column,
  fieldNamed,
  fieldsOf,
  frameName,
  isRecord,
  numberOf,
  optionalText,
  rowsOf,
  textOf,
  timeOf,
  valuesOf,
  type FrameInput,
} from '../frame';
import { Problems } from '../problems';

/** One span that a search matched. */
export interface SearchSpan {
  readonly spanId: string;
  readonly startMs: EpochMs | undefined;
  readonly duration: Nanos | undefined;
  readonly name: string;
  /** What the query asked for or selected, `service.name` and `status` among it. */
  readonly attributes: Labels;
}

/** One trace that a search found, with the spans that matched where the table names them. */
export interface SearchHit {
  readonly traceId: TraceId;
  readonly startMs: EpochMs | undefined;
  /** Root service and root span name, where the source knows them. */
  readonly service: string | undefined;
  readonly name: string | undefined;
  readonly duration: Nanos | undefined;
  readonly spans: readonly SearchSpan[];
}

interface GrowingHit extends Omit<SearchHit, 'spans'> {
  readonly spans: SearchSpan[];
}

/**
 * Reads tables of search results: Tempo's `traces` (with nested frames of spans) and `spans`, and Jaeger's table. One
 * hit a trace, in order of first appearance, over all frames. Trace IDs are normalised; times of spans are whole
 * milliseconds plus `nanos` where the source gives them.
 */
export function readSearchHits(frames: readonly FrameInput[]): Outcome<readonly SearchHit[]> {
  const problems = new Problems();
  const hits = new Map<TraceId, GrowingHit>();
  for (const frame of frames) {
    if (checkFrame(frame, problems) && fieldsOf(frame).length > 0) {
      readFrame(frame, hits, problems);
    }
  }
  return { result: [...hits.values()], problems: problems.list() };
}

function readFrame(frame: FrameInput, hits: Map<TraceId, GrowingHit>, problems: Problems): void {
  const ids = valuesOf(fieldNamed(frame, 'traceID', 'traceIdHidden'));
  if (fieldNamed(frame, 'traceID', 'traceIdHidden') === undefined) {
    problems.add('frame.field-missing', { frame: frameName(frame), field: 'traceID' });
    return;
  }
  checkLengths(frame, problems);
  const services = column(frame, 'traceService');
  const names = column(frame, 'traceName');
  const starts = column(frame, 'startTime');
  const durations = column(frame, 'traceDuration');
  const nested = column(frame, 'nested');
  const spans = spanReader(frame);
  for (let row = 0; row < rowsOf(frame); row++) {
    const traceId = normaliseTraceId(textOf(ids[row]));
    if (traceId === undefined) {
      problems.row('search.bad-trace-id', frameName(frame), ids[row]);
      continue;
    }
    const start = timeOf(starts[row]);
    const length = numberOf(durations[row]);
    const found = spans === undefined ? nestedSpans(nested[row]) : [spans(row)];
    add(hits, {
      traceId,
      startMs: start === undefined ? undefined : epochMs(start),
      service: optionalText(services[row]),
      name: optionalText(names[row]),
      duration: length === undefined ? undefined : nanosFromMs(length),
      spans: found.filter((span) => span.spanId !== ''),
    });
  }
}

function add(hits: Map<TraceId, GrowingHit>, hit: GrowingHit): void {
  const known = hits.get(hit.traceId);
  if (known === undefined) {
    hits.set(hit.traceId, hit);
    return;
  }
  const seen = new Set(known.spans.map((span) => span.spanId));
  hits.set(hit.traceId, {
    traceId: hit.traceId,
    startMs: known.startMs ?? hit.startMs,
    service: known.service ?? hit.service,
    name: known.name ?? hit.name,
    duration: known.duration ?? hit.duration,
    spans: [...known.spans, ...hit.spans.filter((span) => !seen.has(span.spanId))],
  });
}

function nestedSpans(cell: unknown): SearchSpan[] {
  const frames: readonly unknown[] = Array.isArray(cell) ? cell : [];
  return frames.filter(isFrame).flatMap((frame) => {
    const spans = spanReader(frame);
    return spans === undefined ? [] : Array.from({ length: rowsOf(frame) }, (_, row) => spans(row));
  });
}

function isFrame(value: unknown): value is FrameInput {
  return isRecord(value) && Array.isArray(value.fields);
}

/** Fields of a table of spans that are no attributes. */
const knownFields: ReadonlySet<string> = new Set([
  'traceIdHidden',
  'traceService',
  'traceName',
  'spanID',
  'time',
  'name',
  'duration',
]);

function spanReader(frame: FrameInput): ((row: number) => SearchSpan) | undefined {
  if (fieldNamed(frame, 'spanID') === undefined) {
    return undefined;
  }
  const ids = column(frame, 'spanID');
  const times = column(frame, 'time');
  const names = column(frame, 'name');
  const durations = column(frame, 'duration');
  const attributes = fieldsOf(frame).filter((field) => !knownFields.has(field.name));
  return (row) => {
    const time = timeOf(times[row]);
    const length = numberOf(durations[row]);
    return {
      spanId: normaliseSpanId(textOf(ids[row])),
      startMs: time === undefined ? undefined : epochMs(time),
      duration: length === undefined ? undefined : nanos(length),
      name: textOf(names[row]),
      attributes: Object.fromEntries(
        attributes.flatMap((field): Array<[string, string]> => {
          const text = optionalText(valuesOf(field)[row]);
          return text === undefined ? [] : [[field.name, text]];
        })
      ),
    };
  };
}
