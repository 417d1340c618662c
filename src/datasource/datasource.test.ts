import { defer, delay, finalize, lastValueFrom, of, toArray } from 'rxjs';
import { CoreApp, LoadingState, type DataQueryResponse } from '@grafana/data';
import { defaultIdentityRules } from '../engine/correlation';
import { classifyFrames, readReport, readSeries } from '../frames';
import { SAMPLE_METRICS, sampleRequest, setBench } from './testing/fakeSources';
import {
  exemplarFrame,
  logsFrame,
  presenceFrames,
  SAMPLE_ID,
  SAMPLE_TRACE,
  searchFrame,
  seriesFrame,
} from './testing/sampleFrames';

function all(
  response: ReturnType<ReturnType<ReturnType<typeof setBench>['clew']>['query']>
): Promise<DataQueryResponse[]> {
  return lastValueFrom(response.pipe(toArray()));
}

describe('a query for one ID', () => {
  it('answers with one trace frame, one logs frame, series, exemplars of the trace, timeline, coverage and report', async () => {
    const answers = await all(setBench().clew().query(sampleRequest()));
    const last = answers[answers.length - 1];
    const frames = classifyFrames(last.data);
    expect(last.state).toBe(LoadingState.Done);
    expect(last.errors).toBeUndefined();
    expect({
      traces: frames.traces.length,
      spans: frames.traces.map((frame) => frame.length),
      logs: frames.logs.map((frame) => frame.length),
      exemplars: frames.exemplars.map((frame) => frame.length),
      series: frames.series.length,
      timeline: frames.clew.timeline.length,
      coverage: frames.clew.coverage.length,
      report: frames.clew.report.length,
    }).toEqual({ traces: 1, spans: [2], logs: [3], exemplars: [1], series: 10, timeline: 1, coverage: 1, report: 1 });
    expect(
      readReport(frames.clew.report)
        .result.map(({ leg, state }) => `${leg} ${state}`)
        .sort()
    ).toEqual([
      'logs:label:loki done',
      'logs:line:loki done',
      'logs:trace-label:loki done',
      'logs:trace-line:loki done',
      'metrics:golden:prom done',
      'traces:search:tempo done',
      'traces:spans:tempo done',
    ]);
  });

  it('gives every emission the same key', async () => {
    const answers = await all(setBench().clew().query(sampleRequest()));
    expect(new Set(answers.map(({ key }) => key))).toEqual(new Set(['clew-A']));
  });

  it('sends child requests that name their own source and share nothing that is written to', async () => {
    const bench = setBench();
    const request = { ...sampleRequest(), app: CoreApp.Explore };
    await all(bench.clew().query(request));
    const children = [...bench.traces.requests, ...bench.logs.requests, ...bench.metrics.requests];
    expect(new Set(children.map(({ requestId }) => requestId)).size).toBe(children.length);
    const refIds = children.flatMap(({ targets }) => targets.map(({ refId }) => refId));
    expect(new Set(refIds).size).toBe(refIds.length);
    for (const child of children) {
      expect(child.headers).toEqual(request.headers);
      expect(child.headers).not.toBe(request.headers);
      expect(child.app).not.toBe(CoreApp.Explore);
      expect([child.panelId, child.dashboardUID, child.queryGroupId]).toEqual([undefined, undefined, undefined]);
      expect(child).toMatchObject({
        timezone: 'Europe/Berlin',
        filters: request.filters,
        scopes: [],
        startTime: request.startTime,
      });
      expect(child.scopedVars).toMatchObject({
        mine: { value: SAMPLE_ID },
        __interval_ms: { value: child.intervalMs },
      });
    }
    expect(bench.traces.requests.flatMap(({ targets }) => targets.map(({ datasource }) => datasource?.uid))).toEqual([
      'tempo',
      'tempo',
    ]);
    expect(bench.logs.requests[0].range.raw).toEqual({ from: 'now-1h', to: 'now' });
  });

  it('asks for several traces in one request', async () => {
    const bench = setBench();
    const others = ['1'.repeat(32), '2'.repeat(32)];
    const { answer } = bench.traces;
    bench.traces.answer = (request) =>
      request.targets[0].query?.startsWith('{') === true
        ? of({ data: [searchFrame([SAMPLE_TRACE, ...others])] })
        : answer(request);
    await all(bench.clew().query(sampleRequest({ signals: ['traces'] })));
    expect(bench.traces.requests.map(({ targets }) => targets.length)).toEqual([1, 3]);
  });
});

