import {
  CONVENTIONS,
  customConvention,
  detect,
  keepServices,
  subjectKey,
  unknownMetrics,
  type Presence,
} from './index';
import { presencesOf, SIGNAL_FIXTURES, SOURCES, type ExpectedRow } from './testing';

const OPTIONS = { conventions: CONVENTIONS, breakdown: 'service', services: [], scope: [] } as const;

function at(service: string, ...metrics: string[]): readonly Presence[] {
  return metrics.map((metric) => ({ metric, labels: { service } }));
}

function key({ client, service, instance }: ExpectedRow): string {
  if (client !== undefined) {
    return subjectKey({ kind: 'edge', service, client });
  }
  return subjectKey(instance === undefined ? { kind: 'service', service } : { kind: 'instance', service, instance });
}

describe.each([...SIGNAL_FIXTURES])('$convention: $name', (fixture) => {
  const detection = detect(presencesOf(fixture), {
    ...OPTIONS,
    breakdown: fixture.breakdown,
    services: fixture.services ?? [],
  });

  it('is known, and nobody else is', () => {
    const groups = [...detection.requests, ...detection.resources];
    expect(groups.map(({ convention }) => convention.name)).toContain(fixture.convention);
    const found = new Set(groups.flatMap(({ subjects }) => subjects.map(subjectKey)));
    expect([...found].sort()).toEqual(fixture.rows.map(key).sort());
  });

  it('has the resources that it documents', () => {
    const resources = detection.resources.map(({ signal }) => `${signal.kind}:${signal.name}`);
    expect(resources.sort()).toEqual([...(fixture.resources ?? [])].sort());
  });

  it('has latency as documented', () => {
    const quantiles = fixture.rows.some(({ p95 }) => p95 !== undefined);
    const means = fixture.rows.some(({ mean }) => mean !== undefined);
    const forms = new Set(detection.requests.flatMap(({ latency }) => latency?.form ?? []));
    expect([...forms]).toEqual(quantiles ? ['classic'] : means ? ['mean'] : []);
  });
});

it('every convention that ships has a fixture, a source and names of its own', () => {
  const documented = new Set(SIGNAL_FIXTURES.map(({ convention }) => convention));
  expect(CONVENTIONS.map(({ name }) => name).filter((name) => !documented.has(name))).toEqual([]);
  expect(CONVENTIONS.filter(({ name }) => (SOURCES[name] ?? []).length === 0)).toEqual([]);
  for (const { resources } of CONVENTIONS) {
    const names = resources.map(({ kind, name }) => `${kind}:${name}`);
    expect(new Set(names).size).toBe(names.length);
  }
});

describe('a service that several conventions know', () => {
  const presences = [
    ...at('cart', 'traces_spanmetrics_calls_total', 'http_requests_total', 'traces_spanmetrics_latency_bucket'),
    ...at('legacy', 'traces_spanmetrics_calls_total'),
  ];

  it('takes the best, and the others are said', () => {
    const { requests, also } = detect(presences, OPTIONS);
    const told = (groups: typeof requests): readonly string[] =>
      groups.map(({ convention, values }) => `${convention.name}: ${values.join()}`);
    expect(told(requests)).toEqual(['http: cart', 'span-metrics: legacy']);
    expect(told(also)).toEqual(['span-metrics: cart']);
  });

  it('does not depend on the order in which metrics are met', () => {
    expect(detect([...presences].reverse(), OPTIONS).requests.map(({ values }) => values)).toEqual([
      ['cart'],
      ['legacy'],
    ]);
  });
});

describe('latency', () => {
  it('comes from buckets before a native histogram, and from that before a mean', () => {
    const form = (...metrics: string[]): string | undefined =>
      detect(at('a', 'traces_spanmetrics_calls_total', ...metrics), OPTIONS).requests[0].latency?.form;
    const [bucket, native, count] = ['_bucket', '', '_count'].map((end) => `traces_spanmetrics_latency${end}`);
    expect([form(bucket, native, count), form(native, count), form(count), form()]).toEqual([
      'classic',
      'native',
      'mean',
      undefined,
    ]);
  });

  it('is that of the subject itself: one service’s buckets are not another’s', () => {
    const { requests } = detect(
      [
        ...at('a', 'http_requests_total'),
        ...at('b', 'http_requests_total'),
        ...at('b', 'http_request_duration_seconds_bucket'),
      ],
      OPTIONS
    );
    expect(requests.map(({ values, latency }) => [values.join(), latency?.form])).toEqual([
      ['a', undefined],
      ['b', 'classic'],
    ]);
  });
});

