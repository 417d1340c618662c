import { DEFAULT_QUERY, migrateQuery, queryObstacle, type CorrelateQuery } from '.';

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
  [{ view: 'cascade' }, 'query.unknown-view', { view: 'cascade' }],
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
