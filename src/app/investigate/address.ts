import { urlUtil } from '@grafana/data';
import { investigateAddress } from '../../engine/address';
import type { Investigation } from './recent';

/** The dashboards that the app brings, by uid. */
export const DASHBOARDS = {
  incident: 'clew-incident',
  request: 'clew-request',
  service: 'clew-service',
  clocks: 'clew-clocks',
} as const;

/** The address of this page with the timeline of an investigation. */
export function timelineAddress({ source, key, id, from, to }: Investigation): string {
  return investigateAddress({ source, key, id, from, to });
}

/** The address of the Request dashboard with the same ID. */
export function requestDashboard({ source, key, id, from, to }: Investigation): string {
  return urlUtil.renderUrl(`/d/${DASHBOARDS.request}`, {
    from,
    to,
    'var-source': source,
    'var-key': key,
    'var-id': id,
  });
}

/** The address of the Incident dashboard: who degraded first, and who is to blame. */
export function incidentDashboard({ source, from, to }: Investigation): string {
  return urlUtil.renderUrl(`/d/${DASHBOARDS.incident}`, { from, to, 'var-source': source });
}

/** The address of the Service dashboard. */
export function serviceDashboard(service: string, range: { readonly from: string; readonly to: string }): string {
  return urlUtil.renderUrl(`/d/${DASHBOARDS.service}`, { ...range, 'var-service': service });
}

/** The address of Explore with the same question. */
export function exploreAddress({ source, key, id, from, to }: Investigation): string {
  const query = {
    refId: 'A',
    datasource: { type: 'clew-correlation-datasource', uid: source },
    view: 'correlate',
    key,
    value: id,
    signals: ['traces', 'logs', 'metrics'],
  };
  const panes = JSON.stringify({ clew: { datasource: source, queries: [query], range: { from, to } } });
  return urlUtil.renderUrl('/explore', { schemaVersion: '1', panes });
}