describe('scope', () => {
  const presences = ['prod', 'test'].flatMap((value): readonly Presence[] => [
    { metric: 'http_requests_total', labels: { service: `cart-${value}`, env: value } },
    { metric: 'http_requests_total', labels: { service: `cart-${value}-other`, environment: value } },
  ]);

  it('keeps what lies in it, under the name that the series use', () => {
    const scope = [{ labels: ['environment', 'env'], value: 'prod' }];
    const { requests } = detect(presences, { ...OPTIONS, scope });
    expect(requests.map(({ values, scope: matchers }) => [values.join(), matchers])).toEqual([
      ['cart-prod', [{ label: 'env', operator: '=', value: 'prod' }]],
      ['cart-prod-other', [{ label: 'environment', operator: '=', value: 'prod' }]],
    ]);
  });
});

it('services can be asked for by their name without the namespace, and kept by it', () => {
  const presences = ['shop/cart', 'shop/checkout'].map((job) => ({ metric: 'http_requests_total', labels: { job } }));
  const one = detect(presences, { ...OPTIONS, services: ['cart'] });
  expect([one.services, one.requests[0].values]).toEqual([['cart'], ['shop/cart']]);
  const kept = keepServices(detect(presences, OPTIONS), new Set(['checkout']));
  expect([kept.services, kept.requests[0].values]).toEqual([['checkout'], ['shop/checkout']]);
});

it('resources of scrape jobs are no services, unless they are asked for', () => {
  const presences = [{ metric: 'go_goroutines', labels: { job: 'prometheus' } }];
  expect(detect(presences, OPTIONS).resources).toEqual([]);
  expect(detect(presences, { ...OPTIONS, services: ['prometheus'] }).services).toEqual(['prometheus']);
});

describe('a convention of the user’s own', () => {
  it('is detected by its counter, before those that ship', () => {
    const mine = customConvention({
      name: 'mine',
      service: 'svc',
      counter: 'my_calls_total',
      failed: [{ label: 'result', operator: '=', value: 'bad' }],
      histogram: 'my_time',
      unit: 'ms',
    });
    const conventions = mine.ok ? [mine.value, ...CONVENTIONS] : [];
    const presences = ['my_calls_total', 'my_time_bucket'].map((metric) => ({ metric, labels: { svc: 'a' } }));
    const [group] = detect(presences, { ...OPTIONS, conventions }).requests;
    expect([group.convention.name, group.latency?.form, group.latency?.histogram.perSecond]).toEqual([
      'custom-mine',
      'classic',
      1000,
    ]);
  });

  it.each([
    [{ name: ' ', service: 's', counter: 'a' }, 'convention.no-name'],
    [{ name: 'x', service: 's' }, 'convention.no-metric'],
    [{ name: 'x', service: 's', counter: 'a b' }, 'convention.bad-metric'],
    [{ name: 'x', service: 's-t', counter: 'a' }, 'convention.bad-label'],
    [
      { name: 'x', service: 's', counter: 'a', templates: { traffic: 'rate(a{s=~$service}[$window])' } },
      'convention.template',
    ],
    [
      { name: 'x', service: 's', counter: 'a', templates: { traffic: 'rate(a{s=~"x$service"}[$window])' } },
      'convention.template',
    ],
  ])('%j is refused: %s', (custom, code) => {
    const made = customConvention(custom);
    expect(made.ok ? 'taken' : made.error.code).toBe(code);
  });

  it('may hold variables of the dashboard', () => {
    const templates = { traffic: 'rate(a{s=~"$service",zone="${zone}"}[$window])' };
    expect(customConvention({ name: 'x', service: 's', counter: 'a', templates }).ok).toBe(true);
  });
});

it('what is unknown is named by families, a few of them', () => {
  const names = ['z_bucket', 'z_count', 'z_sum', ...['a', 'b', 'c', 'd', 'e'].map((name) => `${name}_total`)];
  expect(unknownMetrics(names)).toEqual({ metrics: 'a_total, b_total, c_total, d_total, e_total', count: 6 });
  expect(unknownMetrics([])).toBeUndefined();
});
