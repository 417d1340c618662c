import type { PanelData } from '@grafana/data';
import { t } from '@grafana/i18n';
import { group } from 'd3';
import { investigateAddress } from '../../../engine/address';
import { addNanos, epochMsFromNs, type EpochNs, nanos } from '../../../engine/units';
import { addressLink, type DataLink } from '../../../ui';

/** What links are made from. */
export interface LinkContext {
  readonly request: PanelData['request'];
  readonly origin: EpochNs;
}

/** Around an onset, so much before and after is looked at. Milliseconds. */
const BEFORE_MS = 60_000;
const AFTER_MS = 120_000;
const CLEW = 'clew-correlation-datasource';

type Query = Readonly<Record<string, unknown>>;

/** A data source, and what the panel asked it. */
interface Asked {
  readonly type: string;
  readonly uid: string;
  readonly queries: readonly Query[];
}

/**
 * Where to look at a service around a moment: its newest failing request with its lines and metrics, its dashboard, and
 * its traces, logs and metrics in Explore of the sources that the panel asked. In the time around that moment.
 *
 * @param at - nanoseconds after the window's start
 */
export function serviceLinks(service: string, at: number, { request, origin }: LinkContext): readonly DataLink[] {
  const time = Math.round(epochMsFromNs(addNanos(origin, nanos(Math.round(at)))));
  const [from, to] = [time - BEFORE_MS, time + AFTER_MS];
  const name = service.slice(service.lastIndexOf('/') + 1);
  const asked = sourcesOf(request);
  const source = asked.find(({ type }) => type === CLEW)?.uid;
  const dashboard = new URLSearchParams({
    'var-service': name,
    ...(source !== undefined && { 'var-source': source }),
    from: String(from),
    to: String(to),
  });
  return [
    addressLink(
      t('cascade.links.requests', 'Failing request'),
      investigateAddress({ service: name, from, to, source })
    ),
    addressLink(t('cascade.links.service', 'Dashboard'), `/d/clew-service?${dashboard.toString()}`),
    ...asked.flatMap((one) =>
      queriesOf(one, name).map(({ title, queries }) => addressLink(title, exploreOf(one.uid, queries, { from, to })))
    ),
  ];
}

function sourcesOf(request: PanelData['request']): readonly Asked[] {
  const asked = (request?.targets ?? []).flatMap(({ datasource, ...query }) =>
    datasource?.uid === undefined || datasource.type === undefined
      ? []
      : [{ type: datasource.type, uid: datasource.uid, query: { ...query, datasource } }]
  );
  return [...group(asked, ({ uid }) => uid)].map(([uid, [first, ...others]]) => ({
    type: first?.type ?? '',
    uid,
    queries: [first, ...others].flatMap((one) => (one === undefined ? [] : [one.query])),
  }));
}

interface Titled {
  readonly title: string;
  readonly queries: readonly Query[];
}

/** What a source can tell of one service, in its own language; what the panel asked it where that is not known. */
function queriesOf({ type, uid, queries }: Asked, name: string): readonly Titled[] {
  const quoted = JSON.stringify(name);
  const traces = t('cascade.links.traces', 'Traces');
  const logs = t('cascade.links.logs', 'Logs');
  const metrics = t('cascade.links.metrics', 'Metrics');
  const one = (title: string, query: Query): Titled => ({
    title,
    queries: [{ refId: 'A', datasource: { type, uid }, ...query }],
  });
  switch (type) {
    case CLEW: {
      const clew = { version: 2, scope: {}, filters: [] };
      const selection = `{ resource.service.name = ${quoted} }`;
      const sample = { kind: 'slowest', traces: 100 };
      return [
        one(traces, { ...clew, view: 'traces', selection, sample, history: false }),
        one(logs, { ...clew, view: 'cascade', services: [name], signals: ['logs'], baseline: { kind: 'none' } }),
        one(metrics, {
          ...clew,
          view: 'services',
          breakdown: 'service',
          services: [name],
          signals: ['traffic', 'errors', 'latency', 'saturation'],
          baseline: { kind: 'none' },
        }),
      ];
    }
    case 'tempo':
      return [one(traces, { queryType: 'traceql', query: `{ resource.service.name = ${quoted} }` })];
    case 'loki':
      return [one(logs, { expr: `{service_name=${quoted}}` })];
    default:
      // Nobody knows which of its labels is the service.
      return [{ title: metrics, queries }];
  }
}

/** Address of queries in Explore, without the path under which Grafana is served. */
function exploreOf(
  datasource: string,
  queries: readonly Query[],
  { from, to }: { readonly from: number; readonly to: number }
): string {
  const pane = { datasource, queries, range: { from: String(from), to: String(to) } };
  return `/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify({ clew: pane }))}`;
}
