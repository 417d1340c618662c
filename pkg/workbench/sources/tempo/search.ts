import { type FieldJson, frame, type FrameJson } from '../answer';
import type { Memory, StoredSpan } from '../memory';
import { serviceName } from './trace';
import { type Column, readTraceQl } from './traceql';

/** One search: `limit` traces, the newest first, and at most `spss` matching spans of each. Times are epoch milliseconds. */
export interface Search {
  readonly refId: string;
  readonly query: string;
  readonly limit: number;
  readonly spss: number;
  readonly fromMs: number;
  readonly toMs: number;
}

interface Hit {
  readonly traceId: string;
  readonly root: StoredSpan;
  readonly spans: readonly StoredSpan[];
}

const NS_PER_MS = 1e6;

/**
 * Answers a TraceQL search with `tableType: spans`: one row a matching span.
 *
 * @throws Refusal as `readTraceQl` does.
 */
export function spansFrame(memory: Memory, search: Search, source: { uid: string; name: string }): FrameJson {
  const filter = readTraceQl(search.query);
  const rows = find(memory, search, filter.matches).flatMap((hit) => hit.spans.map((span) => ({ hit, span })));
  const column = (
    name: string,
    type: FieldJson['type'],
    config: Readonly<Record<string, unknown>>,
    value: (row: (typeof rows)[number]) => unknown
  ): FieldJson => ({ name, type, config, values: rows.map(value) });
  const hidden = { custom: { hideFrom: { viz: true } } };
  const wide = { custom: { width: 200 } };
  return frame({
    fields: [
      column('traceIdHidden', 'string', hidden, ({ hit }) => hit.traceId.replace(/^0+/, '')),
      column('traceService', 'string', { displayNameFromDS: 'Trace Service', ...wide }, ({ hit }) =>
        serviceName(hit.root)
      ),
      column('traceName', 'string', { displayNameFromDS: 'Trace Name', ...wide }, ({ hit }) => hit.root.span.name),
      column('spanID', 'string', spanIdConfig(source), ({ span }) => span.span.spanId),
      column('time', 'time', { displayNameFromDS: 'Start time' }, ({ span }) => Math.floor(startMs(span))),
      column('name', 'string', { displayNameFromDS: 'Name', ...hidden }, () => ''),
      ...filter.columns.map(({ name, text }: Column) =>
        // Frames are JSON: what is absent is null there.
        column(name, 'string', { displayNameFromDS: name }, ({ span }) => text(span) ?? null)
      ),
      column('duration', 'number', { displayNameFromDS: 'Duration', unit: 'ns', custom: { width: 120 } }, ({ span }) =>
        Number(BigInt(span.span.endTimeUnixNano) - BigInt(span.span.startTimeUnixNano))
      ),
    ],
    refId: search.refId,
    meta: { typeVersion: [0, 0], preferredVisualisationType: 'table' },
    name: 'Spans',
  });
}

function find(memory: Memory, search: Search, matches: (span: StoredSpan) => boolean): readonly Hit[] {
  const hits: Hit[] = [];
  for (const [traceId, spans] of memory.traces) {
    const inRange = spans.some((span) => startMs(span) <= search.toMs && endMs(span) >= search.fromMs);
    const matching = inRange ? spans.filter(matches) : [];
    if (matching.length > 0) {
      hits.push({ traceId, root: rootOf(spans), spans: matching.slice(0, search.spss) });
    }
  }
  return hits.sort((a, b) => startMs(b.root) - startMs(a.root)).slice(0, search.limit);
}

function rootOf(spans: readonly StoredSpan[]): StoredSpan {
  return (
    spans.find(({ span }) => (span.parentSpanId ?? '') === '') ??
    spans.reduce((first, span) => (startMs(span) < startMs(first) ? span : first))
  );
}

function startMs({ span }: StoredSpan): number {
  return Number(span.startTimeUnixNano) / NS_PER_MS;
}

function endMs({ span }: StoredSpan): number {
  return Number(span.endTimeUnixNano) / NS_PER_MS;
}

function spanIdConfig(source: { uid: string; name: string }): Readonly<Record<string, unknown>> {
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
