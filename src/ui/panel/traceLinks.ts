import type { DataFrame, PanelData } from '@grafana/data';
import { normaliseSpanId } from '../../engine/model';
import { normaliseTraceId, type TraceId } from '../../engine/units';
import { type DataLink, rowLinks } from './dataLinks';

/**
 * The row of a span, -1 when it is not there. IDs are compared as the reader of frames reads them: sources strip zeros and
 * write capitals. O(rows).
 */
export function spanRow(frame: DataFrame, traceId: string, spanId: string): number {
  const traceIds = valuesOf(frame, 'traceID');
  return valuesOf(frame, 'spanID').findIndex(
    (id, row) => normaliseSpanId(String(id)) === spanId && isOf(traceIds, row, traceId)
  );
}

/** The data links of a span's row (of any row of its trace, when the span is not there). O(rows of the frame). */
export function traceLinks(frame: DataFrame | undefined, traceId: TraceId, spanId: string): readonly DataLink[] {
  if (
    frame === undefined ||
    !frame.fields.some(({ config, getLinks }) => getLinks !== undefined && (config.links?.length ?? 0) > 0)
  ) {
    return [];
  }
  const exact = spanRow(frame, traceId, spanId);
  const traceIds = valuesOf(frame, 'traceID');
  const row = exact >= 0 ? exact : traceIds.findIndex((_, other) => isOf(traceIds, other, traceId));
  return row < 0 ? [] : rowLinks(frame, row);
}

function isOf(traceIds: readonly unknown[], row: number, traceId: string): boolean {
  return normaliseTraceId(String(traceIds[row] ?? '')) === traceId;
}

function valuesOf(frame: DataFrame, name: string): readonly unknown[] {
  return frame.fields.find((field) => field.name === name)?.values ?? [];
}

/** Trace sources whose Explore can open a trace by its ID, and what it is asked with. */
const QUERIES: Readonly<Record<string, (traceId: string) => Readonly<Record<string, unknown>>>> = {
  tempo: (query) => ({ query, queryType: 'traceql' }),
  jaeger: (query) => ({ query }),
  zipkin: (query) => ({ query, queryType: 'traceID' }),
};

/**
 * Address of a trace in Explore, in the data source that was asked for it; `undefined` when the source cannot be told or
 * knows no traces. Without the address under which Grafana is served.
 */
export function exploreAddress(
  request: PanelData['request'],
  refId: string | undefined,
  traceId: TraceId
): string | undefined {
  const targets = request?.targets ?? [];
  const source = (targets.find((target) => target.refId === refId) ?? targets[0])?.datasource;
  const query = QUERIES[source?.type ?? ''];
  if (source?.uid === undefined || query === undefined) {
    return undefined;
  }
  const pane = { datasource: source.uid, queries: [{ refId: 'A', datasource: source, ...query(traceId) }] };
  return `/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify({ clew: pane }))}`;
}
