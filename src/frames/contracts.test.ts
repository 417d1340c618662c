import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { defaultIdentityRules as rules } from '../engine/correlation';
import { MISSING_PARENT } from '../engine/model';
import { addNanos, nanos } from '../engine/units';
import {
  classifyFrames,
  readExemplars,
  readLogs,
  readSearchHits,
  readSeries,
  readTraces,
  type FrameInput,
} from './index';

/** Recorded from a real Grafana 12.4.0 over real Tempo, Loki 3.7.8 and Prometheus 2.42. See its README. */
const folder = join(__dirname, '../../tests/contracts/grafana-12.4.0');
const files = readdirSync(folder).filter((file) => file !== 'health.json' && file.endsWith('.json'));

/** Every frame of the last emission of a recording, as the JSON has it. */
function lastFrames(name: string): FrameInput[] {
  const recording = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  return recording.emissions.at(-1)?.data ?? [];
}

function readAll(name: string) {
  const frames = classifyFrames(lastFrames(name));
  return {
    frames,
    traces: readTraces(frames.traces, rules),
    logs: readLogs(frames.logs, { rules, source: 'uid' }),
    series: readSeries(frames.series, rules),
    exemplars: readExemplars(frames.exemplars, rules),
    search: readSearchHits(frames.search),
  };
}

/** What a recording holds: counts of what the readers made of it. */
function summary(name: string) {
  const { frames, traces, logs, series, exemplars, search } = readAll(name);
  return {
    spans: traces.result.map((trace) => trace.size),
    lines: logs.result.map((table) => table.size),
    series: series.result.length,
    exemplars: exemplars.result.length,
    hits: search.result.length,
    ignored: frames.ignored.length,
    unknown: frames.unknown.length,
    problems: [traces, logs, series, exemplars, search].flatMap((outcome) => outcome.problems),
  };
}

const nothing = { spans: [], lines: [], series: 0, exemplars: 0, hits: 0, ignored: 0, unknown: 0, problems: [] };

const expected: Readonly<Record<string, object>> = {
  'loki-bad-query': nothing,
  'loki-down': nothing,
  'loki-json': { ...nothing, lines: [3] },
  'loki-limit': { ...nothing, lines: [5] },
  'loki-logfmt': { ...nothing, lines: [1] },
  'loki-metric': { ...nothing, series: 7 },
  'loki-none': nothing,
  'loki-range': { ...nothing, lines: [3] },
  'loki-structured-metadata': { ...nothing, lines: [2] },
  'prom-bad-query': { ...nothing, ignored: 1 },
  'prom-breaker-state': { ...nothing, series: 3 },
  'prom-down': nothing,
  'prom-empty': { ...nothing, ignored: 1 },
  'prom-instant': { ...nothing, ignored: 1 },
  'prom-p99': { ...nothing, series: 5 },
  'prom-range': { ...nothing, series: 8 },
  'prom-servicegraph': { ...nothing, series: 7 },
  'prom-spanmetrics-exemplars': { ...nothing, series: 5, exemplars: 16 },
  'prom-two-queries': { ...nothing, series: 11 },
  'tempo-bad-query': nothing,
  'tempo-compare': { ...nothing, series: 40 },
  'tempo-down': nothing,
  'tempo-metrics': { ...nothing, series: 2, exemplars: 81 },
  'tempo-quantile': { ...nothing, series: 10, exemplars: 72 },
  'tempo-search-attr-or': { ...nothing, hits: 1 },
  'tempo-search-none': nothing,
  'tempo-search-spans': { ...nothing, hits: 5 },
  'tempo-search-traces': { ...nothing, hits: 1 },
  'tempo-servicemap': { ...nothing, unknown: 3 },
  'tempo-trace': { ...nothing, spans: [7] },
  'tempo-trace-missing': nothing,
};

describe('every recording', () => {
  it.each(files.map((file) => file.replace('.json', '')))('%s is read in full', (name) => {
    expect(summary(name)).toEqual(expected[name]);
  });
});

