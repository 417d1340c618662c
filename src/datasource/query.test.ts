import { DEFAULT_QUERY, migrateQuery, queryObstacle } from './query';

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
  [{ version: 2 }, 'query.newer', { found: 2, known: 1 }],
  [{ view: 'cascade' }, 'query.unknown-view', { view: 'cascade' }],
  [{ signals: ['smells'] }, 'query.invalid', { field: 'signals.0' }],
  [{ limits: { lines: 0 } }, 'query.invalid', { field: 'limits.lines' }],
])('says why %j cannot be read', (stored, code, params) => {
  expect(migrateQuery({ refId: 'A', ...stored })).toMatchObject({ ok: false, error: { code, params } });
});

it.each([
  [{ value: ' ' }, 'query.no-value'],
  [{ value: 'x', key: 'nope' }, 'query.no-key'],
  [{ value: 'x', key: '' }, 'query.no-key'],
  [{ value: 'x', signals: [] }, 'query.no-signal'],
  [{ value: 'x' }, undefined],
])('says what keeps %j from running', (change, code) => {
  expect(queryObstacle({ ...DEFAULT_QUERY, ...change }, ['request_id'])?.code).toBe(code);
});
