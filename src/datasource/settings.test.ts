import { presetKeys, type CorrelationKey } from '../engine/correlation';
import { DEFAULT_SETTINGS, readSettings } from './settings';

const KEY: CorrelationKey = {
  name: 'tenant',
  title: 'Tenant',
  spanAttributes: ['resource.tenant'],
  logPlaces: [{ kind: 'regexp', pattern: 'tenant=(\\S+)' }],
  exemplarLabels: [],
  nesting: { kind: 'suffix', separator: '/' },
};

it('fills in everything that is absent', () => {
  expect(readSettings({})).toEqual({ ok: true, value: DEFAULT_SETTINGS });
  expect(readSettings(undefined)).toEqual({ ok: true, value: DEFAULT_SETTINGS });
});

it('reads what people write by hand: no version, and bare uids', () => {
  const read = readSettings({ traces: 'tempo', logs: ['loki', { uid: 'other', selector: '{app="x"}' }] });
  expect(read).toMatchObject({
    ok: true,
    value: { version: 1, traces: [{ uid: 'tempo' }], logs: [{ uid: 'loki' }, { uid: 'other', selector: '{app="x"}' }] },
  });
});

it('adds the presets that no configured key replaces', () => {
  const own = { ...presetKeys[1], title: 'Ours' };
  const read = readSettings({ version: 1, keys: [KEY, own] });
  const names = read.ok ? read.value.keys.map(({ name, title }) => `${name} ${title}`) : [];
  expect(names.slice(0, 2)).toEqual(['tenant Tenant', 'request_id Ours']);
  expect(names.length).toBe(presetKeys.length + 1);
});

it('takes limits one by one, and cleared ones as absent', () => {
  const read = readSettings({
    version: 1,
    limits: { lines: 7, traces: undefined },
    timeoutMs: undefined,
    maxHops: null,
  });
  expect(read).toMatchObject({
    ok: true,
    value: { limits: { ...DEFAULT_SETTINGS.limits, lines: 7 }, timeoutMs: 30_000, maxHops: DEFAULT_SETTINGS.maxHops },
  });
});

it('refuses settings of a newer version, and says which', () => {
  expect(readSettings({ version: 2 })).toEqual({
    ok: false,
    error: { code: 'settings.newer', params: { found: 2, known: 1 }, count: 1 },
  });
});

it.each([
  [{ version: 1, timeoutMs: 'soon' }, 'timeoutMs'],
  [{ version: 1, maxConcurrent: 9 }, 'maxConcurrent'],
  [{ version: 1, traces: [{}] }, 'traces.0.uid'],
  [{ version: 1, keys: [{ name: 'x', title: 'X', logPlaces: [{ kind: 'cookie' }] }] }, 'keys.0.logPlaces.0.kind'],
  [{ version: 'one' }, 'version'],
])('names the field of %j that cannot be read', (stored, field) => {
  expect(readSettings(stored)).toMatchObject({ ok: false, error: { code: 'settings.invalid', params: { field } } });
});
