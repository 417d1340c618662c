/**
 * The PromQL that the data source really sends, view by view, overheard while it runs over the workbench's sources, and put
 * to the real Prometheus too.
 */
import { dateTime } from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import * as v from 'valibot';

import { runScenario } from '../../pkg/lab';
import { remember } from '../../pkg/workbench/sources';
import type { ClewQuery } from '../../src/datasource/query';
import { sampleRequest, setBench } from '../../src/datasource/testing/fakeSources';
import type { ClewVariableQuery } from '../../src/datasource/variables/query';
import { ClewVariableSupport } from '../../src/datasource/variables/support';
import { serve } from '../pushdown/traffic';
import { viewsOf } from '../pushdown/views';
import { differences, realAnswer, workbenchAnswer } from './compare';
import { findPrometheus } from './debian';
import { openMetrics } from './openMetrics';
import { RealPrometheus } from './server';

const START_MS = Date.UTC(2026, 10, 21, 10);
const FROM_MS = START_MS + 300_000;
const TO_MS = START_MS + 600_000;
const PATIENCE_MS = 300_000;
const found = findPrometheus();
const incident = runScenario('mysterious-timeout', { seed: 1, scale: 0.1, dialects: ['house', 'kubernetes', 'node'] });
const memory = remember(incident);
const asks = v.object({ expr: v.string() });

/** Runs queries and template variables, one after the other, and says what they asked of the metric source. */
async function overhear(
  queries: readonly ClewQuery[],
  variables: readonly ClewVariableQuery[]
): Promise<readonly string[]> {
  const heard = new Set<string>();
  const bench = setBench();
  serve(bench, 'traces', 'tempo', memory, () => undefined);
  serve(bench, 'logs', 'loki', memory, () => undefined);
  serve(bench, 'metrics', 'prometheus', memory, (_, targets) =>
    targets.forEach((target) => v.is(asks, target) && heard.add(target.expr))
  );
  const range = { from: dateTime(FROM_MS), to: dateTime(TO_MS) };
  const { targets: _, ...sample } = sampleRequest();
  const request = { ...sample, filters: [], range: { ...range, raw: range }, rangeRaw: range };
  const clew = bench.clew({ timeoutMs: PATIENCE_MS });
  for (const query of queries) {
    await lastValueFrom(clew.query({ ...request, targets: [query] }));
  }
  const support = new ClewVariableSupport(clew);
  for (const query of variables) {
    await lastValueFrom(support.query({ ...request, targets: [query] }));
  }
  return [...heard];
}

it(
  'is answered by both alike',
  async () => {
    const views = viewsOf(incident.truth.ids[0]);
    const common = { version: 2, filters: [], refId: 'A' } as const;
    const queries: readonly ClewQuery[] = [
      ...Object.values(views),
      {
        ...common,
        view: 'services',
        breakdown: 'service',
        services: ['payment', 'checkout'],
        signals: ['traffic', 'errors', 'latency', 'saturation'],
        baseline: { kind: 'before' },
        scope: { namespace: 'shop' },
      },
      { ...common, scope: {}, view: 'events', events: ['errors', 'deploys'], service: 'payment' },
    ];
    const heard = await overhear(queries, [
      { refId: 'services', kind: 'services' },
      { refId: 'operations', kind: 'operations', service: 'payment' },
    ]);
    expect(heard.filter((expr) => /^group by \((service_name, service|span_name)\)/.test(expr))).toHaveLength(3);
    expect(heard.length).toBeGreaterThan(30);
    if ('missing' in found) {
      process.stdout.write(`skipped: ${found.missing}\n`);
      return;
    }
    const real = await RealPrometheus.start(openMetrics(incident.metrics));
    try {
      const times = { start: FROM_MS / 1000, end: TO_MS / 1000, step: 15 };
      const wrong: string[] = [];
      for (const expr of heard) {
        const ours = workbenchAnswer(memory, expr, times, found.major);
        wrong.push(
          ...differences(realAnswer(await real.range(expr, times)), ours, expr).map((text) => `${expr}\n  ${text}`)
        );
      }
      expect(wrong).toEqual([]);
    } finally {
      await real.stop();
    }
  },
  PATIENCE_MS
);
