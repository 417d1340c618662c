import fc from 'fast-check';
import { answer, type Emission, remember, type Source, tagsOf, type Telemetry } from '.';
import { evaluate as evaluateAt } from './prometheus/evaluate';
import { readPromQl } from './prometheus/promql';
import { unquote } from './syntax';

const T0 = 1_700_000_000;
const NOTHING: Telemetry = { traces: { resourceSpans: [] }, logs: [], metrics: [], exemplars: [] };

function ask(
  type: string,
  telemetry: Partial<Telemetry>,
  target: Readonly<Record<string, unknown>>,
  toS = 120
): Emission {
  const source: Source = { type, uid: type, name: type, exemplarDestinations: [] };
  const request = { requestId: 'Q1', targets: [{ refId: 'A', ...target }], fromMs: T0 * 1000, toMs: (T0 + toS) * 1000 };
  const emissions = answer(remember({ ...NOTHING, ...telemetry }), source, { ...request, intervalMs: 5000 });
  return emissions[emissions.length - 1];
}

function column(emission: Emission, name: string, frame = 0): readonly unknown[] {
  return emission.data[frame]?.fields.find((field) => field.name === name)?.values ?? [];
}

describe('LogQL', () => {
  const log = (line: string, second = 1, metadata: Readonly<Record<string, string>> = {}) => ({
    timeUnixNano: `${T0 + second}000000000`,
    labels: { service_name: 'shop' },
    metadata,
    line,
  });
  const lines = (logs: Telemetry['logs'], expr: string, more = {}) =>
    column(ask('loki', { logs }, { queryType: 'range', expr, direction: 'forward', ...more }), 'Line');

  it('extracts JSON and logfmt, and keeps what matches the ID or its children', () => {
    const logs = [
      log('{"request_id":"req_x"}'),
      log('{"request_id":"req_x_inventory"}', 2),
      log('{"request_id":"req_xy"}', 3),
      log('level=info request_id=req_x msg="a b"', 4),
      log('not for us', 5),
    ];
    const expr =
      '{service_name=~".+"} |= "req_x" | json clew_id_0="request_id" | logfmt clew_id_1="request_id"' +
      ' | clew_id_0=~"req_x(?:_.*)?" or clew_id_1=~"req_x(?:_.*)?"' +
      ' | drop clew_id_0, clew_id_1, __error__, __error_details__';
    const answered = ask('loki', { logs }, { queryType: 'range', expr, direction: 'forward' });
    expect(column(answered, 'Line')).toEqual([logs[0].line, logs[1].line, logs[3].line]);
    expect(column(answered, 'labels')[0]).toEqual({ detected_level: 'unknown', service_name: 'shop' });
  });

  it('finds structured metadata, regular expressions and nested JSON', () => {
    const logs = [log('plain', 1, { request_id: 'req_x' }), log('id=<req_x>', 2), log('{"a":{"b.c":"req_x"}}', 3)];
    expect(lines(logs, '{service_name="shop"} | request_id=~"req_x" or correlation_id="req_x"')).toEqual(['plain']);
    const regexp = '{service_name="shop"} | regexp `<(?P<clew_id_0>[^>]+)>` | clew_id_0="req_x"';
    expect(lines(logs, regexp)).toEqual(['id=<req_x>']);
    const nested = '{service_name="shop"} | json clew_id_0="a[\\"b.c\\"]" | clew_id_0="req_x"';
    expect(lines(logs, nested)).toEqual(['{"a":{"b.c":"req_x"}}']);
  });

  it('honours limit, direction and the half-open range', () => {
    const logs = [1, 2, 3, 120].map((second) => log(`at ${second}`, second));
    expect(lines(logs, '{service_name="shop"}', { maxLines: 2 })).toEqual(['at 1', 'at 2']);
    expect(lines(logs, '{service_name="shop"}', { maxLines: 2, direction: 'backward' })).toEqual(['at 3', 'at 2']);
    expect(lines(logs, '{service_name="shop"}')).not.toContain('at 120');
  });

  it('counts lines and bytes over a range, by labels of any origin, and combines them', () => {
    const logs = [1, 2, 61].map((second) => log(`{"level":"error","n":"${second}"}`, second));
    const series = (expr: string) => ask('loki', { logs }, { queryType: 'range', expr, step: '60s' }).data;
    const [counted] = series('sum by (level) (count_over_time({service_name="shop"} |= "error" | json [1m]))');
    expect(counted.fields[1].labels).toEqual({ level: 'error' });
    expect(counted.fields[0].values).toEqual([T0 + 40, T0 + 100].map((second) => second * 1000));
    expect(counted.fields[1].values).toEqual([2, 1]);
    expect(series('sum(rate({service_name="shop"}[1m]))')[0].fields[1].values).toEqual([2 / 60, 1 / 60]);
    expect(series('sum(bytes_over_time({service_name="shop"} != "61" [1m]))')[0].fields[1].values).toEqual([50]);
    const share =
      'sum(count_over_time({service_name="shop"} |= "61" [5m])) / sum(count_over_time({service_name="shop"}[5m]))';
    expect(series(share)[0].fields[1].values).toEqual([1 / 3, 1 / 3]);
    expect(series('sum(count_over_time({service_name="nobody"}[1m]))')).toEqual([]);
    expect(series('sum(count_over_time({service_name="shop"}[$__interval]))')[0].fields[1].values).toEqual([2, 1]);
  });

  it('finds a pattern anywhere by |~, but a label only as a whole', () => {
    const logs = [log('xx id-1 yy'), log('xx id-2 yy', 2)];
    expect(lines(logs, '{service_name=~"sho."} |~ "id-1|id-9"')).toEqual(['xx id-1 yy']);
    expect(lines(logs, '{service_name=~"sho"}')).toEqual([]);
  });
});

