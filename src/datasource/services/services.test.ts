import { concat, EMPTY, map, NEVER, of, throwError } from 'rxjs';
import { FieldType, LoadingState, toDataFrame, type DataFrame, type DataQueryResponse } from '@grafana/data';
import type { ReportLine, Signal } from '../../engine/correlation';
import { readReport, readServices, readSignals } from '../../frames';
import { remedyText } from '../../ui';
import type { ServicesQuery } from '../query';
import { sampleRequest, setBench, type Answer, type Bench } from '../testing/fakeSources';
import { presenceFrames, SAMPLE_MS, seriesFrame } from '../testing/sampleFrames';

const TIMEOUT_MS = 1_000;
const SIGNALS: readonly Signal[] = ['traces', 'logs', 'metrics'];

/** As Tempo answers a metrics query: the refId is the series' name, and values keep their quotes. */
function spanFrame(service: string, labels: Readonly<Record<string, string>>, value: number): DataFrame {
  return toDataFrame({
    refId: `${service}${JSON.stringify(labels)}`,
    fields: [
      { name: 'time', type: FieldType.time, values: [SAMPLE_MS, SAMPLE_MS + 60_000] },
      {
        name: service,
        type: FieldType.number,
        labels: { 'resource.service.name': `"${service}"`, ...labels },
        values: [value, value],
      },
    ],
  });
}

/** Metrics know the frontend; spans know the worker too, half of whose requests fail; lines tell of the worker's errors. */
const HEALTHY: Readonly<Record<Signal, Answer>> = {
  metrics: ({ targets }) =>
    of({
      data: targets.flatMap(({ expr = '', refId }) => {
        if (expr.startsWith('group by')) {
          const metrics = ['http_requests_total', 'http_request_duration_seconds_bucket'];
          return presenceFrames(metrics, [{ service: 'frontend' }], refId);
        }
        // Measures of the whole house have no labels; this bench holds none.
        return expr.includes('service=~') ? [seriesFrame('frontend', expr.includes('quantile') ? 0.2 : 4, refId)] : [];
      }),
    }),
  traces: ({ targets: [{ query = '' }] }) =>
    of({
      data: ['frontend', 'worker']
        .filter((service) => !query.includes('service.name =~') || query.includes(service))
        .flatMap((service) =>
          query.includes('quantile_over_time')
            ? ['0.5', '0.95', '0.99'].map((p) => spanFrame(service, { p }, 1))
            : [spanFrame(service, {}, query.includes('status = error') ? 1 : 2)]
        ),
    }),
  logs: ({ targets }) =>
    of({
      data: targets.map(({ refId }) =>
        toDataFrame({
          refId,
          fields: [
            { name: 'Time', type: FieldType.time, values: [SAMPLE_MS] },
            { name: 'Value', type: FieldType.number, labels: { service_name: 'worker' }, values: [60] },
          ],
        })
      ),
    }),
};

function failedWith(status: number, message: string): Answer {
  return ({ targets }) =>
    of({ data: [], state: LoadingState.Error, errors: targets.map(({ refId }) => ({ refId, status, message })) });
}

interface Fault {
  readonly name: string;
  readonly message: string;
  readonly state: ReportLine['state'];
  readonly strike: (bench: Bench, signal: Signal) => void;
}

function answering(answer: Answer): Fault['strike'] {
  return (bench, signal) => {
    bench[signal].answer = answer;
  };
}

const FAULTS: readonly Fault[] = [
  { name: 'timeout', message: 'leg.timed-out', state: 'timed-out', strike: answering(() => NEVER) },
  { name: '500 as value', message: 'leg.failed', state: 'failed', strike: answering(failedWith(500, 'boom')) },
  { name: 'thrown', message: 'leg.failed', state: 'failed', strike: answering(() => throwError(() => new Error('x'))) },
  { name: '403', message: 'leg.forbidden', state: 'forbidden', strike: answering(failedWith(403, 'no')) },
  { name: 'silence', message: 'leg.no-answer', state: 'failed', strike: answering(() => EMPTY) },
  {
    name: 'get() rejected',
    message: 'leg.unavailable',
    state: 'forbidden',
    strike: (bench, signal) => bench.rejected.add(bench[signal].uid),
  },
  {
    name: 'hidden',
    message: 'leg.source-unknown',
    state: 'forbidden',
    strike: (bench, signal) => bench.hidden.add(bench[signal].uid),
  },
  {
    name: 'nonsense',
    message: 'leg.malformed',
    state: 'failed',
    // A packet that no plugin should send; its type says so too.
    strike: answering(() => of({ data: 'nonsense' } as unknown as DataQueryResponse)),
  },
];

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function benchOf(): Bench {
  const bench = setBench();
  SIGNALS.forEach((signal) => {
    bench[signal].answer = HEALTHY[signal];
  });
  return bench;
}

