import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

import { test as base } from '@grafana/plugin-e2e';
import { type APIRequestContext, expect } from '@playwright/test';
import * as v from 'valibot';

export { expect } from '@grafana/plugin-e2e';

/** Without a Grafana to test, every test is skipped, and says why. */
export const test = base.extend<{ readonly running: undefined }>({
  running: [
    async ({}, use) => {
      base.skip(process.env.GRAFANA_URL === undefined, 'GRAFANA_URL is not set: npm run server starts one');
      await use(undefined);
    },
    { auto: true },
  ],
});

const SOURCES = path.join(process.cwd(), 'src');

const pluginSchema = v.object({
  id: v.string(),
  type: v.picklist(['app', 'datasource', 'panel']),
});

/** Every plugin of the bundle, read off its plugin.json. */
export const plugins = ['.', 'datasource', ...readdirSync(path.join(SOURCES, 'panels')).map((name) => `panels/${name}`)]
  .map((folder) => path.join(SOURCES, folder, 'plugin.json'))
  .map((file) => v.parse(pluginSchema, JSON.parse(readFileSync(file, 'utf8'))));

const dashboardSchema = v.object({
  uid: v.string(),
  title: v.string(),
  panels: v.array(v.object({ id: v.number(), title: v.string(), type: v.string() })),
});

/** The dashboards that ship with the app. */
export const dashboards = readdirSync(path.join(SOURCES, 'dashboards'))
  .filter((name) => name.endsWith('.json'))
  .map((name) => v.parse(dashboardSchema, JSON.parse(readFileSync(path.join(SOURCES, 'dashboards', name), 'utf8'))));

const lokiAnswer = v.object({
  results: v.object({
    A: v.object({
      frames: v.array(
        v.object({
          schema: v.object({ fields: v.array(v.object({ name: v.string() })) }),
          data: v.object({ values: v.array(v.array(v.unknown())) }),
        })
      ),
    }),
  }),
});

/** Follows the lab: an incident of it is eleven minutes long, and the failing requests are in its middle. */
const LOOK_BACK_MS = 30 * 60_000;

/** A failing request of the last half hour, asked of Loki through Grafana: its ID, its trace and a service that wrote of it. */
export async function failingRequest(
  request: APIRequestContext
): Promise<{ readonly id: string; readonly trace: string; readonly service: string }> {
  const now = Date.now();
  const answer = await request.post('/api/ds/query', {
    data: {
      from: String(now - LOOK_BACK_MS),
      to: String(now),
      queries: [
        {
          refId: 'A',
          datasource: { type: 'loki', uid: 'loki' },
          expr: '{level="error"} |~ "req_[0-9a-f]{8}" |= "trace_id"',
          queryType: 'range',
          maxLines: 100,
        },
      ],
    },
  });
  expect(answer.ok(), `Loki through Grafana: HTTP ${answer.status()}`).toBe(true);
  const lines = v.parse(lokiAnswer, await answer.json()).results.A.frames.flatMap(({ schema, data }) => {
    const column = schema.fields.findIndex(({ name }) => name === 'Line' || name === 'body');
    return (data.values[column] ?? []).map(String);
  });
  const found = lines.flatMap((line) => {
    const id = /"request_id":"(req_[0-9a-f]{8})"/.exec(line)?.[1];
    const trace = /"trace_id":"([0-9a-f]{32})"/.exec(line)?.[1];
    const service = /"service":"([^"]+)"/.exec(line)?.[1];
    return id === undefined || trace === undefined || service === undefined ? [] : [{ id, trace, service }];
  });
  expect(found, 'no failing request in the last half hour: is the lab playing an incident?').not.toEqual([]);
  return found[0];
}
