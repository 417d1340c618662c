/**
 * The workbench’s PromQL against the real Prometheus: every query that the product can send, and some that go through each
 * part of the language, over an incident of the lab that speaks all dialects, with its samples’ own timestamps.
 *
 * @jest-environment-options {"customExportConditions": ["node", "node-addons"]}
 */
import { dialectNames, runScenario } from '../../pkg/lab';
import { remember } from '../../pkg/workbench/sources';
import { readPromQl } from '../../pkg/workbench/sources/prometheus/promql';
import type { KnownQuery } from '../../src/datasource/language/promql-all';
import { differences, type Points, realAnswer, workbenchAnswer } from './compare';
import { findPrometheus } from './debian';
import { documentedQueries, provisionedQueries, queriesFor } from './emitted';
import { languageQueries } from './language';
import { openMetrics } from './openMetrics';
import { RealPrometheus, type Times } from './server';

const SCENARIO = 'mysterious-timeout';
const START_S = Date.UTC(2026, 10, 21, 10) / 1000;
/** Steps on the scrapes, where windows begin and end at samples, and steps between them. */
const GRIDS: readonly Times[] = [
  { start: START_S + 30, end: START_S + 720, step: 30 },
  { start: START_S + 31.234, end: START_S + 720, step: 45 },
];
const AT_MS = (START_S + 400) * 1000;
const PATIENCE_MS = 600_000;

/** Queries, by name and text, that find nothing in this incident, and why. */
const MAY_BE_EMPTY: ReadonlyArray<readonly [RegExp, string]> = [
  [/^otel-http .* errors: .*service=~/, 'the house’s histogram has neither a status nor an error type'],
  [/^otel-db edge .* errors: /, 'no query of this incident fails'],
  [
    / memory:jvm-heap: .*(?:application=~.*jvm_memory_type|job=~.*area=)/,
    'two dialects share the metric’s name, and differ in labels',
  ],
  [
    /^breakers \d+: (?!resilience4j_circuitbreaker_state)/,
    'breakers are asked of ten libraries; the lab’s are resilience4j’s, of which this incident counts the state alone',
  ],
];

const found = findPrometheus();
if ('missing' in found) {
  process.stdout.write(`skipped: ${found.missing}\n`);
}

const incident = runScenario(SCENARIO, { seed: 1, scale: 0.1, dialects: dialectNames });
const memory = remember(incident);
const sent = queriesFor(memory, AT_MS);
const documented = documentedQueries();
const provisioned = provisionedQueries();

describe('every PromQL of the product', () => {
  it('parses by the official grammar, and is known to the workbench but for native histograms', () => {
    const all = [...sent, ...documented, ...provisioned];
    expect(all.length).toBeGreaterThan(500);
    expect(all.filter(({ expr }) => !parses(expr)).map(({ name, expr }) => `${name}: ${expr}`)).toEqual([]);
  });

  it('has something to find in the lab', () => {
    const classic = sent.filter(({ native }) => !native);
    const empty = classic.filter(({ expr }) => isEmpty(workbenchAnswer(memory, expr, GRIDS[0], 2)));
    const unexplained = empty.filter(
      ({ name, expr }) => !MAY_BE_EMPTY.some(([pattern]) => pattern.test(`${name}: ${expr}`))
    );
    expect(unexplained.map(({ name, expr }) => `${name}: ${expr}`)).toEqual([]);
    // Breakers apart: of ten libraries the lab can be only one.
    expect(empty.filter(({ name }) => !name.startsWith('breakers ')).length).toBeLessThan(classic.length / 10);
    expect(new Set(classic.map(({ name }) => name.split(' ')[0])).size).toBeGreaterThan(15);
  });
});

describe('the workbench evaluates as the real Prometheus does', () => {
  let real: RealPrometheus | undefined;

  beforeAll(async () => {
    real = 'missing' in found ? undefined : await RealPrometheus.start(openMetrics(incident.metrics));
  }, PATIENCE_MS);
  afterAll(() => real?.stop());

  interface Group {
    readonly name: string;
    readonly queries: readonly KnownQuery[];
    readonly grids: readonly Times[];
    readonly instant: boolean;
  }
  const language = languageQueries.map((expr) => ({ name: 'language', expr, native: false }));
  const groups: readonly Group[] = [
    { name: 'the language', queries: language, grids: GRIDS, instant: true },
    { name: 'what is sent to a source like the lab', queries: sent, grids: GRIDS, instant: false },
    // Most of these find nothing here, and the same nothing at any time.
    { name: 'what is sent to any source', queries: documented, grids: [], instant: true },
    { name: 'dashboards and alert rules', queries: provisioned, grids: GRIDS, instant: true },
  ];

  it.each(groups)(
    '$name',
    async ({ queries, grids, instant }) => {
      const server = real;
      if (server === undefined || 'missing' in found) {
        return;
      }
      const wrong: string[] = [];
      for (const { name, expr } of queries.filter(({ native }) => !native)) {
        const at = { start: GRIDS[0].end, end: GRIDS[0].end, step: 1 };
        const answers = [
          ...(instant ? [{ times: at, answer: await server.instant(expr, at.start) }] : []),
          ...(await Promise.all(grids.map(async (times) => ({ times, answer: await server.range(expr, times) })))),
        ];
        for (const { times, answer } of answers) {
          const ours = workbenchAnswer(memory, expr, times, found.major);
          wrong.push(...differences(realAnswer(answer), ours, expr).map((text) => `${name}: ${expr}\n  ${text}`));
        }
      }
      expect(wrong.slice(0, 20)).toEqual([]);
    },
    PATIENCE_MS
  );
});

function parses(expr: string): boolean {
  try {
    readPromQl(expr);
    return true;
  } catch {
    return false;
  }
}

function isEmpty(answer: Points | string): boolean {
  return typeof answer === 'string' || answer.size === 0;
}
