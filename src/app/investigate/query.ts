import type { DataQuery } from '@grafana/schema';

const CLEW_TYPE = 'clew-correlation-datasource';

/** The query of the Clew data source for everything that carries one ID. */
export function timelineQuery(uid: string, key: string, id: string): DataQuery {
  const query = { view: 'correlate', key, value: id, signals: ['traces', 'logs', 'metrics'] };
  return { refId: 'A', datasource: { type: CLEW_TYPE, uid }, ...query };
}
