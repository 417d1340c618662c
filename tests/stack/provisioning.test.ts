/** @jest-environment ./pkg/testkit/node-environment.cjs */
import * as v from 'valibot';

import { dashboards, filesIn, plugins, readYaml } from './project';
import { alertingFile, dashboardsFile, dataSourcesFile, pluginsFile } from './provisioningSchemas';

const SCHEMAS = {
  datasources: dataSourcesFile,
  dashboards: dashboardsFile,
  plugins: pluginsFile,
  alerting: alertingFile,
};

const files = (['datasources', 'dashboards', 'plugins', 'alerting'] as const).flatMap((kind) =>
  filesIn(`provisioning/${kind}`, '.yaml').map((file) => ({ kind, file }))
);
const alerting = filesIn('provisioning/alerting', '.yaml').map((file) => readYaml(file, alertingFile));
const sources = filesIn('provisioning/datasources', '.yaml').flatMap(
  (file) => readYaml(file, dataSourcesFile).datasources
);
const rules = alerting.flatMap(({ groups = [] }) => groups.flatMap((group) => group.rules));

describe('the provisioning files', () => {
  it('are of every kind', () => {
    expect(new Set(files.map(({ kind }) => kind)).size).toBe(4);
  });

  it.each(files)('$file is what Grafana reads', ({ kind, file }) => {
    expect(v.safeParse(SCHEMAS[kind], readYaml(file, v.unknown())).issues).toBeUndefined();
  });

  it('would be refused with a key that Grafana does not know', () => {
    const [source] = sources;
    const good = { apiVersion: 1, datasources: [source] };
    expect(v.is(dataSourcesFile, good)).toBe(true);
    expect(v.is(dataSourcesFile, { ...good, datasources: [{ ...source, jsondata: {} }] })).toBe(false);
    expect(v.is(pluginsFile, { apiVersion: 1, apps: [{ type: 'a', orgId: 1 }] })).toBe(false);
    const group = { name: 'g', folder: 'f', interval: '10s', rules };
    expect(v.is(alertingFile, { apiVersion: 1, groups: [group] })).toBe(true);
    expect(v.is(alertingFile, { apiVersion: 1, groups: [{ ...group, interval: 'ten' }] })).toBe(false);
    expect(
      v.is(alertingFile, { apiVersion: 1, groups: [{ ...group, rules: [{ ...rules[0], dashboard: 'x' }] }] })
    ).toBe(false);
  });

  it('enable the app, and configure data sources that exist', () => {
    const apps = filesIn('provisioning/plugins', '.yaml').flatMap((file) => readYaml(file, pluginsFile).apps);
    expect(apps).toEqual([{ type: plugins[0].id, org_id: 1, disabled: false }]);
    const own = plugins.flatMap(({ id, type }) => (type === 'datasource' ? [id] : []));
    expect(sources.map(({ type }) => type).sort()).toEqual([...own, 'loki', 'prometheus', 'tempo']);
    expect(new Set(sources.map(({ uid }) => uid)).size).toBe(sources.length);
    // Whatever a source refers to by uid is there.
    const named = [...JSON.stringify(sources).matchAll(/"(?:datasourceUid|uid)":"([^"]+)"/g)].map(([, uid]) => uid);
    expect(new Set(named)).toEqual(new Set(sources.map(({ uid }) => uid)));
  });
});

describe('the alert rules', () => {
  const known = new Set([...sources.map(({ uid }) => uid), '__expr__']);
  const receivers = alerting.flatMap(({ contactPoints = [] }) => contactPoints.map(({ name }) => name));

  it('have uids of their own', () => {
    expect(new Set(rules.map(({ uid }) => uid)).size).toBe(rules.length);
    expect(rules.length).toBeGreaterThanOrEqual(3);
  });

  it.each(rules)('$uid: data, condition, contact point and dashboard exist', (rule) => {
    const refIds = rule.data.map(({ refId }) => refId);
    expect(refIds).toContain(rule.condition);
    expect(rule.data.filter(({ datasourceUid }) => !known.has(datasourceUid))).toEqual([]);
    expect(rule.data.map(({ refId, model }) => [refId, model.refId])).toEqual(refIds.map((refId) => [refId, refId]));
    expect(receivers).toContain(rule.notification_settings?.receiver);
    const { __dashboardUid__: dashboard, __panelId__: panel, runbook_url: runbook = '' } = rule.annotations ?? {};
    const found = dashboards().find(({ uid }) => uid === dashboard);
    expect(found?.panels).toContain(Number(panel));
    const [, linked] = /^\{\{ externalURL \}\}d\/([^?]+)\?/.exec(runbook) ?? [];
    expect(dashboards().map(({ uid }) => uid)).toContain(linked);
  });

  it.each(rules)('$uid: nothing is doubled, for Grafana expands no dollar sign here', ({ annotations, data }) => {
    expect(JSON.stringify({ annotations, data })).not.toContain('$');
  });
});
