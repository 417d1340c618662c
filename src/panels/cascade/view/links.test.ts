import { type DataQueryRequest, dateTime, getDefaultTimeRange } from '@grafana/data';
import { epochNsFromMs } from '../../../engine/units';
import { serviceLinks } from './links';

const START_MS = Date.UTC(2026, 10, 21, 14, 0);
const ONSET_MS = START_MS + 300_000;
const RANGE = { from: String(ONSET_MS - 60_000), to: String(ONSET_MS + 120_000) };

interface Pane {
  readonly datasource: string;
  readonly queries: ReadonlyArray<Readonly<Record<string, unknown>>>;
  readonly range: { readonly from: string; readonly to: string };
}

/** Links to `shop/checkout` five minutes after the start, by title: for Explore what its pane asks. */
function linksFor(targets: DataQueryRequest['targets']): Readonly<Record<string, string | Pane>> {
  const request: DataQueryRequest = {
    app: 'panel',
    requestId: '1',
    interval: '5s',
    intervalMs: 5000,
    range: { ...getDefaultTimeRange(), from: dateTime(START_MS) },
    scopedVars: {},
    startTime: 0,
    timezone: 'utc',
    targets,
  };
  const links = serviceLinks('shop/checkout', 300e9, { request, origin: epochNsFromMs(START_MS) });
  return Object.fromEntries(
    links.map(({ title, href }) => {
      const panes = new URL(href, 'http://grafana').searchParams.get('panes');
      const [pane]: readonly Pane[] = panes === null ? [] : Object.values(JSON.parse(panes));
      return [title, pane ?? href];
    })
  );
}

const clew = { type: 'clew-correlation-datasource', uid: 'clew-eu' };

it('leads to the failing request and the dashboard of the source that was asked, in the time around the onset', () => {
  const links = linksFor([{ refId: 'A', datasource: clew }]);
  expect(links['Failing request']).toBe(
    `/a/clew-incident-app/investigate?service=checkout&from=${RANGE.from}&to=${RANGE.to}&source=clew-eu`
  );
  expect(links['Dashboard']).toBe(
    `/d/clew-service?var-service=checkout&var-source=clew-eu&from=${RANGE.from}&to=${RANGE.to}`
  );
});

it('asks Clew for the traces, lines and metrics of the service', () => {
  const { Traces, Logs, Metrics } = linksFor([{ refId: 'A', datasource: clew }]);
  const pane = (query: object) => ({
    datasource: 'clew-eu',
    queries: [expect.objectContaining({ refId: 'A', datasource: clew, version: 2, ...query })],
    range: RANGE,
  });
  expect(Traces).toEqual(pane({ view: 'traces', selection: '{ resource.service.name = "checkout" }' }));
  expect(Logs).toEqual(pane({ view: 'cascade', services: ['checkout'], signals: ['logs'] }));
  expect(Metrics).toEqual(pane({ view: 'services', services: ['checkout'], breakdown: 'service' }));
});

it('asks Tempo and Loki in their own languages, and any other source what the panel asked it', () => {
  const [tempo, loki, prom] = ['tempo', 'loki', 'prometheus'].map((type) => ({ type, uid: `${type}-1` }));
  const links = linksFor([
    { refId: 'A', datasource: tempo },
    { refId: 'B', datasource: loki },
    { refId: 'C', datasource: prom, ...{ expr: 'up' } },
    { refId: 'D', datasource: prom, ...{ expr: 'down' } },
  ]);
  expect(links['Traces']).toMatchObject({
    datasource: 'tempo-1',
    queries: [{ queryType: 'traceql', query: '{ resource.service.name = "checkout" }' }],
  });
  expect(links['Logs']).toMatchObject({ datasource: 'loki-1', queries: [{ expr: '{service_name="checkout"}' }] });
  expect(links['Metrics']).toMatchObject({ datasource: 'prometheus-1', queries: [{ expr: 'up' }, { expr: 'down' }] });
});

it('has what needs no source where none is known', () => {
  expect(Object.keys(linksFor([]))).toEqual(['Failing request', 'Dashboard']);
});
