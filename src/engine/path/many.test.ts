import { drawTrace, traceIdOf } from '../../../pkg/testkit';
import type { Trace } from '../model';
import { aggregate, type Aggregate, type CallPath, criticalPath, inferDependencies, prepareWhatIf, whatIf } from '.';
import { band } from './cohorts';
import { KeptPlaces, KeptTraces } from './kept-traces';
import { type CaseSpan, sharedCases, traceOf } from './testing/cases';

const NS_PER_MS = 1e6;

function profileOf({
  operations,
  groups,
}: Aggregate): Readonly<Record<string, { inc: number; excl: number; freq: number }>> {
  const paths = groups[0]?.callPaths ?? [];
  const names = namesOf(operations, paths);
  return Object.fromEntries(
    paths.map((path, at) => [
      names[at],
      { inc: path.inclusive / NS_PER_MS, excl: path.exclusive / NS_PER_MS, freq: path.spans },
    ])
  );
}

/** Call paths as CRISP writes them. */
function namesOf(
  operations: Aggregate['operations'],
  paths: ReadonlyArray<Pick<CallPath, 'operation' | 'parent'>>
): readonly string[] {
  const names: string[] = [];
  for (const { operation, parent } of paths) {
    const name = operations[operation];
    const own = `[${name?.serviceName ?? ''}] ${name?.operation ?? ''}`;
    names.push(parent < 0 ? own : `${names[parent] ?? ''}->${own}`);
  }
  return names;
}

interface CrispGraph {
  readonly name: string;
  readonly spans: readonly CaseSpan[];
  readonly computed_by_upstream: {
    readonly callPathProfile: Readonly<
      Record<string, { readonly inc: number; readonly excl: number; readonly freq: number }>
    >;
  };
}

interface DependencyCase {
  readonly name: string;
  readonly spans: readonly CaseSpan[];
  readonly computed_by_upstream: Readonly<
    Record<
      string,
      {
        readonly happens_before: readonly string[];
        readonly child_dependents: readonly string[];
        readonly async_children: readonly string[];
        readonly parent_start_delay: readonly number[];
        readonly parent_end_delay: readonly number[];
      }
    >
  >;
}

interface CrispCases {
  readonly fixtures: readonly CrispGraph[];
  readonly unit_graphs: readonly CrispGraph[];
  readonly dependency_graphs: readonly DependencyCase[];
}

describe("CRISP's suites", () => {
  it('has the same call-path profile for every fixture and graph', () => {
    const text = sharedCases('crisp.json');
    if (text === undefined) {
      return;
    }
    const { fixtures, unit_graphs: graphs }: CrispCases = JSON.parse(text);
    const wrong = [...fixtures, ...graphs].flatMap(({ name, spans, computed_by_upstream: expected }) => {
      // The one graph that is about CRISP's exclusion set.
      const exclude = name === 'test_graph.excludeGraph' ? [{ service: 'S4', operation: 'O4' }] : [];
      const profile = aggregate({ path: { rule: 'tolerant', exclude } });
      profile.add(traceOf(spans));
      const got = profileOf(profile.finish());
      const isSame = JSON.stringify(sorted(got)) === JSON.stringify(sorted(expected.callPathProfile));
      return isSame ? [] : [{ name, got, expected: expected.callPathProfile }];
    });
    expect(wrong).toEqual([]);
  });

  it('infers the same dependencies from all 18 graphs', () => {
    const text = sharedCases('crisp.json');
    if (text === undefined) {
      return;
    }
    const { dependency_graphs: graphs }: CrispCases = JSON.parse(text);
    expect(graphs).toHaveLength(18);
    for (const { name, spans, computed_by_upstream: expected } of graphs) {
      const inference = inferDependencies({ evidence: 1 });
      inference.add(traceOf(spans));
      const { operations, paths } = inference.finish();
      const names = namesOf(operations, paths);
      const named = (rows: readonly number[]): readonly string[] => rows.map((row) => names[row] ?? '').sort();
      const got = Object.fromEntries(
        paths.map(({ happensBefore, children, asynchronous, startDelay, endDelay }, row) => [
          names[row],
          {
            happens_before: named(happensBefore),
            child_dependents: named(children),
            async_children: named(asynchronous),
            parent_start_delay: delays(startDelay.count, startDelay.min, startDelay.max),
            parent_end_delay: delays(endDelay.count, endDelay.min, endDelay.max),
          },
        ])
      );
      const wanted = Object.fromEntries(
        Object.entries(expected).map(([path, one]) => [
          path,
          {
            happens_before: [...one.happens_before].sort(),
            child_dependents: [...one.child_dependents].sort(),
            async_children: [...one.async_children].sort(),
            parent_start_delay: [...one.parent_start_delay].sort((a, b) => a - b),
            parent_end_delay: [...one.parent_end_delay].sort((a, b) => a - b),
          },
        ])
      );
      expect({ name, got }).toEqual({ name, got: wanted });
    }
  });
});

