import type { DataFrame, Field, PanelData } from '@grafana/data';
import { normaliseSpanId } from '../../engine/model';
import { normaliseTraceId, type TraceId } from '../../engine/units';

/** Where a click may lead. */
export interface TraceLink {
  readonly title: string;
  readonly href: string;
  readonly newTab: boolean;
  readonly onClick: ((event: unknown) => void) | undefined;
}

/** The data links of a span's row (of any row of its trace, when the span is not there). O(rows of the frame). */
export function traceLinks(frame: DataFrame | undefined, traceId: TraceId, spanId: string): readonly TraceLink[] {
  if (
    frame === undefined ||
    !frame.fields.some(({ config, getLinks }) => getLinks !== undefined && (config.links?.length ?? 0) > 0)
  ) {
    return [];
  }
  const row = rowOf(frame, traceId, spanId);
  if (row < 0) {
    return [];
  }
  const links = frame.fields.flatMap((field) => fieldLinks(field, row));
  return [...new Map(links.map((link) => [`${link.title} ${link.href}`, link])).values()];
}

function fieldLinks(field: Field, row: number): readonly TraceLink[] {
  const value: unknown = field.values[row];
  if (value === undefined || value === null || value === '') {
    return [];
  }
  return (field.getLinks?.({ valueRowIndex: row }) ?? []).map((link) => ({
    title: link.title,
    href: link.href,
    newTab: link.target === '_blank',
    onClick: link.onClick,
  }));
}

function rowOf(frame: DataFrame, traceId: TraceId, spanId: string): number {
  const traceIds = valuesOf(frame, 'traceID');
  const spanIds = valuesOf(frame, 'spanID');
  const inTrace = (row: number) => normaliseTraceId(String(traceIds[row] ?? '')) === traceId;
  const exact = spanIds.findIndex((id, row) => normaliseSpanId(String(id)) === spanId && inTrace(row));
  return exact >= 0 ? exact : traceIds.findIndex((_, row) => inTrace(row));
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