function ask(
  bench: Bench,
  query: Partial<ServicesQuery> = {},
  settings: Parameters<Bench['clew']>[0] = {}
): { readonly answers: DataQueryResponse[]; readonly stop: () => void } {
  const answers: DataQueryResponse[] = [];
  const target: ServicesQuery = {
    refId: 'A',
    view: 'services',
    breakdown: 'service',
    services: [],
    signals: ['traffic', 'errors', 'latency'],
    baseline: { kind: 'none' },
    scope: {},
    filters: [],
    ...query,
  };
  const subscription = bench
    .clew({ timeoutMs: TIMEOUT_MS, ...settings })
    .query({ ...sampleRequest(), filters: [], targets: [target] })
    .subscribe((answer) => answers.push(answer));
  return { answers, stop: () => subscription.unsubscribe() };
}

async function last(
  bench: Bench,
  ...more: [Partial<ServicesQuery>?, Parameters<Bench['clew']>[0]?]
): Promise<DataQueryResponse> {
  const { answers } = ask(bench, ...more);
  await jest.advanceTimersByTimeAsync(20 * TIMEOUT_MS);
  return answers[answers.length - 1];
}

function told(response: DataQueryResponse): readonly string[] {
  return readReport(response.data)
    .result.map(({ leg, state, message }) => `${leg} ${state} ${message}`)
    .sort();
}

function rowsOf(response: DataQueryResponse): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    readServices(response.data).result.map(({ subject, cells, conventions }) => [
      subject.service,
      [
        ...Object.entries(cells).flatMap(([role, { value }]) => (value === undefined ? [] : `${role}=${value}`)),
        ...conventions,
      ],
    ])
  );
}

