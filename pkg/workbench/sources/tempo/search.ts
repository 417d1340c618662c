import { type FieldJson, frame, type FrameJson } from '../answer';
import type { Memory, StoredSpan } from '../memory';
import { serviceName } from './trace';
import type { TraceQuery } from './traceql';
import { durationNs, startMs, TraceView } from './traceView';

/** One search: `limit` traces, the newest first, and at most `spss` matching spans of each. Times are epoch milliseconds. */
export interface Search {
  readonly refId: string;
  readonly limit: number;
  readonly spss: number;
  readonly fromMs: number;
  readonly toMs: number;
}

interface Source {
  readonly uid: string;
  readonly name: string;
}

interface Hit {
  readonly trace: TraceView;
  readonly spans: readonly StoredSpan[];
}

type Row = Hit & { readonly span: StoredSpan };
type Config = Readonly<Record<string, unknown>>;

const NS_PER_MS = 1e6;
const HIDDEN = { custom: { hideFrom: { viz: true } } };
const WIDE = { custom: { width: 200 } };

/** Answers a TraceQL search with `tableType: spans`: one row a matching span. */
export function spansFrame(memory: Memory, query: TraceQuery, search: Search, source: Source): FrameJson {
  const rows = find(memory, query, search).flatMap((hit) => hit.spans.map((span): Row => ({ ...hit, span })));
  return frame({
    fields: [
      column(rows, 'traceIdHidden', 'string', HIDDEN, ({ trace }) => shownId(trace)),
      column(rows, 'traceService', 'string', { displayNameFromDS: 'Trace Service', ...WIDE }, ({ trace }) =>
        serviceName(trace.root)
      ),
      column(
        rows,
        'traceName',
        'string',
        { displayNameFromDS: 'Trace Name', ...WIDE },
        ({ trace }) => trace.root.span.name
      ),
      ...spanColumns(rows, query, source, {}),
    ],
    refId: search.refId,
    meta: { typeVersion: [0, 0], preferredVisualisationType: 'table' },
    name: 'Spans',
  });
}

/** Answers a TraceQL search with `tableType: traces`: one row a trace, its matching spans in a frame of their own. */
export function tracesFrame(memory: Memory, query: TraceQuery, search: Search, source: Source): FrameJson {
  const hits = find(memory, query, search);
  const link = {
    title: 'Trace: ${__value.raw}',
    internal: {
      query: { query: '${__value.raw}', queryType: 'traceql' },
      datasourceUid: source.uid,
      datasourceName: source.name,
    },
  };
  const duration = { displayNameFromDS: 'Duration', unit: 'ms', noValue: '<1 ms' };
  return frame({
    fields: [
      column(hits, 'traceID', 'string', { displayNameFromDS: 'Trace ID', links: [link] }, ({ trace }) =>
        shownId(trace)
      ),
      column(hits, 'startTime', 'time', { displayNameFromDS: 'Start time' }, ({ trace }) =>
        Math.floor(Math.min(...trace.spans.map(startMs)))
      ),
      column(hits, 'traceService', 'string', { displayNameFromDS: 'Service' }, ({ trace }) => serviceName(trace.root)),
      column(hits, 'traceName', 'string', { displayNameFromDS: 'Name' }, ({ trace }) => trace.root.span.name),
      // Tempo leaves a duration of nought out.
      column(
        hits,
        'traceDuration',
        'number',
        duration,
        ({ trace }) => Math.floor(trace.durationNs / NS_PER_MS) || null
      ),
      column(hits, 'nested', 'nestedFrames', {}, (hit) => [nestedFrame(hit, query, source)]),
    ],
    refId: search.refId,
    meta: { typeVersion: [0, 0], preferredVisualisationType: 'table', uniqueRowIdFields: [0] },
    name: 'Traces',
  });
}

function nestedFrame(hit: Hit, query: TraceQuery, source: Source): Omit<FrameJson, 'refId'> {
  const rows = hit.spans.map((span): Row => ({ ...hit, span }));
  const { refId: _, ...nested } = frame({
    fields: [
      column(rows, 'traceIdHidden', 'string', HIDDEN, ({ trace }) => shownId(trace)),
      ...spanColumns(rows, query, source, WIDE),
    ],
    refId: '',
    meta: { typeVersion: [0, 0], preferredVisualisationType: 'table' },
  });
  return nested;
}

/** What both tables say of a span; `time` differs in its width. */
function spanColumns(rows: readonly Row[], { fields }: TraceQuery, source: Source, time: Config): readonly FieldJson[] {
  const named = fields.some((field) => field.column === 'name');
  const others = fields.filter(({ column: name }) => name !== undefined && name !== 'name');
  return [
    column(rows, 'spanID', 'string', spanIdConfig(source), ({ span }) => span.span.spanId),
    column(rows, 'time', 'time', { displayNameFromDS: 'Start time', ...time }, ({ span }) => Math.floor(startMs(span))),
    column(rows, 'name', 'string', { displayNameFromDS: 'Name', ...HIDDEN }, ({ span }) =>
      named ? span.span.name : ''
    ),
    ...others
      .sort((a, b) => ((a.column ?? '') < (b.column ?? '') ? -1 : 1))
      .map(({ column: name = '', text }) =>
        // Frames are JSON: what is absent is null there.
        column(rows, name, 'string', { displayNameFromDS: name }, ({ span, trace }) => text(span, trace) ?? null)
      )
      // Tempo tells of an attribute only where it found one.
      .filter(({ values }) => rows.length === 0 || values.some((value) => value !== null)),
    column(
      rows,
      'duration',
      'number',
      { displayNameFromDS: 'Duration', unit: 'ns', custom: { width: 120 } },
      ({ span }) => durationNs(span)
    ),
  ];
}

function column<T>(
  rows: readonly T[],
  name: string,
  type: FieldJson['type'],
  config: Config,
  value: (row: T) => unknown
): FieldJson {
  return { name, type, config, values: rows.map(value) };
}

function find(memory: Memory, query: TraceQuery, search: Search): readonly Hit[] {
  const hits: Hit[] = [];
  for (const [traceId, stored] of memory.traces) {
    const trace = new TraceView(traceId, stored);
    const spans = trace.overlaps(search.fromMs, search.toMs) ? query.find(trace) : [];
    if (spans.length > 0) {
      hits.push({ trace, spans: spans.slice(0, search.spss) });
    }
  }
  return hits.sort((a, b) => startMs(b.trace.root) - startMs(a.trace.root)).slice(0, search.limit);
}

function shownId({ traceId }: TraceView): string {
  return traceId.replace(/^0+/, '');
}

function spanIdConfig(source: Source): Config {
  return {
    displayNameFromDS: 'Span ID',
    unit: 'string',
    links: [
      {
        title: 'Span: ${__value.raw}',
        internal: {
          query: { query: '${__data.fields.traceIdHidden}', queryType: 'traceql' },
          datasourceUid: source.uid,
          datasourceName: source.name,
          panelsState: { trace: { spanId: '${__value.raw}' } },
        },
      },
    ],
    custom: { width: 200 },
  };
}
