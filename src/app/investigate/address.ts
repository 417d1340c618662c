import { urlUtil } from '@grafana/data';
import type { Investigation } from './recent';

/** The dashboard of `provisioning/`: the thread of one ID. */
export const THREAD_DASHBOARD = 'clew-thread';

/** The address of the dashboard that shows an investigation. */
export function dashboardAddress({ source, key, id, from, to }: Investigation): string {
  return urlUtil.renderUrl(`/d/${THREAD_DASHBOARD}`, { from, to, 'var-source': source, 'var-key': key, 'var-id': id });
}

/** The address of Explore with the same question, for a Grafana that does not have the dashboard. */
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
