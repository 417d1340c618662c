import * as v from 'valibot';

import { expect, plugins, test } from './grafana';

const settingsSchema = v.object({
  panels: v.record(v.string(), v.unknown()),
  datasources: v.record(v.string(), v.object({ type: v.string() })),
  apps: v.record(v.string(), v.unknown()),
});

test('the app and its nested plugins are loaded and enabled', async ({ request }) => {
  const { panels, datasources, apps } = v.parse(
    settingsSchema,
    await (await request.get('/api/frontend/settings')).json()
  );
  const types = Object.values(datasources).map(({ type }) => type);
  const known = [...Object.keys(panels), ...Object.keys(apps), ...types];
  expect(plugins.map(({ id }) => id).filter((id) => !known.includes(id))).toEqual([]);
});

test('the dashboards, the alert rules and their folder are provisioned', async ({ request }) => {
  const found = v.parse(
    v.array(v.object({ uid: v.string(), folderTitle: v.optional(v.string()) })),
    await (await request.get('/api/search?type=dash-db&limit=200')).json()
  );
  const ours = found.filter(({ uid }) => uid.startsWith('clew-')).map(({ uid }) => uid);
  expect([...new Set(ours)].sort()).toEqual(['clew-clocks', 'clew-incident', 'clew-request', 'clew-service']);
  const rules = v.parse(
    v.array(v.object({ uid: v.string(), provenance: v.string() })),
    await (await request.get('/api/v1/provisioning/alert-rules')).json()
  );
  expect(rules.filter(({ uid }) => uid.startsWith('clew-')).map(({ provenance }) => provenance)).toEqual(
    expect.arrayContaining(['file', 'file', 'file'])
  );
});