describe('golden signals of services', () => {
  it('come from metrics, from spans where there are none, and error lines from logs', async () => {
    const bench = benchOf();
    const response = await last(bench);
    expect(rowsOf(response)).toEqual({
      frontend: ['traffic=4', 'errors=4', 'p50=0.2', 'p95=0.2', 'p99=0.2', 'http'],
      worker: ['traffic=2', 'errors=0.5', 'p50=1', 'p95=1', 'p99=1', 'log-errors=1', 'traceql', 'logql'],
    });
    expect(told(response)).toEqual([
      'logs:errors:loki done leg.done',
      'metrics:signals:prom done leg.done',
      'traces:signals:tempo done leg.done',
    ]);
    expect([response.state, response.errors]).toEqual([LoadingState.Done, undefined]);
    expect([bench.metrics, bench.traces, bench.logs].map(({ requests }) => requests.length)).toEqual([2, 3, 1]);
    const restricted = bench.traces.requests.slice(1).map(({ targets }) => targets[0].query ?? '');
    expect(restricted.every((query) => query.includes('resource.service.name =~ "worker"'))).toBe(true);
  });

  it('arrive part by part, each emission whole and with the same key', async () => {
    const bench = benchOf();
    bench.traces.answer = () => NEVER;
    const { answers } = ask(bench);
    await jest.advanceTimersByTimeAsync(100);
    expect(answers.map(({ key, state }) => `${key} ${state}`)).toEqual(answers.map(() => 'clew-A Streaming'));
    expect(Object.keys(rowsOf(answers[answers.length - 1]))).toContain('frontend');
    await jest.advanceTimersByTimeAsync(20 * TIMEOUT_MS);
    expect(answers[answers.length - 1].state).toBe(LoadingState.Done);
  });

  it('are asked for the baseline too, which is moved to the range and told apart', async () => {
    const bench = benchOf();
    const hour = 3_600_000;
    const { metrics } = bench;
    const { answer } = metrics;
    metrics.answer = (request) =>
      answer(request).pipe(
        map((packet) => ({
          ...packet,
          data: packet.data.map((frame: DataFrame) => ({
            ...frame,
            fields: frame.fields.map((field) =>
              field.type === FieldType.time && request.range.from.valueOf() < SAMPLE_MS - hour
                ? { ...field, values: field.values.map((time: number) => time - hour) }
                : field
            ),
          })),
        }))
      );
    const response = await last(bench, { baseline: { kind: 'before' }, services: ['frontend'] });
    const { result: measures } = readSignals(response.data);
    const before = measures.filter(({ baseline }) => baseline);
    expect(before.map(({ role }) => role)).toEqual(['traffic', 'errors', 'p50', 'p95', 'p99']);
    expect(before.every(({ series }) => series.times[0] === SAMPLE_MS && series.labels.baseline === 'true')).toBe(true);
    expect(readServices(response.data).result[0].cells.traffic).toEqual({ value: 4, baseline: 4, ratio: 1 });
    expect(told(response)).toContain('metrics:signals:prom+baseline done leg.done');
    expect(told(response)).toContain('traces:signals:tempo skipped leg.metrics-suffice');
    expect(metrics.requests.length).toBe(3);
  });

  it('say so when there are more services than the limit, and keep the busiest', async () => {
    const bench = benchOf();
    bench.metrics.answer = ({ targets }) =>
      of({
        data: targets.flatMap(({ expr = '', refId }) => {
          if (expr.startsWith('group by')) {
            return presenceFrames(
              ['http_requests_total'],
              [{ service: 'a' }, { service: 'b' }, { service: 'c' }],
              refId
            );
          }
          const names = expr.startsWith('topk') ? ['c', 'b'] : ['a', 'b', 'c'];
          return names
            .filter((name) => expr.startsWith('topk') || expr.includes(name))
            .map((name) => seriesFrame(name, name === 'c' ? 9 : 1, refId));
        }),
      });
    const limits = { traces: 1, lines: 1, services: 1 };
    const response = await last(bench, { signals: ['traffic'] }, { limits, traces: [] });
    expect(Object.keys(rowsOf(response)).filter((name) => name !== '')).toEqual(['c']);
    expect(told(response)).toEqual(['metrics:signals:prom partial leg.services-cut']);
  });

  it('come from native histograms, failures and all', async () => {
    const bench = benchOf();
    bench.metrics.answer = ({ targets }) =>
      of({
        data: targets.flatMap(({ expr = '', refId }) => {
          if (expr.startsWith('group by')) {
            return presenceFrames(['http_server_request_duration_seconds'], [{ job: 'shop/cart' }], refId);
          }
          const frame = seriesFrame(
            '',
            expr.includes('histogram_quantile') ? 0.5 : expr.includes(' or 0 *') ? 0.1 : 7,
            refId
          );
          return [
            {
              ...frame,
              fields: frame.fields.map((field) =>
                field.labels === undefined ? field : { ...field, labels: { job: 'shop/cart' } }
              ),
            },
          ];
        }),
      });
    const response = await last(bench, {}, { traces: [], logs: [] });
    expect(rowsOf(response)).toEqual({
      cart: ['traffic=7', 'errors=0.1', 'p50=0.5', 'p95=0.5', 'p99=0.5', 'otel-http'],
    });
    const [row] = readServices(response.data).result;
    expect(row.identity).toMatchObject({ key: 'shop/cart', namespace: 'shop' });
    const asked = bench.metrics.requests[1].targets.map(({ expr }) => expr ?? '');
    expect(asked.filter((expr) => expr.includes('_bucket') || expr.includes('_count{'))).toEqual([]);
    expect(asked[0]).toBe(
      'histogram_count(sum by (job) (rate(http_server_request_duration_seconds{job=~"shop/cart"}[60s])))'
    );
  });

  it('ask nothing of spans for what spans cannot tell', async () => {
    const bench = benchOf();
    await last(bench, { signals: ['saturation'] });
    expect([bench.traces.requests.length, bench.logs.requests.length]).toEqual([0, 0]);
  });

  it('carry scope and filters into every language', async () => {
    const bench = benchOf();
    bench.metrics.answer = ({ targets }) =>
      of({
        data: targets.flatMap(({ expr = '', refId }) =>
          expr.startsWith('group by')
            ? presenceFrames(
                ['http_requests_total'],
                [
                  { service: 'frontend', deployment_environment: 'prod' },
                  { service: 'other', deployment_environment: 'test' },
                ],
                refId
              )
            : [seriesFrame('frontend', 1, refId)]
        ),
      });
    const filters = [{ key: 'resource.k8s.cluster.name', operator: '=' as const, value: 'eu' }];
    const response = await last(bench, { scope: { environment: 'prod' }, filters });
    expect(Object.keys(rowsOf(response))).toContain('frontend');
    expect(Object.keys(rowsOf(response))).not.toContain('other');
    expect(bench.metrics.requests[1].targets[0].expr).toContain('deployment_environment="prod",k8s_cluster_name="eu"');
    expect(bench.traces.requests[0].targets[0].query).toContain('resource.k8s.cluster.name = "eu"');
    expect(bench.logs.requests[0].targets[0].expr).toContain('k8s_cluster_name="eu"');
  });

  it('name what is missing when no metric source is linked', async () => {
    const response = await last(benchOf(), {}, { metrics: [] });
    expect(Object.keys(rowsOf(response)).sort()).toEqual(['frontend', 'worker']);
    expect(told(response)[1]).toBe('metrics:none skipped leg.no-source');
  });
});

