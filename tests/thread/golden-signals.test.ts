import { type DataQueryResponse, dateTime, LoadingState } from '@grafana/data';
import { lastValueFrom } from 'rxjs';

import { type LabIncident, runScenario } from '../../pkg/lab';
import { remember, type Memory } from '../../pkg/workbench/sources';
import { sampleRequest, setBench, type Bench } from '../../src/datasource/testing/fakeSources';
import type { ClewQuery, ServicesQuery } from '../../src/datasource/query';
import { SIGNAL_FIXTURES, type ExpectedRow, type SignalFixture } from '../../src/engine/signals/testing';
import type { SignalRow } from '../../src/engine/signals';
import { epochNsFromMs } from '../../src/engine/units';
import { readReport, readServices, readSignals } from '../../src/frames';
import { serve } from './ask';

const START_MS = Date.UTC(2026, 10, 21, 10);
const MINUTE_MS = 60_000;
const SCRAPE_S = 15;
const SCRAPES = 121;
const CLOSE = 1e-9;

describe.each([...SIGNAL_FIXTURES])('$convention: $name', (fixture) => {
  it('gives the golden signals that are documented', async () => {
    const { data, state } = await ask(memoryOf(fixture), {
      breakdown: fixture.breakdown,
      services: fixture.services ?? [],
      signals: ['traffic', 'errors', 'latency', 'saturation'],
    });
    const rows = readServices(data).result.filter(({ subject }) => subject.kind !== 'whole');
    expect(state).toBe(LoadingState.Done);
    expect(rows.map(nameOf).sort()).toEqual(fixture.rows.map(expectedName).sort());
    for (const expected of fixture.rows) {
      const row = rows.find((one) => nameOf(one) === expectedName(expected));
      for (const role of ['traffic', 'errors', 'p50', 'p95', 'p99', 'mean'] as const) {
        expectClose(`${expectedName(expected)} ${role}`, row?.cells[role].value, expected[role]);
      }
      const worst = row?.worst;
      expect(worst && `${worst.resource.kind}:${worst.resource.name}`).toBe(expected.worst?.[0]);
      expectClose(`${expectedName(expected)} worst`, worst?.value, expected.worst?.[1]);
    }
  });
});

describe('a metric source whose metrics nobody knows', () => {
  const memory = remember({
    traces: { resourceSpans: [] },
    logs: [],
    exemplars: [],
    metrics: answersOf([
      { metric: 'acme_rpc_handled_total', labels: { app: 'x' }, start: 0, perSecond: 1 },
      { metric: 'acme_request_time_bucket', labels: { app: 'x', le: '+Inf' }, start: 0, perSecond: 1 },
      { metric: 'temperature', labels: { room: '1' }, start: 20, perSecond: 0 },
    ]),
  });

  it('is not an empty panel: what was seen, and what to do', async () => {
    const { data } = await ask(memory, {});
    const { result: report } = readReport(data);
    expect(report.filter(({ leg }) => leg.startsWith('metrics:'))).toMatchObject([
      { message: 'leg.unknown-metrics', params: { metrics: 'acme_request_time, acme_rpc_handled_total', count: 2 } },
    ]);
    const notices = data.flatMap((frame) => frame.meta?.notices ?? []).map(({ text }) => text);
    expect(notices.join()).toMatch(/acme_request_time.*custom convention/);
  });
});