describe('metrics', () => {
  it('come from the first convention that knows a service, and exemplars from any', async () => {
    const bench = setBench();
    bench.metrics.answer = ({ targets }) =>
      of({
        data: targets.flatMap(({ expr = '', exemplar, refId }) =>
          expr.startsWith('group by')
            ? presenceFrames(
                [...SAMPLE_METRICS, 'traces_spanmetrics_calls_total', 'traces_spanmetrics_latency_bucket'],
                [{ service: 'payment' }],
                refId
              )
            : [
                seriesFrame('payment', expr.includes('spanmetrics') ? 2 : 1, refId),
                ...(exemplar === true && expr.includes('spanmetrics') ? [exemplarFrame([SAMPLE_TRACE], refId)] : []),
              ]
        ),
      });
    const answers = await all(bench.clew().query(sampleRequest()));
    const { series, exemplars } = classifyFrames(answers[answers.length - 1].data);
    const values = series.map(({ fields }) => fields[1].values[0]);
    expect([values, exemplars.map(({ length }) => length)]).toEqual([[1, 1, 1, 1, 1], [1]]);
    expect(bench.metrics.requests.map(({ targets }) => targets.length)).toEqual([1, 6]);
  });

  it('name what they measure', async () => {
    const bench = setBench();
    const answers = await all(bench.clew().query(sampleRequest()));
    const { result } = readSeries(classifyFrames(answers[answers.length - 1].data).series, defaultIdentityRules);
    const meanings = result.map(({ name, signal, quantile, unit }) => [name, signal, quantile, unit].join(' '));
    expect([...new Set(meanings)].sort()).toEqual([
      'errors errors  percentunit',
      'p50 latency 0.5 s',
      'p95 latency 0.95 s',
      'p99 latency 0.99 s',
      'traffic traffic  reqps',
    ]);
  });

  it('use a rate window that fits the scrape interval', async () => {
    const bench = setBench();
    Object.assign(bench.metrics.settings.jsonData, { timeInterval: '5s' });
    await all(bench.clew().query(sampleRequest()));
    expect(bench.metrics.requests[1].targets[0].expr).toContain('[20s]');
    expect(bench.metrics.requests[1].intervalMs).toBeGreaterThanOrEqual(5_000);
  });
});

describe('while sources answer at different speeds', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('hands over what there is before a slow source answers, and replaces it when it does', async () => {
    const bench = setBench();
    const { answer } = bench.traces;
    bench.traces.answer = (request) => answer(request).pipe(delay(5_000));
    const seen: string[] = [];
    bench
      .clew()
      .query(sampleRequest())
      .subscribe(({ state, data }) => {
        const { traces, logs, series } = classifyFrames(data);
        seen.push(`${state} traces=${traces.length} lines=${logs[0]?.length ?? 0} series=${series.length}`);
      });
    await jest.advanceTimersByTimeAsync(1_000);
    expect(seen[0]).toMatch(/^Streaming traces=0 lines=3/);
    expect(bench.traces.open).toBeGreaterThan(0);
    await jest.advanceTimersByTimeAsync(20_000);
    expect(seen[seen.length - 1]).toBe('Done traces=1 lines=3 series=10');
    expect(seen.slice(0, -1).every((answered) => answered.startsWith('Streaming'))).toBe(true);
  });

  it('has at most four requests open, over all queries of a panel', async () => {
    const bench = setBench();
    let open = 0;
    let most = 0;
    for (const signal of ['traces', 'logs', 'metrics'] as const) {
      const { answer } = bench[signal];
      bench[signal].answer = (request) =>
        defer(() => {
          open += 1;
          most = Math.max(most, open);
          return answer(request).pipe(
            delay(100),
            finalize(() => (open -= 1))
          );
        });
    }
    const request = sampleRequest();
    const targets = ['A', 'B', 'C'].map((refId) => ({ ...request.targets[0], refId }));
    const answers: DataQueryResponse[] = [];
    bench
      .clew()
      .query({ ...request, targets })
      .subscribe((answer) => answers.push(answer));
    await jest.advanceTimersByTimeAsync(10_000);
    expect(most).toBe(4);
    expect(new Set(answers.map(({ key }) => key))).toEqual(new Set(['clew-A', 'clew-B', 'clew-C']));
    expect(answers.filter(({ state }) => state === LoadingState.Done)).toHaveLength(1);
    expect(answers[answers.length - 1].state).toBe(LoadingState.Done);
  });

  it('stops asking when the budget is used up, and says so', async () => {
    const bench = setBench();
    const answers: DataQueryResponse[] = [];
    bench
      .clew({ requestBudget: 3 })
      .query(sampleRequest())
      .subscribe((answer) => answers.push(answer));
    await jest.advanceTimersByTimeAsync(10_000);
    const asked = bench.traces.requests.length + bench.logs.requests.length + bench.metrics.requests.length;
    const { result: report } = readReport(answers[answers.length - 1].data);
    expect(asked).toBe(3);
    expect(
      report.filter(({ message, state }) => message === 'leg.budget' && state === 'skipped').length
    ).toBeGreaterThan(0);
  });

  it('widens the window when nothing is found, and says so', async () => {
    const bench = setBench();
    bench.logs.answer = ({ range, targets }) =>
      of({ data: [logsFrame(range.to.diff(range.from, 'hours') > 2 ? 3 : 0, 100, targets[0].refId)] });
    const answers: DataQueryResponse[] = [];
    bench
      .clew({ traces: [], widening: [3_600, 7_200] })
      .query(sampleRequest({ signals: ['logs'] }))
      .subscribe((answer) => answers.push(answer));
    await jest.advanceTimersByTimeAsync(10_000);
    const last = answers[answers.length - 1];
    expect(classifyFrames(last.data).logs[0].length).toBe(3);
    expect(readReport(last.data).result).toContainEqual(
      expect.objectContaining({ message: 'plan.widened', params: { seconds: 3600 } })
    );
  });
});