describe('tempo-trace', () => {
  it('is one trace of seven spans, resolved and timed to the nanosecond that a float millisecond holds', () => {
    const [trace] = readAll('tempo-trace').traces.result;

    expect(trace?.traceId).toBe('1a1ecb42793788b659e765b32f35e61b');
    expect(trace?.origin).toBe(1_795_254_103_737_999_756n);
    expect(trace?.spanId).toEqual([
      'a1c4b63355a9c198',
      '5d251955bc717cf5',
      'dd538bd1d29d4540',
      'c211181e7f5bc59e',
      '35470c7b470475a9',
      '87b0d91ad2ed679d',
      'b486177a185883a0',
    ]);
    expect([...(trace?.parent ?? [])]).toEqual([-1, 0, 1, 2, 2, 3, 4]);
    expect([...(trace?.start ?? [])]).toEqual([0, 2_000_244, 4_000_488, 6_000_244, 40_903_320, 20_000_488, 55_903_320]);
    expect([...(trace?.duration ?? [])]).toEqual([
      54_903_000, 50_903_000, 46_903_000, 32_903_000, 8_000_000, 28_903_000, 2_000_000,
    ]);
    expect(trace?.kind).toEqual(['server', 'client', 'server', 'client', 'client', 'server', 'server']);
    expect(trace?.status).toEqual(['error', 'error', 'error', 'unset', 'error', 'unset', 'error']);
    expect(trace?.services.map((service) => service.key)).toEqual(['frontend', 'checkout', 'inventory', 'payment']);
    expect([...(trace?.service ?? [])]).toEqual([0, 0, 1, 1, 1, 2, 3]);
    expect(trace?.partial).toBe(false);
  });

  it('gives attributes, events, scope and no links when asked', () => {
    const [trace] = readAll('tempo-trace').traces.result;

    expect(trace?.details.attributes(0)).toContainEqual({ key: 'request_id', value: 'req_bda5c43e' });
    expect(trace?.details.resource(2)).toContainEqual({ key: 'service.name', value: 'checkout' });
    expect(trace?.details.scope(0)).toEqual({ name: 'live-shop', version: '' });
    expect(trace?.details.links(0)).toEqual([]);
    expect(trace?.details.events(3)).toEqual([]);
    expect(trace?.details.events(0)).toMatchObject([{ time: 54_903_076, name: 'exception' }]);
  });

  it('has no orphan', () => {
    const [trace] = readAll('tempo-trace').traces.result;

    expect(trace?.parent.includes(MISSING_PARENT)).toBe(false);
  });
});

describe('logs', () => {
  const table = (name: string) => readAll(name).logs.result[0];
  const times = (name: string) => {
    const logs = table(name);
    return logs === undefined ? [] : Array.from(logs.time, (time) => String(addNanos(logs.origin, nanos(time))));
  };

  it('loki-range: exact times in the order given, levels, services, ids', () => {
    const logs = table('loki-range');

    expect(times('loki-range')).toEqual(['1795254189223991000', '1795254189193000000', '1795254189226991000']);
    expect(logs?.origin).toBe(1_795_254_189_193_000_000n);
    expect(logs?.level).toEqual(['error', 'info', 'error']);
    expect(logs?.services.map((service) => service.key)).toEqual(['frontend', 'inventory', 'payment']);
    expect(logs?.id[2]).toBe('1795254189226991000_2a7aead8');
    expect(logs?.limitReached).toBeUndefined();
    expect(logs?.sources).toEqual(['uid']);
  });

  it('loki-json: fields that a parser made labels are labels', () => {
    expect(table('loki-json')?.labels[0]).toMatchObject({ request_id: 'req_f977cef0', status: '504' });
  });

  it('loki-limit: an answer as long as its limit was cut', () => {
    expect(table('loki-limit')?.limitReached).toBe(5);
    expect(times('loki-limit')[0]).toBe('1795256017860546000');
  });

  it('loki-logfmt and loki-structured-metadata: lines with quotes and backslashes are kept as they are', () => {
    expect(table('loki-logfmt')?.line).toEqual([
      'level=error ts=2026-11-21T10:00:00Z request_id=req_meta01 msg="logfmt line" status=500',
    ]);
    expect(table('loki-structured-metadata')?.line[0]).toBe('entry "posted" in 7ms, key=A\\B');
    expect(table('loki-structured-metadata')?.labels[0]).toMatchObject({
      request_id: 'req_meta01_ledger',
      trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
      span_id: '00f067aa0ba902b7',
    });
  });

  it('both emissions of Loki are the same rows', () => {
    const recording = JSON.parse(readFileSync(join(folder, 'loki-range.json'), 'utf8'));
    const [first, second] = recording.emissions.map((emission: { data: FrameInput[] }) =>
      readLogs(emission.data, { rules, source: 'uid' })
    );

    expect(recording.emissions.map((emission: { state: string }) => emission.state)).toEqual(['Streaming', 'Done']);
    expect(first).toEqual(second);
  });
});