describe('the incident of the lab', () => {
  const incident = runScenario('mysterious-timeout', { seed: 1, scale: 0.2, startNs: epochNsFromMs(START_MS) });
  const memory = remember(incident);

  it('shows its services with traffic, errors and latency, next to a baseline', async () => {
    const { data } = await ask(memory, { baseline: { kind: 'before' } }, [10, 20]);
    const rows = readServices(data).result.filter(({ subject }) => subject.kind === 'service');
    const payment = rows.find(({ subject }) => subject.service === 'payment');
    expect(rows.length).toBeGreaterThan(4);
    expect(payment?.cells.traffic.value).toBeGreaterThan(0);
    expect(payment?.cells.p99.baseline).toBeGreaterThan(0);
    const { result: measures } = readSignals(data);
    const times = measures.filter(({ baseline }) => baseline).flatMap(({ series }) => series.times);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(START_MS + 9 * MINUTE_MS);
    expect(readReport(data).result.filter(({ state }) => state === 'failed' || state === 'partial')).toEqual([]);
  });

  it('shows its edges', async () => {
    const { data } = await ask(memory, { breakdown: 'edge' });
    const edges = readServices(data).result.flatMap(({ subject }) =>
      subject.kind === 'edge' ? [`${subject.client} -> ${subject.service}`] : []
    );
    expect(edges).toContain('frontend -> checkout');
  });

  it('is measured by its spans where there are no metrics, and alike', async () => {
    const services = ['frontend', 'payment'];
    const withMetrics = readServices((await ask(memory, { services }, [2, 8])).data).result;
    const without = readServices((await ask(memory, { services }, [2, 8], ['metrics'])).data).result;
    for (const service of services) {
      const [a, b] = [withMetrics, without].map((rows) => rows.find(({ subject }) => subject.service === service));
      expect(b?.conventions).toContain('traceql');
      expect(b?.cells.traffic.value).toBeGreaterThan(0);
      expect(Math.abs((a?.cells.traffic.value ?? 0) / (b?.cells.traffic.value ?? 1) - 1)).toBeLessThan(0.25);
      expect(b?.cells.p95.value).toBeGreaterThan(0);
    }
  });

  it.each([1, 4])('takes as many requests at %d times the traffic', async (scale) => {
    const busy: LabIncident = runScenario('healthy', {
      seed: 1,
      scale: 0.02 * scale,
      startNs: epochNsFromMs(START_MS),
    });
    const bench = setBench();
    await ask(remember(busy), {}, [0, 20], [], bench);
    expect(bench.metrics.requests.length).toBe(2);
    expect(bench.traces.requests.length).toBeLessThanOrEqual(3);
    expect(bench.logs.requests.length).toBe(1);
  });
});

function nameOf({ subject }: SignalRow): string {
  return expectedName({
    service: subject.service,
    ...(subject.kind === 'instance' ? { instance: subject.instance } : {}),
    ...(subject.kind === 'edge' ? { client: subject.client } : {}),
  });
}

function expectedName({ client, service, instance }: ExpectedRow): string {
  return [client, service, instance].filter((part) => part !== undefined).join(' ');
}

function expectClose(what: string, value: number | undefined, expected: number | undefined): void {
  if (value === undefined || expected === undefined) {
    expect([what, value]).toEqual([what, expected]);
  } else {
    expect([what, Math.abs(value - expected) <= CLOSE * Math.max(1, expected) ? expected : value]).toEqual([
      what,
      expected,
    ]);
  }
}

function memoryOf({ series }: SignalFixture): Memory {
  return remember({ traces: { resourceSpans: [] }, logs: [], exemplars: [], metrics: answersOf(series) });
}

type Answers = Parameters<typeof remember>[0]['metrics'];

/** Scrapes of thirty minutes, the last ten of which are asked for. */
function answersOf(series: SignalFixture['series']): Answers {
  const startS = START_MS / 1000 - 600;
  return series.map(({ metric, labels, start, perSecond }) => ({
    data: {
      result: [
        {
          metric: { __name__: metric, ...labels },
          values: Array.from({ length: SCRAPES }, (_, at): readonly [number, string] => [
            startS + at * SCRAPE_S,
            String(start + perSecond * at * SCRAPE_S),
          ]),
        },
      ],
    },
  }));
}

function ask(
  memory: Memory,
  query: Partial<ServicesQuery>,
  [fromMinute, toMinute]: readonly [number, number] = [0, 20],
  unlinked: ReadonlyArray<'metrics'> = [],
  bench: Bench = setBench()
): Promise<DataQueryResponse> {
  serve(bench, 'traces', 'tempo', memory);
  serve(bench, 'logs', 'loki', memory);
  serve(bench, 'metrics', 'prometheus', memory);
  const range = {
    from: dateTime(START_MS + fromMinute * MINUTE_MS),
    to: dateTime(START_MS + toMinute * MINUTE_MS),
  };
  const target: ClewQuery = {
    refId: 'A',
    view: 'services',
    breakdown: 'service',
    services: [],
    signals: ['traffic', 'errors', 'latency', 'saturation'],
    baseline: { kind: 'none' },
    scope: {},
    filters: [],
    ...query,
  };
  const request = {
    ...sampleRequest(),
    filters: [],
    range: { ...range, raw: range },
    rangeRaw: range,
    targets: [target],
  };
  const settings = { timeoutMs: 20_000, ...(unlinked.includes('metrics') ? { metrics: [] } : {}) };
  return lastValueFrom(bench.clew(settings).query(request));
}
