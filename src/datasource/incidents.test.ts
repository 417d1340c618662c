import { EMPTY, lastValueFrom, NEVER, of, throwError, toArray } from 'rxjs';
import { FieldType, LoadingState, toDataFrame, type DataFrame, type DataQueryResponse } from '@grafana/data';
import { epochNsFromMs } from '../engine/units';
import { classifyFrames, readBreakers, readReport } from '../frames';
import { DEFAULT_QUERIES, type ClewQuery } from './query';
import { HEALTHY, sampleRequest, setBench, type Answer, type Bench } from './testing/fakeSources';
import { presenceFrames, SAMPLE_MS } from './testing/sampleFrames';

const BREAKERS: ClewQuery = { ...DEFAULT_QUERIES.breakers, refId: 'A', signals: ['traces', 'logs', 'metrics'] };
const CASCADE: ClewQuery = { ...DEFAULT_QUERIES.cascade, refId: 'A', signals: ['traces', 'logs', 'metrics'] };

/** A Prometheus with one breaker of resilience4j, open from the middle of the hour. */
const withBreaker: Answer = ({ targets }) =>
  of({
    data: targets.flatMap(({ refId, expr = '' }): readonly DataFrame[] => {
      if (expr.startsWith('group by')) {
        return presenceFrames(['resilience4j_circuitbreaker_state'], [{ cluster: 'eu' }], refId);
      }
      return expr.startsWith('resilience4j_circuitbreaker_state')
        ? ['closed', 'open'].map((state) => gauge(state, refId))
        : [];
    }),
  });

/** Lines where lines are asked for, and nothing to count. */
const counting: Answer = (request) =>
  request.targets[0].expr?.startsWith('sum') === true ? of({ data: [] }) : HEALTHY.logs(request);

function gauge(state: string, refId: string): DataFrame {
  const times = Array.from({ length: 120 }, (_, at) => SAMPLE_MS + (at - 60) * 30_000);
  return toDataFrame({
    refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: times },
      {
        name: 'resilience4j_circuitbreaker_state',
        type: FieldType.number,
        labels: {
          __name__: 'resilience4j_circuitbreaker_state',
          name: 'payment',
          state,
          service: 'checkout',
          instance: 'a',
        },
        values: times.map((time) => Number(time >= SAMPLE_MS === (state === 'open'))),
      },
    ],
  });
}

function ask(
  bench: Bench,
  query: ClewQuery,
  filters: ReturnType<typeof sampleRequest>['filters'] = []
): Promise<DataQueryResponse> {
  return lastValueFrom(bench.clew({ timeoutMs: 200 }).query({ ...sampleRequest(), filters, targets: [query] }));
}

function report(data: readonly DataFrame[]): readonly string[] {
  return readReport(data).result.map(({ leg, state }) => `${leg} ${state}`);
}