describe('TraceQL', () => {
  const span = (spanId: string, attribute: string, value: string) => ({
    traceId: '00000000000000000000000000000abc',
    spanId,
    name: spanId,
    startTimeUnixNano: `${T0}000000000`,
    endTimeUnixNano: `${T0}500000000`,
    attributes: [{ key: attribute, value: { stringValue: value } }],
  });
  const service = { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] };
  const spans = [
    span('a1', 'request_id', 'x'),
    span('b2', 'http.request.id', 'x_child'),
    span('c3', 'request_id', 'xy'),
  ];
  const traces = { resourceSpans: [{ resource: service, scopeSpans: [{ spans }] }] };
  const search = (query: string, more = {}) =>
    ask('tempo', { traces }, { queryType: 'traceql', tableType: 'spans', query, spss: 10, ...more });

  it('compares attributes by scope, joined by || and &&', () => {
    const found = search('{ span.request_id = "x" || span.http.request.id =~ "x(?:_.*)?" }');
    expect(column(found, 'spanID')).toEqual(['a1', 'b2']);
    expect(column(found, 'http.request.id')).toEqual([null, 'x_child']);
    expect(column(search('{ .request_id =~ "x" && resource.service.name = "shop" }'), 'spanID')).toEqual(['a1']);
    expect(column(search('{ resource.request_id = "x" }'), 'spanID')).toEqual([]);
    expect(column(search('{ .request_id =~ "x.*" }', { spss: 1 }), 'spanID')).toEqual(['a1']);
  });

  it('compares numbers, durations, kinds and whole traces, and reads brackets and negations', () => {
    expect(column(search('{ duration >= 500ms && kind = unspecified }'), 'spanID')).toHaveLength(3);
    expect(column(search('{ duration > 0.5s || traceDuration < 1ms }'), 'spanID')).toEqual([]);
    expect(column(search('{ name != "c3" && !(.request_id = "x" || .request_id = "y") }'), 'spanID')).toEqual(['b2']);
    expect(column(search('{ span.request_id = nil && rootServiceName = "shop" }'), 'spanID')).toEqual(['b2']);
    expect(column(search('({ name = "a1" } || { name = "b2" }) && { traceDuration >= 500ms }'), 'spanID')).toEqual([
      'a1',
      'b2',
      'c3',
    ]);
    expect(column(search('{ name = "a1" } && { name = "nobody" }'), 'spanID')).toEqual([]);
    expect(column(search('{ .request_id > 5 }'), 'spanID')).toEqual([]);
  });

  it('walks down by > and >>, and selects columns', () => {
    const chain = ['p', 'q', 'r'].map((id, depth) => ({
      ...span(id, 'depth', String(depth)),
      parentSpanId: ['', 'p', 'q'][depth],
    }));
    const tree = { resourceSpans: [{ resource: service, scopeSpans: [{ spans: chain }] }] };
    const found = (query: string) =>
      ask('tempo', { traces: tree }, { queryType: 'traceql', tableType: 'spans', query, spss: 10 });
    expect(column(found('{ name = "p" } >> { }'), 'spanID')).toEqual(['q', 'r']);
    expect(column(found('{ name = "p" } > { }'), 'spanID')).toEqual(['q']);
    expect(column(found('{ name = "r" } >> { }'), 'spanID')).toEqual([]);
    expect(column(found('{ name = "r" } | select(span.depth, status)'), 'depth')).toEqual(['2']);
  });

  it('counts spans by step, and finds quantiles in powers of two', () => {
    const query = '{ .request_id != nil } | count_over_time() by (resource.service.name, span.request_id)';
    const counted = ask('tempo', { traces }, { queryType: 'traceql', query, step: '60s' });
    expect(counted.data.map(({ name }) => name)).toEqual([
      '{resource.service.name="shop", span.request_id="x"}',
      '{resource.service.name="shop", span.request_id="xy"}',
    ]);
    expect(column(counted, 'time')).toHaveLength(3);
    expect(counted.data[0].fields[1].values.reduce((sum: number, value) => sum + Number(value), 0)).toBe(1);
    const half = ask(
      'tempo',
      { traces },
      { queryType: 'traceql', query: '{ } | quantile_over_time(duration, .5, 1)', step: '60s' }
    );
    expect(half.data.map(({ name }) => name)).toEqual(['0.5', '1']);
    // Three spans of 500 ms are in the bucket up to 2^29 ns: the second of three is two thirds of the way, and a step of 2^(2/3).
    expect(Math.max(...half.data[0].fields[1].values.map(Number))).toBeCloseTo(2 ** (28 + 2 / 3) / 1e9, 12);
    expect(Math.max(...half.data[1].fields[1].values.map(Number))).toBeCloseTo(2 ** 29 / 1e9, 12);
    const rate = ask('tempo', { traces }, { queryType: 'traceql', query: '{ } | rate()', step: '60s' });
    expect(Math.max(...column(rate, 'rate').map(Number))).toBeCloseTo(3 / 60, 12);
  });

  it('shows a 64-bit trace ID with 16 digits, and several traces in one request', () => {
    expect(column(ask('tempo', { traces }, { queryType: 'traceql', query: 'abc' }), 'traceID')[0]).toBe(
      '0000000000000abc'
    );
  });
});

