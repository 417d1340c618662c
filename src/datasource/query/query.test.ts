import {
  DEFAULT_QUERIES,
  DEFAULT_QUERY,
  migrateQuery,
  queryObstacle,
  queryText,
  replaceVariables,
  VIEWS,
  type ClewQuery,
  type CorrelateQuery,
  type Replace,
  type ServicesQuery,
} from '.';

it('reads a query that says nothing as the default', () => {
  expect(migrateQuery({ refId: 'B' })).toEqual({ ok: true, value: { ...DEFAULT_QUERY, refId: 'B' } });
});

it('reads numbers that were stored as text, and a numeric ID', () => {
  const read = migrateQuery({ refId: 'A', value: 42, paddingSeconds: '30' });
  expect(read).toMatchObject({ ok: true, value: { value: '42', paddingSeconds: 30 } });
});

it('keeps what only Grafana knows', () => {
  const read = migrateQuery({ refId: 'A', value: 'x', datasource: { uid: 'clew' } });
  expect(read).toMatchObject({ ok: true, value: { datasource: { uid: 'clew' } } });
});

it.each([
  [{ version: 3 }, 'query.newer', { found: 3, known: 2 }],
  [{ view: 'weather' }, 'query.unknown-view', { view: 'weather' }],
  [{ signals: ['smells'] }, 'query.invalid', { field: 'signals.0' }],
  [{ limits: { lines: 0 } }, 'query.invalid', { field: 'limits.lines' }],
])('says why %j cannot be read', (stored, code, params) => {
  expect(migrateQuery({ refId: 'A', ...stored })).toMatchObject({ ok: false, error: { code, params } });
});

const obstacles: ReadonlyArray<readonly [Partial<CorrelateQuery>, string | undefined]> = [
  [{ value: ' ' }, 'query.no-value'],
  [{ value: 'x', key: 'nope' }, 'query.no-key'],
  [{ value: 'x', key: '' }, 'query.no-key'],
  [{ value: 'x', signals: [] }, 'query.no-signal'],
  [{ value: 'x' }, undefined],
];
it.each(obstacles)('says what keeps %j from running', (change, code) => {
  expect(queryObstacle({ ...DEFAULT_QUERY, refId: 'A', ...change }, ['request_id'])?.code).toBe(code);
});

describe('versions', () => {
  it('version 1 gets a scope and filters, and keeps the rest', () => {
    const stored = { refId: 'A', version: 1, key: 'order_id', value: 'o-1', signals: ['logs'], limits: { lines: 5 } };
    expect(migrateQuery(stored)).toEqual({
      ok: true,
      value: { ...stored, view: 'correlate', version: 2, scope: {}, filters: [] },
    });
  });

  it.each(VIEWS)('a default query of the view %s is read as it is', (view) => {
    const query = { ...DEFAULT_QUERIES[view], refId: 'A' };
    expect(migrateQuery(JSON.parse(JSON.stringify(query)))).toEqual({ ok: true, value: query });
  });

  it.each(['services', 'breakers', 'cascade'] as const)('reads one service of the view %s as a list', (view) => {
    expect(migrateQuery({ refId: 'A', view, services: 'cart' })).toMatchObject({ value: { services: ['cart'] } });
  });

  it('reads one service as a list, and a number of traces from text', () => {
    expect(migrateQuery({ refId: 'A', view: 'services', services: 'cart' })).toMatchObject({
      value: { services: ['cart'] },
    });
    expect(migrateQuery({ refId: 'A', view: 'traces', sample: { traces: '7' } })).toMatchObject({
      value: { sample: { kind: 'slowest', traces: 7 } },
    });
  });

  it.each([
    [{ view: 'traces', sample: { kind: 'random', traces: 1001 } }, 'sample.traces'],
    [{ view: 'services', breakdown: 'pod' }, 'breakdown'],
    [{ view: 'services', baseline: { kind: 'shifted' } }, 'baseline.seconds'],
    [{ view: 'events', events: ['storms'] }, 'events.0'],
    [{ filters: [{ key: 'a', operator: '<', value: '1' }] }, 'filters.0.operator'],
    [{ view: 'breakers', signals: ['smells'] }, 'signals.0'],
    [{ view: 'cascade', baseline: { kind: 'shifted' } }, 'baseline.seconds'],
  ])('names the field of %j that cannot be read', (stored, field) => {
    expect(migrateQuery({ refId: 'A', ...stored })).toMatchObject({
      ok: false,
      error: { code: 'query.invalid', params: { field } },
    });
  });
});

it.each([
  ['{ }', undefined],
  ['{ a = "}" } && ({ b } || { c })', undefined],
  ['$selection', undefined],
  ['{ a = "${x}" }', undefined],
  ['{ a = ${x} }', undefined],
  ['{ a = "b }', 'query.selection-string'],
  ['{ a = `\\` }', undefined],
  ['{ a ', 'query.selection-bracket'],
  ['{ a } }', 'query.selection-bracket'],
  ['({ a }]', 'query.selection-bracket'],
  ['{ a } | rate()', 'query.selection-metrics'],
  ['{ a = "| rate(" }', undefined],
  ['{ a } | count() > 2', undefined],
  ['status = error', 'query.selection-spanset'],
])('the selection %s: %s', (selection, code) => {
  expect(queryObstacle({ ...DEFAULT_QUERIES.traces, refId: 'A', selection })?.code).toBe(code);
});