describe('breakers', () => {
  it('are lanes, lines and traces, and one report of all of them', async () => {
    const bench = setBench();
    bench.metrics.answer = withBreaker;
    const { data, state } = await ask(bench, BREAKERS);
    const { clew, logs, traces } = classifyFrames<DataFrame>(data);
    const [lane] = readBreakers(clew.breakers, epochNsFromMs(SAMPLE_MS - 1_800_000)).result;
    expect([state, logs.length, traces.length]).toEqual([LoadingState.Done, 1, 1]);
    expect([...new Set(lane.intervals.map((one) => one.state))]).toEqual(['closed', 'open']);
    expect(lane.transitions).toMatchObject([{ from: 'closed', to: 'open', within: 30e9 }]);
    expect(report(data)).toContain('metrics:breakers:prom done');
    expect(data.filter((frame: DataFrame) => frame.refId !== 'A')).toEqual([]);
  });

  it('are asked for within scope and filters, under the labels that the metric has', async () => {
    const bench = setBench();
    bench.metrics.answer = withBreaker;
    const filters = [{ key: 'pod', operator: '=', value: 'p' }];
    await ask(bench, { ...BREAKERS, signals: ['metrics'], scope: { cluster: 'eu' } }, filters);
    const [discovery, samples] = bench.metrics.requests.map(({ targets }) => targets.map(({ expr }) => expr));
    expect(discovery[0]).toMatch(
      /^group by \(__name__, k8s_cluster_name, cluster\) \(\{__name__=~"[^"]*resilience4j_circuitbreaker_state[^"]*",pod="p"\}/
    );
    expect(samples).toContain('resilience4j_circuitbreaker_state{cluster="eu",pod="p"}');
    expect(samples?.every((expr) => /^resilience4j_.*cluster="eu",pod="p"\}$/.test(expr ?? ''))).toBe(true);
    expect(bench.logs.requests.length + bench.traces.requests.length).toBe(0);
  });

  it('outside the scope are none of these, and that is said', async () => {
    const bench = setBench();
    bench.metrics.answer = withBreaker;
    const { data } = await ask(bench, { ...BREAKERS, signals: ['metrics'], scope: { cluster: 'us' } });
    expect(readReport(data).result).toMatchObject([{ state: 'empty', message: 'leg.not-these-breakers' }]);
    expect(bench.metrics.requests).toHaveLength(1);
  });

  it('are looked for where lines speak of them', async () => {
    const bench = setBench();
    await ask(bench, { ...BREAKERS, signals: ['logs'], services: ['cart'] });
    expect(bench.logs.requests[0].targets[0].expr).toMatch(/service_name=~"cart".* \|~ "\(\?i\)breaker/);
  });

  it('ask nothing of sources that are not linked, and say so', async () => {
    const bench = setBench();
    const clew = bench.clew({ logs: [], metrics: [], traces: [] });
    const { data, state } = await lastValueFrom(clew.query({ ...sampleRequest(), targets: [BREAKERS] }));
    expect(state).toBe(LoadingState.Done);
    expect(report(data)).toEqual(['metrics:none skipped', 'logs:none skipped', 'traces:none skipped']);
  });
});

describe('a cascade', () => {
  it('is asked of services and of the calls between them, each beside its baseline', async () => {
    const bench = setBench();
    const { data, state } = await ask(bench, CASCADE);
    expect(state).toBe(LoadingState.Done);
    const legs = report(data);
    expect(legs).toEqual(expect.arrayContaining(['metrics:signals:prom done', 'metrics:signals:prom+baseline done']));
    expect(legs.some((leg) => leg.startsWith('metrics:edges:prom'))).toBe(true);
    expect(legs.some((leg) => leg.startsWith('metrics:versions:prom'))).toBe(true);
    const { clew, logs, traces } = classifyFrames<DataFrame>(data);
    expect([clew.graph.length, clew.changes.length, logs.length, traces.length]).toEqual([2, 1, 1, 1]);
  });
});

describe.each([
  ['breakers', BREAKERS],
  ['cascade', CASCADE],
] as const)('%s, when a source', (_view, query) => {
  const signals = ['traces', 'logs', 'metrics'] as const;
  const faults: ReadonlyArray<readonly [string, Answer]> = [
    ['answers an error', () => of({ data: [], state: LoadingState.Error, errors: [{ message: 'boom', status: 500 }] })],
    ['throws', () => throwError(() => new Error('boom'))],
    [
      'throws before it answers',
      () => {
        throw new Error('boom');
      },
    ],
    ['completes without an answer', () => EMPTY],
    ['never answers', () => NEVER],
    ['answers what cannot be read', () => of({ data: [{ fields: 7 }] as unknown as DataFrame[] })],
  ];

  for (const signal of signals) {
    it.each(faults)(`of ${signal} %s: the others stay, and the report names it`, async (_fault, answer) => {
      const bench = setBench();
      bench.metrics.answer = withBreaker;
      bench.logs.answer = counting;
      bench[signal].answer = answer;
      const { data, state } = await ask(bench, query);
      const failed = report(data).filter((line) => /failed|forbidden|timed-out/.test(line));
      expect(state).toBe(LoadingState.Done);
      expect(failed.length).toBeGreaterThan(0);
      expect(failed.filter((line) => !line.startsWith(signal))).toEqual([]);
    });
  }

  it('may not be asked: the answer is an error only when none may', async () => {
    const bench = setBench();
    bench.rejected.add('tempo').add('loki').add('prom');
    const { state, errors } = await ask(bench, query);
    expect(state).toBe(LoadingState.Error);
    expect(errors?.map(({ message }) => message).join()).toMatch(/My prometheus/);
  });

  it('is slow: what is there is shown before, and unsubscribing ends every request', async () => {
    const bench = setBench();
    bench.metrics.answer = withBreaker;
    bench.traces.answer = () => NEVER;
    const clew = bench.clew({ timeoutMs: 400 });
    const states = await lastValueFrom(clew.query({ ...sampleRequest(), targets: [query] }).pipe(toArray()));
    expect(states.length).toBeGreaterThan(1);
    expect(states[0].state).toBe(LoadingState.Streaming);
    expect(new Set(states.map(({ key }) => key)).size).toBe(1);
    const running = clew.query({ ...sampleRequest(), targets: [query] }).subscribe();
    await new Promise((resolve) => setTimeout(resolve, 50));
    running.unsubscribe();
    expect(bench.openRequests()).toBe(0);
  });
});
