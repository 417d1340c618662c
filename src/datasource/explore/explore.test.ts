import { lastValueFrom, of } from 'rxjs';
import {
  CoreApp,
  createDataFrame,
  hasLogsContextSupport,
  LoadingState,
  LogLevel,
  SupplementaryQueryType,
  type DataFrame,
  type LogRowModel,
} from '@grafana/data';
import { config } from '@grafana/runtime';
import { DEFAULT_QUERIES } from '../query';
import { sampleRequest, setBench } from '../testing/fakeSources';
import { SAMPLE_ID, SAMPLE_MS, seriesFrame } from '../testing/sampleFrames';

const { LogsVolume } = SupplementaryQueryType;

/** Gives the log source what Loki has. */
function withVolume(source: object): void {
  Object.assign(source, {
    getSupplementaryRequest: () => undefined,
    getSupportedSupplementaryQueryTypes: () => [LogsVolume],
    getSupplementaryQuery: (_: unknown, query: { readonly refId: string; readonly expr: string }) => ({
      ...query,
      refId: `log-volume-${query.refId}`,
      expr: `sum by (level) (count_over_time(${query.expr} [$__auto]))`,
    }),
  });
}

describe('the volume of lines', () => {
  it('is what the log source counts, in one query', async () => {
    const bench = setBench();
    withVolume(bench.logs);
    bench.logs.answer = ({ targets: [{ refId }] }) => of({ data: [seriesFrame('payment', 3, refId)] });
    const clew = bench.clew();
    // Grafana looks for the methods by name.
    expect(clew.getSupportedSupplementaryQueryTypes()).toEqual([LogsVolume]);
    expect('getSupplementaryRequest' in clew && 'getSupplementaryQuery' in clew).toBe(true);
    const request = clew.getSupplementaryRequest(LogsVolume, sampleRequest());
    const answer = request && (await lastValueFrom(clew.query(request)));
    const [frame]: DataFrame[] = answer?.data ?? [];
    expect([answer?.data.length, frame.refId, answer?.state]).toEqual([1, 'A', LoadingState.Done]);
    expect(bench.logs.requests).toHaveLength(1);
    expect(bench.logs.requests[0].targets[0].expr).toMatch(
      /^sum by \(level\) \(count_over_time\(\{.*clew_id_0=.* or request_id=.*\| drop/
    );
    expect(bench.traces.requests).toEqual([]);
  });

  it('is not asked of a source that has none, nor for a query without logs', async () => {
    const bench = setBench();
    expect(bench.clew({ logs: [{ uid: 'prom' }] }).getSupportedSupplementaryQueryTypes()).toEqual([]);
    const request = sampleRequest({ signals: ['traces'] });
    expect(bench.clew().getSupplementaryRequest(LogsVolume, request)).toBeUndefined();
    const asked = bench.clew().getSupplementaryRequest(LogsVolume, sampleRequest());
    expect(asked && (await lastValueFrom(bench.clew().query(asked)))).toMatchObject({ data: [] });
  });
});

function row(source: string): LogRowModel {
  const dataFrame = createDataFrame({ refId: 'A', fields: [{ name: 'source', values: [source] }] });
  return {
    rowIndex: 0,
    dataFrame,
    entryFieldIndex: 0,
    logLevel: LogLevel.error,
    entry: '',
    hasAnsi: false,
    hasUnescapedContent: false,
    labels: {},
    raw: '',
    timeFromNow: '',
    timeEpochMs: SAMPLE_MS,
    timeEpochNs: `${SAMPLE_MS}000000`,
    timeLocal: '',
    timeUtc: '',
    uid: '1',
  };
}

describe('lines around a line', () => {
  it('come from the source that the line came from', async () => {
    const bench = setBench();
    const asked: unknown[] = [];
    Object.assign(bench.logs, {
      getLogRowContext: (one: LogRowModel, _: unknown, query: unknown) => {
        asked.push(one.rowIndex, query);
        return Promise.resolve({ data: [seriesFrame('x', 1, 'A')] });
      },
    });
    const clew = bench.clew();
    expect(hasLogsContextSupport(clew)).toBe(true);
    expect(await clew.getLogRowContext?.(row('loki'))).toMatchObject({ data: [{}] });
    expect(asked).toEqual([0, { refId: 'A', expr: '{service_name=~".+"}', queryType: 'range' }]);
  });

  it('are none where the source has none or fails', async () => {
    const bench = setBench();
    expect(await bench.clew().getLogRowContext?.(row('loki'))).toEqual({ data: [] });
    Object.assign(bench.logs, { getLogRowContext: () => Promise.reject(new Error('no')) });
    expect(await bench.clew().getLogRowContext?.(row('loki'))).toEqual({ data: [] });
  });

  it('are not offered without a source for lines', () => {
    const clew = setBench().clew({ traces: [], logs: [] });
    expect(clew.getLogRowContext).toBeUndefined();
  });
});

describe('where only a server could ask', () => {
  it('is refused in an alert rule, with what to do instead', async () => {
    const clew = setBench().clew();
    const answer = await lastValueFrom(clew.query({ ...sampleRequest(), app: CoreApp.UnifiedAlerting }));
    expect(answer).toMatchObject({ state: LoadingState.Error, data: [] });
    expect(answer.errors?.[0].message).toMatch(/Alert rules cannot.*Alert on the linked/);
  });

  it('is refused in an externally shared dashboard', async () => {
    config.publicDashboardAccessToken = 'token';
    const bench = setBench();
    const answer = await lastValueFrom(bench.clew().query(sampleRequest()));
    config.publicDashboardAccessToken = '';
    expect(answer.errors?.[0].message).toMatch(/shared dashboards cannot.*snapshot/i);
    expect(bench.traces.requests).toEqual([]);
  });
});

describe('what a frame says of itself', () => {
  it('is how it was asked for, and the report what was asked', async () => {
    const { data } = await lastValueFrom(setBench().clew().query(sampleRequest()));
    const frames: readonly DataFrame[] = data;
    const named = (kind: string): DataFrame | undefined => frames.find(({ meta }) => meta?.custom?.clew.kind === kind);
    expect(named('trace')?.meta?.executedQueryString).toMatch(
      /^# My tempo \(traces:search:tempo\)\n\{ .*\n[0-9a-f]{32}$/s
    );
    expect(named('logs')?.meta?.executedQueryString).toMatch(/# My loki \(logs:line:loki\)\n\{/);
    expect(named('series')?.meta?.executedQueryString).toMatch(/rate\(/);
    expect(named('report')?.meta?.executedQueryString?.match(/^# /gm)?.length).toBeGreaterThan(3);
    expect(named('report')?.meta?.custom?.clew.asked).toEqual({ key: 'request_id', id: SAMPLE_ID });
    expect(named('report')?.fields[2].config.displayName).toBe('Data source');
  });

  it('narrows where an ID is looked for, and nothing that it leads to', async () => {
    const bench = setBench();
    const { targets, ...request } = sampleRequest({ scope: { cluster: 'eu' } });
    await lastValueFrom(bench.clew().query({ ...request, filters: [], targets }));
    const queries = bench.traces.requests.map(({ targets: [{ query }] }) => query);
    expect(queries[0]).toContain('&& resource.k8s.cluster.name = "eu" }');
    const exprs = bench.logs.requests.flatMap((asked) => asked.targets.map(({ expr = '' }) => expr));
    const found = exprs.filter((expr) => expr.includes('| k8s_cluster_name="eu" or cluster="eu"'));
    expect([found.length, exprs.length]).toEqual([2, 4]);
  });

  it('is text for the history', () => {
    const query = { ...DEFAULT_QUERIES.services, refId: 'A', services: ['cart'] };
    expect(setBench().clew().getQueryDisplayText(query)).toMatch(/^traffic.* of cart by service$/);
  });
});
