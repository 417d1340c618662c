import { lastValueFrom, of, toArray } from 'rxjs';
import { CoreApp, LoadingState, type DataQueryResponse } from '@grafana/data';
import { classifyFrames, readReport } from '../frames';
import { sampleRequest, setBench } from './testing/fakeSources';
import { SAMPLE_ID, SAMPLE_TRACE, searchFrame } from './testing/sampleFrames';

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