describe('PromQL', () => {
  const counter = (
    labels: Readonly<Record<string, string>>,
    at: (second: number) => number,
    name = 'requests_total'
  ) => ({
    metric: { __name__: name, ...labels },
    values: Array.from({ length: 25 }, (_, index): [number, string] => [T0 + index * 5, String(at(index * 5))]),
  });
  const evaluate = (result: Array<ReturnType<typeof counter>>, expr: string) =>
    ask('prometheus', { metrics: [{ data: { result } }] }, { range: true, expr });

  it('rates a steady counter exactly, resets included', () => {
    const steady = evaluate([counter({ service: 'a' }, (second) => 1000 + second * 2)], 'rate(requests_total[30s])');
    expect(
      column(steady, 'Value')
        .slice(6)
        .every((value) => Math.abs(Number(value) - 2) < 1e-9)
    ).toBe(true);
    const reset = evaluate([counter({ service: 'a' }, (second) => (second * 2) % 100)], 'rate(requests_total[30s])');
    expect(Math.max(...column(reset, 'Value').map(Number))).toBeCloseTo(2, 0);
    expect(Math.min(...column(reset, 'Value').slice(6).map(Number))).toBeGreaterThan(1.5);
  });

  it('sums by label, divides, and leaves out what has no counterpart', () => {
    const series = [
      counter({ service: 'a', status: '200' }, (second) => second * 3),
      counter({ service: 'a', status: '500' }, (second) => second),
      counter({ service: 'b', status: '200' }, (second) => second),
    ];
    const ratio = evaluate(
      series,
      'sum by (service) (rate(requests_total{status=~"5.."}[30s])) / sum by (service) (rate(requests_total[30s]))'
    );
    expect(ratio.data).toHaveLength(1);
    expect(ratio.data[0].fields[1].labels).toEqual({ service: 'a' });
    expect(column(ratio, 'Value').every((value) => Math.abs(Number(value) - 0.25) < 1e-9)).toBe(true);
  });

  it('interpolates quantiles within a bucket', () => {
    const bucket = (le: string, share: number) => counter({ le }, (second) => second * share, 'seconds_bucket');
    const buckets = [bucket('0.1', 5), bucket('1', 10), bucket('+Inf', 10)];
    const half = evaluate(buckets, 'histogram_quantile(0.5, sum by (le) (rate(seconds_bucket[30s])))');
    expect(column(half, 'Value').at(-1)).toBeCloseTo(0.1, 9);
    const high = evaluate(buckets, 'histogram_quantile(0.75, sum by (le) (rate(seconds_bucket[30s])))');
    expect(column(high, 'Value').at(-1)).toBeCloseTo(0.55, 9);
  });

  it('has windows as version 3 has them, which leave out the sample that is exactly as old as they are long', () => {
    const series = [counter({ service: 'a' }, (second) => second)];
    const scene = { series: remember({ ...NOTHING, metrics: [{ data: { result: series } }] }).series };
    const counted = ([2, 3] as const).map((version) => {
      const steps = { startMs: (T0 + 60) * 1000, stepMs: 1, count: 1 };
      return evaluateAt({ ...scene, steps, version }, readPromQl('count_over_time(requests_total[30s])'))[0].values[0];
    });
    expect(counted).toEqual([7, 6]);
    const half = evaluate(series, 'count_over_time(requests_total[32s])');
    expect(column(half, 'Value').at(-1)).toBe(7);
  });

  it('gives an offset to the selector that it follows, and answers at an instant', () => {
    const series = [counter({ service: 'a' }, (second) => second)];
    const grown = evaluate(series, 'requests_total - requests_total offset 60s');
    expect(new Set(column(grown, 'Value'))).toEqual(new Set([60]));
    const now = ask(
      'prometheus',
      { metrics: [{ data: { result: series } }] },
      { instant: true, expr: 'requests_total' },
      60
    );
    expect(now.data[0].meta).toMatchObject({ type: 'numeric-multi', custom: { resultType: 'vector' } });
    expect([column(now, 'Time'), column(now, 'requests_total')]).toEqual([[(T0 + 60) * 1000], [60]]);
  });

  it('looks five minutes back for a plain selector', () => {
    const one = { metric: { __name__: 'up' }, values: [[T0 - 200, '1']] satisfies Array<[number, string]> };
    const answered = ask('prometheus', { metrics: [{ data: { result: [one] } }] }, { range: true, expr: 'up' });
    expect(column(answered, 'up')).toHaveLength(20);
  });
});