describe('series', () => {
  it('prom-p99: latency of five services, by the query that only the first frame states', () => {
    const { result } = readAll('prom-p99').series;

    expect(result.map((one) => one.service.key)).toEqual([
      'checkout',
      'fraud-detection',
      'frontend',
      'inventory',
      'payment',
    ]);
    expect(result.map((one) => [one.signal, one.quantile, one.intervalMs])).toEqual(
      result.map(() => ['latency', 0.99, 5000])
    );
    expect(result[0]?.times[0]).toBe(1_795_254_020_000);
    expect(result[0]?.values[0]).toBeCloseTo(0.4937, 4);
    expect(result[0]?.values).toHaveLength(38);
  });

  it('prom-range: a rate of requests is traffic', () => {
    const { result } = readAll('prom-range').series;

    expect(result[0]).toMatchObject({ signal: 'traffic', labels: { service: 'checkout', status: '200' } });
  });

  it('prom-two-queries: a rate of failures is errors, and a table of instants is a sample a row', () => {
    const { result } = readAll('prom-two-queries').series;
    const instants = result.filter((one) => one.values.length === 1);

    expect(result.slice(0, 3).map((one) => one.signal)).toEqual(['errors', 'errors', 'errors']);
    expect(instants.map((one) => one.values[0])).toEqual([820, 633, 835, 820, 633, 1395, 820, 633]);
    expect(instants[1]).toMatchObject({ name: 'http_requests_total', labels: { service: 'checkout', status: '500' } });
  });

  it('prom-breaker-state: the name of the metric names the field', () => {
    const { result } = readAll('prom-breaker-state').series;

    expect(result.map((one) => one.name)).toEqual(result.map(() => 'resilience4j_circuitbreaker_state'));
    expect(result[0]?.service.key).toBe('payment');
  });

  it('tempo-quantile: a refId that is a series name, quoted label values, a quantile in a label', () => {
    const { result } = readAll('tempo-quantile').series;

    expect(result[1]).toMatchObject({
      name: '{p=0.99, resource.service.name="checkout"}',
      labels: { p: '0.99', 'resource.service.name': 'checkout' },
      service: { key: 'checkout' },
    });
  });

  it('loki-metric: counts of lines by service and level', () => {
    const { result } = readAll('loki-metric').series;

    expect(result[0]).toMatchObject({ labels: { level: 'error' }, service: { key: 'frontend' }, signal: undefined });
  });
});

describe('exemplars', () => {
  it('prom-spanmetrics-exemplars: the trace ID in `traceID`, every other string field a label', () => {
    const [first] = readAll('prom-spanmetrics-exemplars').exemplars.result;

    expect(first).toMatchObject({
      time: 1_795_254_024_585,
      value: 0.292227,
      traceId: '528d36a1bc1089bdd70b681d4e274789',
      spanId: undefined,
      service: { key: 'frontend' },
    });
    expect(first?.labels).toMatchObject({ le: '0.512', span_name: 'POST /checkout' });
    expect(first?.labels).not.toHaveProperty('traceID');
  });

  it('tempo-metrics: the trace ID in `traceId`, without its leading zeros, and quotes taken off', () => {
    const { result } = readAll('tempo-metrics').exemplars;

    expect(result[2]).toMatchObject({ traceId: '1aaff2480580dfeae8c40fa5337bfc5', labels: { status: 'error' } });
  });
});

describe('search', () => {
  it('tempo-search-traces: a trace with the spans that matched', () => {
    const [hit] = readAll('tempo-search-traces').search.result;

    expect(hit).toMatchObject({
      traceId: 'c1fbaea6136fbbac491ccdbe11b5c5ab',
      startMs: 1_795_254_189_172,
      service: 'frontend',
      name: 'POST /checkout',
      duration: 54_000_000,
    });
    expect(hit?.spans.map((span) => span.spanId)).toEqual(['024490666a095a6d', 'bcf0430e5842b168', 'beb5d2c4108f5e81']);
    expect(hit?.spans[0]).toMatchObject({ duration: 51_991_000, attributes: { request_id: 'req_f977cef0' } });
  });

  it('tempo-search-attr-or: a nested ID among the attributes', () => {
    const [hit] = readAll('tempo-search-attr-or').search.result;

    expect(hit?.spans.map((span) => span.attributes.request_id)).toContain('req_f977cef0_inventory');
  });

  it('tempo-search-spans: a row a span, stripped trace IDs padded', () => {
    const { result } = readAll('tempo-search-spans').search;

    expect(result.map((hit) => hit.traceId)).toContain('0536a8f8249dfc440ab3fbd5becef30e');
    expect(result[0]).toMatchObject({
      service: 'frontend',
      spans: [{ spanId: 'b486177a185883a0', startMs: 1_795_254_103_793, attributes: { 'service.name': 'payment' } }],
    });
  });
});
