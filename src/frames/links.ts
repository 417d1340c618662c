import type { DataLink } from '@grafana/data';
import type { SourceRef } from './tag';

/** What every writer is told. */
export interface WriteOptions {
  readonly refId: string;
  /** Where the rows came from: named in the tag, and what the links open. Without it there are no links. */
  readonly source?: SourceRef;
  /** Words of a link; the data source's name by default. */
  readonly linkTitle?: string;
}

/** An internal link to a data source in Explore. */
function toExplore(
  { source, linkTitle }: WriteOptions,
  query: Readonly<Record<string, unknown>>,
  spanId?: string
): DataLink[] {
  if (source === undefined) {
    return [];
  }
  return [
    {
      title: linkTitle ?? source.name,
      url: '',
      internal: {
        datasourceUid: source.uid,
        datasourceName: source.name,
        query: { refId: 'A', ...query },
        ...(spanId === undefined ? {} : { panelsState: { trace: { spanId } } }),
      },
    },
  ];
}

/** Link from a field with trace IDs to the trace. `value` is Grafana's template for the ID. */
export function traceLinks(options: WriteOptions, value = '${__value.raw}', spanId?: string): DataLink[] {
  return toExplore(options, traceQuery(options.source?.type ?? '', value), spanId);
}

function traceQuery(type: string, query: string): Readonly<Record<string, unknown>> {
  switch (type) {
    case 'jaeger':
      return { query };
    case 'zipkin':
      return { query, queryType: 'traceID' };
    default:
      return { query, queryType: 'traceql' };
  }
}

/** Link to the log query that found the rows. */
export function logLinks(options: WriteOptions, expr: string | undefined): DataLink[] {
  return expr === undefined ? [] : toExplore(options, { expr, queryType: 'range' });
}

/** Link to the metric query that gave the series. */
export function seriesLinks(options: WriteOptions, expr: string | undefined): DataLink[] {
  return expr === undefined ? [] : toExplore(options, { expr, range: true, instant: false });
}