/** Delays in the unit of the suite: there are never more than two. */
function delays(count: number, min: number, max: number): readonly number[] {
  return count === 0 ? [] : count === 1 ? [min / NS_PER_MS] : [min / NS_PER_MS, max / NS_PER_MS];
}

function sorted<T>(record: Readonly<Record<string, T>>): ReadonlyArray<readonly [string, T]> {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Requests of which every tenth spends its time in the database instead of the cache. */
function requests(count: number): readonly Trace[] {
  return Array.from({ length: count }, (_, number) => {
    const isSlow = number % 10 === 9;
    const id = (number + 1).toString(16);
    return isSlow
      ? drawTrace(
          `
          web/GET [0-${500 + number}]
            web/query [10-${490 + number}]
          `,
          { traceId: id }
        )
      : drawTrace(
          `
          web/GET [0-${100 + number / 100}]
            web/cache [10-90]
          `,
          { traceId: id }
        );
  });
}

describe('aggregate', () => {
  const aggregator = aggregate({ path: { rule: 'last-finishing' }, columns: 10 });
  requests(100).forEach((trace) => aggregator.add(trace));
  const { operations, groups } = aggregator.finish();
  const [group] = groups;
  const row = (operation: string): number => operations.findIndex((name) => name.operation === operation);

  it('sums call paths over all traces, with the worst of each', () => {
    const names = namesOf(operations, group?.callPaths ?? []);
    const query = group?.callPaths[names.indexOf('[web] GET->[web] query')];
    expect(query).toMatchObject({ spans: 10, traces: 10 });
    expect(query?.exemplars.map(({ exclusive }) => exclusive / NS_PER_MS)).toEqual([579, 569, 559]);
    expect(group?.callPaths.reduce((sum, { exclusive }) => sum + exclusive, 0)).toBeCloseTo(group?.time ?? NaN, 0);
  });

  it('tells what P99 does that P50 does not', () => {
    const share = (quantile: number | undefined, operation: string): number =>
      group?.cohorts.find((cohort) => cohort.quantile === quantile)?.share[row(operation)] ?? NaN;
    expect(share(0.5, 'query')).toBe(0);
    expect(share(0.5, 'cache')).toBeCloseTo(0.8, 1);
    expect(share(0.99, 'query')).toBeGreaterThan(0.95);
    expect(share(0.99, 'cache')).toBe(0);
    // "Up to P99" would say 40 %: nearly the share over all.
    expect(share(undefined, 'query')).toBeLessThan(0.5);
  });

  it('draws requests by latency: the database is in the last columns only', () => {
    const { heatmap } = group ?? {};
    const at = heatmap?.operations.indexOf(row('query')) ?? -1;
    const cells = Array.from({ length: 10 }, (_, column) => heatmap?.time[at * 10 + column] ?? NaN);
    expect(cells.slice(0, 9)).toEqual(Array(9).fill(0));
    expect(cells[9]).toBeGreaterThan(500 * NS_PER_MS);
    expect(heatmap?.traces).toEqual(new Int32Array(10).fill(10));
  });

  it('does not depend on the order of the traces when it keeps a part of them', () => {
    const half = (traces: readonly Trace[]): Aggregate => {
      const some = aggregate({ path: { rule: 'last-finishing' }, keep: 50 });
      traces.forEach((trace) => some.add(trace));
      return some.finish();
    };
    const traces = requests(100);
    const [forwards, backwards] = [traces, [...traces].reverse()].map((all) => half(all).groups[0]);
    expect(forwards?.kept).toBe(50);
    expect(forwards?.traces).toBe(100);
    expect(backwards?.totals).toEqual(forwards?.totals);
    expect(backwards?.heatmap.traceIds).toEqual(forwards?.heatmap.traceIds);
  });

  it('keeps groups apart, over the same operations', () => {
    const both = aggregate({ path: { rule: 'last-finishing' } });
    requests(10).forEach((trace, number) => both.add(trace, number === 9 ? 'selection' : 'baseline'));
    const found = both.finish();
    expect(found.groups.map(({ name, traces }) => [name, traces])).toEqual([
      ['baseline', 9],
      ['selection', 1],
    ]);
    const query = found.operations.findIndex(({ operation }) => operation === 'query');
    expect(found.groups.map(({ cohorts }) => (cohorts[0]?.share[query] ?? 0) > 0)).toEqual([false, true]);
  });

  it('gives five copies of a trace the frequency 5 and the average of one', () => {
    const copies = aggregate({ path: { rule: 'tolerant' } });
    const [trace] = requests(1);
    for (let copy = 0; copy < 5 && trace !== undefined; copy += 1) {
      copies.add(trace);
    }
    const [five] = copies.finish().groups;
    expect(five?.callPaths.map(({ spans, inclusive }) => [spans, inclusive / 5 / NS_PER_MS])).toEqual([
      [5, 100],
      [5, 80],
    ]);
  });
});

describe('band', () => {
  it.each([
    [0.5, 1000, 400, 600],
    [0.9, 1000, 850, 950],
    [0.99, 1000, 985, 995],
    [0.99, 100, 95, 100],
    [0.5, 3, 0, 3],
  ])('of %d in %i traces is %i to %i', (quantile, count, from, to) => {
    expect(band(quantile, count)).toEqual([from, to]);
  });
});

describe('KeptTraces', () => {
  it('keeps a uniform sample: every part of a long run is there by its share', () => {
    const kept = new KeptTraces(500);
    const places = new KeptPlaces();
    for (let number = 1; number <= 20_000; number += 1) {
      const traceId = traceIdOf(number.toString(16));
      kept.offer(traceId, (replaced) => ({ traceId, total: number, ...places.take(1, replaced) }));
    }
    expect(kept.traces).toHaveLength(500);
    const quarters = [0, 1, 2, 3].map(
      (quarter) => kept.traces.filter(({ total }) => Math.floor((total - 1) / 5000) === quarter).length
    );
    // 125 each, give or take four standard deviations.
    expect(Math.min(...quarters)).toBeGreaterThan(85);
    expect(Math.max(...quarters)).toBeLessThan(165);
  });
});

describe('what-if', () => {
  const chain = drawTrace(`
    web/GET [0-100]
      web/a [5-40]
        db/query [10-30]
      web/b [45-80]
  `);
  const total = (trace: Trace, operation: string, service: string, factor: number): number =>
    (whatIf([trace], { service, operation, factor }).after.p50 ?? NaN) / NS_PER_MS;

  it('leaves a trace as it is when nothing changes', () => {
    expect(total(chain, 'query', 'db', 1)).toBe(100);
    expect(prepareWhatIf([chain]).totals()[0]).toBe(100 * NS_PER_MS);
  });

  it('moves earlier what waited for it, and its parents end earlier', () => {
    expect(total(chain, 'query', 'db', 0.5)).toBe(90);
    expect(total(chain, 'b', 'web', 0)).toBe(65);
  });

  it('scales the own time of a parent, never that of its children', () => {
    // Own time of a: 5 before and 10 after the query.
    expect(total(chain, 'a', 'web', 0)).toBe(85);
    // Own time of GET: 5, 5 and 20.
    expect(total(chain, 'GET', 'web', 0)).toBe(70);
  });

  it('does not move what runs beside it: the parent ends with its furthest child', () => {
    const fork = drawTrace(`
      web/GET [0-100]
        web/a [10-90]
        web/b [10-70]
    `);
    expect(total(fork, 'a', 'web', 0.5)).toBe(80);
    expect(total(fork, 'b', 'web', 0.5)).toBe(100);
  });

  it('lets a join wait for the later of two branches', () => {
    const join = drawTrace(`
      web/GET [0-100]
        web/a [0-50]
        web/b [0-40]
        web/c [60-100]
    `);
    expect(total(join, 'a', 'web', 0)).toBe(90);
  });

  it('ends a call that was given up no later than it was given up', () => {
    const timeout = drawTrace(`
      web/GET [0-100]
        web/call [0-90]
          api/serve [10-200]
    `);
    expect(total(timeout, 'serve', 'api', 0.9)).toBe(100);
    expect(total(timeout, 'serve', 'api', 0.1)).toBe(39);
    expect(total(timeout, 'serve', 'api', 1)).toBe(100);
  });

  it('does not let a sibling wait for one that other traces had run beside it', () => {
    const apart = drawTrace(`
      web/GET [0-100]
        web/a [0-40]
        web/b [50-100]
    `);
    const atOnce = drawTrace(`
      web/GET [0-100]
        web/a [0-60]
        web/b [50-100]
    `);
    const inference = inferDependencies();
    [apart, atOnce].forEach(inference.add);
    const change = { service: 'web', operation: 'a', factor: 0 };
    expect(whatIf([apart], change).after.p50 / NS_PER_MS).toBe(60);
    expect(whatIf([apart], change, { dependencies: inference.finish() }).after.p50 / NS_PER_MS).toBe(100);
  });

  it('ranks what 20 %% faster would save', () => {
    const savings = prepareWhatIf(requests(20)).savings(0.8);
    expect(savings.map(({ operation }) => operation)[0]).toBe('cache');
    expect(savings[0]?.saved).toBeCloseTo(0.9 * 16 * NS_PER_MS, -3);
    expect(savings[0]?.changed).toBe(18);
  });

  it('agrees with the critical path about the present length', () => {
    for (const trace of requests(20)) {
      const { result } = criticalPath(trace, { rule: 'last-finishing' });
      expect(prepareWhatIf([trace]).totals()[0]).toBe(result.length);
    }
  });
});

describe('inferDependencies', () => {
  const inOrder = `
    web/GET [0-100]
      web/a [0-40]
      web/b [50-90]
  `;
  it('needs evidence, and never takes back a contradiction', () => {
    const inference = inferDependencies({ evidence: 3 });
    const relation = (): string => {
      const { paths, relation: of, operations } = inference.finish();
      const at = (name: string): number =>
        paths.findIndex(({ operation }) => operations[operation]?.operation === name);
      return of(at('a'), at('b'));
    };
    inference.add(drawTrace(inOrder));
    inference.add(drawTrace(inOrder));
    expect(relation()).toBe('unknown');
    inference.add(drawTrace(inOrder));
    expect(relation()).toBe('before');
    inference.add(drawTrace(inOrder.replace('50-90', '30-90')));
    expect(relation()).toBe('concurrent');
    for (let i = 0; i < 10; i += 1) {
      inference.add(drawTrace(inOrder));
    }
    expect(relation()).toBe('concurrent');
  });

  it('tells a varying order from running at once', () => {
    const inference = inferDependencies({ evidence: 2 });
    inference.add(drawTrace(inOrder));
    inference.add(drawTrace(inOrder.replace('web/a', 'web/x').replace('web/b', 'web/a').replace('web/x', 'web/b')));
    const { paths, relation } = inference.finish();
    expect(paths).toHaveLength(3);
    expect(relation(1, 2)).toBe('exclusive');
  });
});