describe('a query', () => {
  it('replaces variables once: what a variable holds is not looked into', async () => {
    const bench = setBench();
    await all(bench.clew().query(sampleRequest({ value: '${id}', signals: ['logs'] })));
    expect(bench.logs.requests[0].targets[0].expr).toContain(`|= "${SAMPLE_ID}"`);
  });

  it('sends an ID that looks like a variable in a form that no template engine sees', async () => {
    const bench = setBench();
    await all(bench.clew().query(sampleRequest({ value: '${__user.email}[[x]]' })));
    const texts = [...bench.traces.requests, ...bench.logs.requests].flatMap(({ targets }) =>
      targets.map(({ query, expr }) => query ?? expr ?? '')
    );
    expect(texts.filter((text) => /\$|\[\[/.test(text))).toEqual([]);
  });

  it('does not run without an ID', async () => {
    const bench = setBench();
    const clew = bench.clew();
    const { targets } = sampleRequest({ value: '' });
    expect(clew.filterQuery(targets[0])).toBe(false);
    expect(await all(clew.query(sampleRequest({ value: ' ' })))).toEqual([{ data: [], state: LoadingState.Done }]);
    expect(bench.openRequests()).toBe(0);
  });

  it.each([
    [{ key: 'nope' }, 'nope'],
    [{ key: 'trace', value: 'not hexadecimal' }, 'not hexadecimal'],
    [JSON.parse('{"version":9}'), 'newer version'],
    [JSON.parse('{"view":"weather"}'), 'weather'],
  ])('says why %j cannot be answered', async (change, words) => {
    const [answer] = await all(setBench().clew().query(sampleRequest(change)));
    expect(answer.state).toBe(LoadingState.Error);
    expect(answer.errors?.[0].message).toContain(words);
  });

  it('says so when settings of a newer version are found', async () => {
    const [answer] = await all(setBench().clew(JSON.parse('{"version":9}')).query(sampleRequest()));
    expect(answer.errors?.[0].message).toContain('newer version');
  });

  it('is shown as its key and ID', () => {
    const clew = setBench().clew();
    expect(clew.getQueryDisplayText(sampleRequest().targets[0])).toBe('request_id = req_x');
  });

  it('asks for a trace by its ID without searching', async () => {
    const bench = setBench();
    await all(bench.clew().query(sampleRequest({ key: 'trace', value: SAMPLE_TRACE.toUpperCase() })));
    expect(bench.traces.requests.map(({ targets }) => targets[0].query)).toEqual([SAMPLE_TRACE]);
    expect(bench.logs.requests[0].targets[0].expr).toContain(SAMPLE_TRACE.replace(/^0/, ''));
  });
});