describe('keys for filters', () => {
  it('are labels, or attributes with their scope', () => {
    const spans = [
      {
        traceId: '1',
        spanId: '2',
        name: 'GET /',
        startTimeUnixNano: '1',
        endTimeUnixNano: '2',
        attributes: [{ key: 'http.status', value: { intValue: '200' } }],
      },
    ];
    const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] };
    const memory = remember({
      ...NOTHING,
      traces: { resourceSpans: [{ resource, scopeSpans: [{ spans }] }] },
      metrics: [{ data: { result: [{ metric: { __name__: 'up', job: 'b' }, values: [] }] } }],
      logs: [{ timeUnixNano: '1', labels: { app: 'shop' }, metadata: { trace_id: '1' }, line: '' }],
    });
    expect(tagsOf(memory, 'tempo').get('span.http.status')).toEqual(['200']);
    expect([...tagsOf(memory, 'tempo').keys()]).toEqual(['name', 'resource.service.name', 'span.http.status']);
    expect([...tagsOf(memory, 'loki')]).toEqual([['app', ['shop']]]);
    expect([...tagsOf(memory, 'prometheus').keys()]).toEqual(['__name__', 'job']);
    expect(tagsOf(memory, 'else').size).toBe(0);
  });
});

describe('string literals', () => {
  it('come back as Go wrote them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = JSON.stringify(text).replace(/\\u[0-9a-f]{4}|\\\//g, (escape) => escape);
        expect(unquote(escaped)).toBe(text);
      })
    );
    expect(unquote('`raw\\n`')).toBe('raw\\n');
    expect(unquote('"\\xe2\\x82\\xac\\u20ac\\101"')).toBe('€€A');
    expect(() => unquote('"\\q"')).toThrow('invalid escape');
  });
});
