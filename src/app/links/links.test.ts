import { dateTime, FieldType, PluginExtensionPoints, toDataFrame } from '@grafana/data';
import { type DataSourceSrv, setDataSourceSrv, setTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import { plugin } from '../../module';
import pluginJson from '../../plugin.json';
import { links } from '.';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const FROM = Date.UTC(2026, 10, 21, 10);

const ownKeys = [
  {
    name: 'booking',
    title: 'Booking',
    spanAttributes: ['span.booking.ref'],
    logPlaces: [{ kind: 'label', name: 'booking' }],
  },
];

beforeEach(() => {
  setDataSourceSrv({ getList: () => [{ jsonData: { keys: ownKeys } }] } as unknown as DataSourceSrv);
  setTemplateSrv({
    replace: (text: string, scoped?: Record<string, { value: string }>) =>
      text.replace(/\$\{?(\w+)\}?/g, (_, name) => scoped?.[name]?.value ?? (name === 'service' ? 'cart' : `$${name}`)),
  } as unknown as TemplateSrv);
});

/** What the link of an extension point leads to in a context. */
function opened(point: string, context: unknown, title?: string) {
  const link = links.find((each) => each.targets.includes(point) && (title === undefined || each.title === title));
  // Contexts are recorded ones, cut to what matters; their types differ between versions of Grafana.
  const configured = link?.configure?.(context as object);
  if (configured?.path === undefined) {
    return undefined;
  }
  const { search } = new URL(configured.path, 'http://localhost');
  return { ...Object.fromEntries(new URLSearchParams(search)), title: configured.title, category: configured.category };
}

describe('what plugin.json says of the links', () => {
  it('is what the code adds, so that Grafana loads the app where it is wanted and accepts the links', () => {
    const declared = plugin.addedLinkConfigs.map(({ title, description, targets }) => ({
      title,
      description,
      targets,
    }));
    expect(pluginJson.extensions.addedLinks).toEqual(declared);
    expect(declared.every(({ title }) => title.length >= 10)).toBe(true);
  });

  it('leads below the app', () => {
    expect(links.every(({ path }) => path?.startsWith(`/a/${pluginJson.id}/`))).toBe(true);
  });
});

describe("a panel's menu", () => {
  const menu = (context: object) =>
    opened(PluginExtensionPoints.DashboardPanelMenu, {
      pluginId: 'timeseries',
      id: 4,
      title: 'Errors',
      timeZone: 'browser',
      timeRange: { from: 'now-30m', to: 'now' },
      dashboard: { uid: 'd', title: 'Shop', tags: [] },
      scopedVars: {},
      ...context,
    });
  const prometheus = { type: 'prometheus', uid: 'prom' };
  const series = (...labels: Array<Record<string, string>>) => ({
    series: labels.map((each) =>
      toDataFrame({ fields: [{ name: 'Value', type: FieldType.number, values: [1], labels: each }] })
    ),
  });

  it.each([
    [{ expr: 'sum(rate(http_requests_total{service="cart",status=~"5.."}[1m]))' }, 'cart'],
    [{ expr: 'rate(http_requests_total{service="$service"}[1m])' }, 'cart'],
    [{ expr: '{service_name=`checkout`} |= "error"' }, 'checkout'],
    [{ query: '{ resource.service.name = "payment" && status = error }' }, 'payment'],
    [{ view: 'services', services: ['inventory'] }, 'inventory'],
    [{ expr: 'up{job="shop/shipping"}' }, 'shipping'],
  ])('the service of its query: %j', (target, service) => {
    expect(menu({ targets: [{ refId: 'A', datasource: prometheus, ...target }] })).toEqual({
      service,
      from: 'now-30m',
      to: 'now',
      title: `Investigate ${service}`,
      category: 'Clew',
    });
  });

  it.each([
    [
      { view: 'correlate', key: 'request_id', value: 'req_1' },
      { key: 'request_id', id: 'req_1' },
    ],
    [{ query: TRACE.toUpperCase() }, { trace: TRACE }],
    [{ query: '{ span.request_id = "req_\\"1" }' }, { key: 'request_id', id: 'req_"1' }],
    [{ query: '{ .booking.ref = "B1" }' }, { key: 'booking', id: 'B1' }],
    [{ query: `{ trace:id = "${TRACE}" }` }, { trace: TRACE }],
    [{ expr: `{job="shop/cart"} |= "${TRACE}"` }, { trace: TRACE }],
    [{ expr: '{job="shop/cart"} |= `req_8f2c`' }, { key: 'request_id', id: 'req_8f2c' }],
    [{ expr: '{service_name="cart"} | json | order_id="o-1"' }, { key: 'order_id', id: 'o-1' }],
  ])('the ID of its query before the service: %j', (target, expected) => {
    expect(menu({ targets: [{ refId: 'A', ...target }] })).toMatchObject(expected);
    expect(menu({ targets: [{ refId: 'A', ...target }] })).not.toHaveProperty('service');
  });

  it('a variable of a repeated panel', () => {
    const scopedVars = { service: { text: 'cart', value: 'shipping' } };
    expect(menu({ targets: [{ expr: 'up{service="$service"}' }], scopedVars })).toMatchObject({ service: 'shipping' });
  });

  it('the labels of its answer, when they agree', () => {
    const targets = [{ expr: 'topk(1, rate(http_requests_total[1m]))' }];
    expect(menu({ targets, data: series({ service: 'cart', status: '500' }) })).toMatchObject({ service: 'cart' });
    expect(menu({ targets, data: series({ service: 'cart' }, { service: 'payment' }) })).toBeUndefined();
    expect(menu({ targets, data: series({ 'resource.service.name': '"api"', service_name: '"api"' }) })).toMatchObject({
      service: 'api',
    });
  });

  it('a panel whose alert fires leads on, and says so', () => {
    const data = { ...series({ status: '500' }), alertState: { state: 'alerting', panelId: 4, dashboardUID: 'd' } };
    expect(menu({ targets: [{ expr: 'up' }], data })).toMatchObject({ from: 'now-30m', title: 'Investigate' });
    expect(menu({ targets: [{ expr: 'up' }], data: { ...data, alertState: { state: 'ok' } } })).toBeUndefined();
  });

  it('the alert list has no queries, and leads on', () => {
    expect(menu({ pluginId: 'alertlist', targets: undefined })).toMatchObject({ title: 'Investigate' });
  });

  it('a range of moments', () => {
    const timeRange = { from: dateTime(FROM), to: dateTime(FROM + 1) };
    expect(menu({ targets: [{ expr: 'up{service="a"}' }], timeRange })).toMatchObject({
      from: String(FROM),
      to: String(FROM + 1),
    });
  });

  it('hides where nothing is named, and is never what breaks a menu', () => {
    expect(menu({ targets: [{ expr: 'up' }, { expr: 'x{service=~"a|b"}' }] })).toBeUndefined();
    expect(menu({ targets: [null, 7, { expr: 7 }], data: { series: [null, { fields: 'x' }] } })).toBeUndefined();
    for (const broken of [undefined, null, 7, [], { timeRange: null }]) {
      expect(opened(PluginExtensionPoints.DashboardPanelMenu, broken)).toBeUndefined();
    }
    setDataSourceSrv({
      getList: () => {
        throw new Error('not ready');
      },
    } as unknown as DataSourceSrv);
    expect(menu({ targets: [{ expr: 'up{service="a"}' }] })).toBeUndefined();
  });
});

describe('alerts', () => {
  it('one that fires: its labels, and the time since shortly before', () => {
    const instance = {
      activeAt: '2026-11-21T10:00:00Z',
      labels: { alertname: 'Failing', service: 'cart', severity: 'critical' },
      annotations: {},
      state: 'Alerting',
      value: '1e+00',
    };
    expect(opened(PluginExtensionPoints.AlertInstanceAction, { instance })).toMatchObject({
      service: 'cart',
      from: String(FROM - 15 * 60_000),
      to: 'now',
    });
    const idle = { ...instance, activeAt: '0001-01-01T00:00:00Z' };
    expect(opened(PluginExtensionPoints.AlertInstanceAction, { instance: idle })).toMatchObject({ from: 'now-1h' });
    expect(opened(PluginExtensionPoints.AlertInstanceAction, { instance: { labels: {} } })).toBeUndefined();
  });

  it('a rule: its labels, else its expression', () => {
    const rule = { name: 'r', namespace: 'n', group: 'g', labels: {}, expression: 'rate(x{service="cart"}[1m]) > 1' };
    expect(opened(PluginExtensionPoints.AlertingAlertingRuleAction, rule)).toMatchObject({ service: 'cart' });
    expect(
      opened(PluginExtensionPoints.AlertingAlertingRuleAction, { ...rule, labels: { service: 'b' }, expression: 'up' })
    ).toMatchObject({ service: 'b' });
  });
});

describe('Explore, traces and logs', () => {
  it('the queries of the pane', () => {
    const context = {
      exploreId: 'x',
      targets: [{ refId: 'A', query: TRACE }],
      timeRange: { from: FROM, to: FROM + 1 },
    };
    expect(opened(PluginExtensionPoints.ExploreToolbarAction, context)).toMatchObject({
      trace: TRACE,
      from: String(FROM),
      title: 'Follow trace 4bf92f35',
    });
    expect(opened(PluginExtensionPoints.ExploreToolbarAction, { targets: [] })).toBeUndefined();
  });

  it('the trace of the view, and the time around it', () => {
    const context = { traceID: TRACE, startTime: FROM * 1000, endTime: (FROM + 2000) * 1000, spans: [] };
    expect(opened(PluginExtensionPoints.TraceViewHeaderActions, context)).toMatchObject({
      trace: TRACE,
      from: String(FROM - 900_000),
      to: String(FROM + 902_000),
    });
    expect(opened(PluginExtensionPoints.TraceViewHeaderActions, { traceID: '' })).toBeUndefined();
  });

  const attributes = {
    attributes: { 'service.name': ['cart'], 'host.name': ['h1'] },
    spanAttributes: { 'http.method': ['GET'], request_id: ['req_1'] },
    timeRange: { from: FROM, to: FROM + 1 },
    datasource: { type: 'tempo', uid: 'tempo' },
    traceID: TRACE,
    spanID: 'a',
  };

  it('beside the attribute that carries the ID, and beside the one that names the service', () => {
    const point = PluginExtensionPoints.TraceViewResourceAttributes;
    expect(opened(point, attributes, 'Follow this ID in Clew')).toMatchObject({
      category: 'request_id',
      key: 'request_id',
      id: 'req_1',
      from: String(FROM),
    });
    expect(opened(point, attributes, 'Investigate this service in Clew')).toMatchObject({
      category: 'service.name',
      service: 'cart',
    });
  });

  it('beside the label of a log line', () => {
    const point = PluginExtensionPoints.LogsViewResourceAttributes;
    const context = { attributes: { service_name: ['cart'], trace_id: [TRACE] }, timeRange: { from: 1, to: 2 } };
    expect(opened(point, context, 'Follow this ID in Clew')).toMatchObject({ category: 'trace_id', trace: TRACE });
    expect(opened(point, { attributes: { level: ['info'] } }, 'Follow this ID in Clew')).toBeUndefined();
  });
});