const CELLS = FAULTS.flatMap((fault) =>
  SIGNALS.map((signal) => ({ fault, signal, name: `${fault.name} of ${signal}` }))
);

describe.each(CELLS)('$name', ({ fault, signal }) => {
  it('leaves the other sources, names the leg and the remedy, and leaves no request open', async () => {
    const bench = benchOf();
    fault.strike(bench, signal);
    const response = await last(bench);
    const { result: report } = readReport(response.data);
    const said = report.filter((line) => line.signal === signal && line.state === fault.state);
    expect(said.map(({ message }) => message)).toEqual([fault.message]);
    expect(remedyText(fault.message, said[0].params)).toBeDefined();
    expect(report.filter((line) => line.signal !== signal && line.state !== 'done')).toEqual([]);
    // What the failing source would have told is told by another, or missing; nothing else is.
    const rows = rowsOf(response);
    expect(rows.frontend).toContain(signal === 'metrics' ? 'traceql' : 'http');
    expect(Object.keys(rows)).toContain('worker');
    expect(response.state).toBe(LoadingState.Done);
    const notices = response.data.flatMap((frame: DataFrame) => frame.meta?.notices ?? []);
    expect(notices.map(({ text }: { text: string }) => text).join()).toContain(bench[signal].uid);
    expect(bench.openRequests()).toBe(0);
  });

  it('leaves no request open when it is cancelled', async () => {
    const bench = benchOf();
    fault.strike(bench, signal);
    const { stop } = ask(bench);
    await jest.advanceTimersByTimeAsync(1);
    stop();
    const asked = SIGNALS.map((one) => bench[one].requests.length);
    await jest.advanceTimersByTimeAsync(20 * TIMEOUT_MS);
    expect(bench.openRequests()).toBe(0);
    expect(SIGNALS.map((one) => bench[one].requests.length)).toEqual(asked);
  });
});

it('an answer that never ends keeps its rows and says so', async () => {
  const bench = benchOf();
  bench.metrics.answer = (request) => {
    const streaming = map((packet: DataQueryResponse) => ({ ...packet, state: LoadingState.Streaming }));
    const discovers = request.targets[0].expr?.startsWith('group by') === true;
    return discovers ? HEALTHY.metrics(request) : concat(HEALTHY.metrics(request).pipe(streaming), NEVER);
  };
  const response = await last(bench);
  expect(rowsOf(response).frontend).toContain('traffic=4');
  expect(told(response)).toContain('metrics:signals:prom partial leg.cut');
});

it('is an error of the panel when every leg fails, with the report', async () => {
  const bench = benchOf();
  SIGNALS.forEach((signal) => {
    bench[signal].answer = failedWith(500, 'boom');
  });
  const response = await last(bench);
  expect(response.state).toBe(LoadingState.Error);
  expect(response.errors?.map(({ message }) => message).join()).toContain('boom');
  expect(readReport(response.data).result.length).toBe(3);
});

describe('a convention in the settings', () => {
  const mine = {
    name: 'ours',
    service: 'svc',
    counter: 'our_calls_total',
    failed: [],
    histogram: 'our_time',
    unit: 'ms' as const,
  };

  it('is asked for before those that ship', async () => {
    const bench = benchOf();
    bench.metrics.answer = ({ targets }) =>
      of({
        data: targets.flatMap(({ expr = '', refId }) =>
          expr.startsWith('group by')
            ? presenceFrames(['our_calls_total', 'our_time_bucket'], [{ svc: 'mine' }], refId)
            : []
        ),
      });
    await last(bench, {}, { conventions: [mine] });
    expect(bench.metrics.requests[0].targets[0].expr).toContain('our_calls_total');
    const asked = bench.metrics.requests[1].targets.map(({ expr }) => expr);
    expect(asked).toContain('sum by (svc) (rate(our_calls_total{svc=~"mine"}[60s]))');
    expect(asked.join()).toContain('rate(our_time_bucket{svc=~"mine"}[60s]))) / 1000');
  });

  it('that cannot be used is refused, by its name', async () => {
    const response = await last(benchOf(), {}, { conventions: [{ ...mine, counter: 'not a metric' }] });
    expect(response.errors?.[0].message).toContain('not a metric');
  });
});