it.each<readonly [Partial<ServicesQuery>, string | undefined]>([
  [{}, undefined],
  [{ signals: [] }, 'query.no-signal'],
  [{ baseline: { kind: 'window', from: 5, to: 5 } }, 'query.bad-baseline'],
  [{ baseline: { kind: 'window', from: 0, to: 5 } }, undefined],
  [{ baseline: { kind: 'shifted', seconds: 0 } }, 'query.bad-baseline'],
  [{ filters: [{ key: ' ', operator: '=', value: '' }] }, 'query.bad-filter'],
])('services with %j: %s', (change, code) => {
  expect(queryObstacle({ ...DEFAULT_QUERIES.services, refId: 'A', ...change })?.code).toBe(code);
});

it.each<readonly [ClewQuery, string | undefined]>([
  [{ ...DEFAULT_QUERIES.breakers, refId: 'A' }, undefined],
  [{ ...DEFAULT_QUERIES.breakers, refId: 'A', signals: [] }, 'query.no-signal'],
  [{ ...DEFAULT_QUERIES.cascade, refId: 'A' }, undefined],
  [{ ...DEFAULT_QUERIES.cascade, refId: 'A', signals: [] }, 'query.no-signal'],
  [{ ...DEFAULT_QUERIES.cascade, refId: 'A', baseline: { kind: 'window', from: 5, to: 4 } }, 'query.bad-baseline'],
])('of an incident, %j: %s', (query, code) => {
  expect(queryObstacle(query)?.code).toBe(code);
});

describe('variables', () => {
  const values: Readonly<Record<string, unknown>> = {
    $one: 'a"b\\',
    $two: ['x.y', 'z'],
    $all: '.*',
    $nested: '$one',
  };
  const replace: Replace = (text, format) =>
    text.replace(/\$\w+/g, (name) => (name in values ? format(values[name]) : name));

  it('stand for each of their values in a list of services, and for none when they mean all', () => {
    const query = { ...DEFAULT_QUERIES.services, refId: 'A', services: ['$two', 'own', '$all', 'p-$two'] };
    expect(replaceVariables(query, replace)).toMatchObject({ services: ['x.y', 'z', 'own', 'p-x.y', 'p-z'] });
  });

  it.each(['breakers', 'cascade'] as const)('stand for each of their values in the services of %s', (view) => {
    const query = { ...DEFAULT_QUERIES[view], refId: 'A', services: ['$two'] };
    expect(replaceVariables(query, replace)).toMatchObject({ services: ['x.y', 'z'] });
  });

  it('cannot end a string of TraceQL, and are alternatives when they are several', () => {
    const query = {
      ...DEFAULT_QUERIES.traces,
      refId: 'A',
      selection: '{ name = "$one" && n =~ "$two" }',
      baseline: '',
    };
    expect(replaceVariables(query, replace)).toMatchObject({
      selection: '{ name = "a\\"b\\\\" && n =~ "x\\\\.y|z" }',
    });
  });

  it('are not looked into again, and leave the scope open when they mean all', () => {
    const query = {
      ...DEFAULT_QUERY,
      refId: 'A',
      value: '$nested',
      scope: { environment: '$all', cluster: 'c', namespace: undefined },
      filters: [{ key: 'k', operator: '=~' as const, value: '$two' }],
    };
    expect(replaceVariables(query, replace)).toMatchObject({
      value: '$one',
      scope: { environment: undefined, cluster: 'c' },
      filters: [{ value: 'x\\.y|z' }],
    });
  });
});

it.each<readonly [ClewQuery, string]>([
  [{ ...DEFAULT_QUERY, refId: 'A', value: 'x', scope: { cluster: 'eu' } }, 'request_id = x, cluster = eu'],
  [
    { ...DEFAULT_QUERIES.services, refId: 'A', services: ['a'], baseline: { kind: 'window', from: 0, to: 1 } },
    'traffic, errors, latency, saturation of a by service vs 1970-01-01T00:00:00.000Z to 1970-01-01T00:00:00.001Z',
  ],
  [
    { ...DEFAULT_QUERIES.traces, refId: 'A', selection: '{ a }', filters: [{ key: 'b', operator: '!=', value: 'c' }] },
    'slowest 100 of { a }, b != c',
  ],
  [{ ...DEFAULT_QUERIES.events, refId: 'A', service: 'cart' }, 'errors and deploys of cart'],
  [{ ...DEFAULT_QUERIES.breakers, refId: 'A' }, 'breakers in metrics'],
  [
    { ...DEFAULT_QUERIES.cascade, refId: 'A', services: ['a', 'b'], signals: ['metrics', 'logs'] },
    'cascade of a, b in metrics, logs vs the time before',
  ],
])('is one line in the history', (query, text) => {
  expect(queryText(query)).toBe(text);
});
