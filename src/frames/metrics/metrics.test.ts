import fc from 'fast-check';

import { defaultIdentityRules as rules, serviceIdentity } from '../../engine/correlation';
import type { Exemplar, Series } from '../../engine/model';
import { epochMs } from '../../engine/units';
import { classifyFrames } from '../classify';
import type { FieldInput, FrameInput } from '../frame';
import { readExemplars } from './read-exemplars';
import { readSeries } from './read-series';
import { meaningOf } from './signal';
import { writeExemplars, writeSeries } from './write';

const field = (name: string, type: string, values: readonly unknown[], more: Partial<FieldInput> = {}): FieldInput => ({
  name,
  type,
  values,
  ...more,
});

describe('readSeries', () => {
  it('splits a wide frame by its number fields', () => {
    const { result } = readSeries(
      [
        {
          fields: [
            field('t', 'time', [1, 2]),
            field('a', 'number', [1, null], { labels: { service: 'shop' } }),
            field('b', 'number', [NaN, 4], { labels: { service: 'cart' }, config: { unit: 'reqps' } }),
          ],
        },
      ],
      rules
    );

    expect(result.map((one) => [one.service.key, one.values, one.unit])).toEqual([
      ['shop', [1, null], ''],
      ['cart', [null, 4], 'reqps'],
    ]);
  });

  it('splits a long frame by its text fields', () => {
    const { result } = readSeries(
      [
        {
          fields: [
            field('Time', 'time', [1, 1, 2, 2]),
            field('service', 'string', ['shop', 'cart', 'shop', 'cart']),
            field('Value', 'number', [1, 2, 3, 4]),
          ],
        },
      ],
      rules
    );

    expect(result.map((one) => [one.labels, one.times, one.values])).toEqual([
      [{ service: 'shop' }, [1, 2], [1, 3]],
      [{ service: 'cart' }, [1, 2], [2, 4]],
    ]);
  });

  it('takes the quotes off the labels of TraceQL metrics, and its refId for what it is', () => {
    const { result } = readSeries(
      [
        {
          name: '{resource.service.name="a\\"b"}',
          refId: '{resource.service.name="a\\"b"}',
          fields: [
            field('time', 'time', [0, 30_000, 60_000, 120_000]),
            field('x', 'number', [1, 2, 3, 4], { labels: { 'resource.service.name': '"a\\"b"', p: '0.5' } }),
          ],
        },
      ],
      rules
    );

    expect(result[0]?.labels).toEqual({ 'resource.service.name': 'a"b', p: '0.5' });
    expect(result[0]?.service.key).toBe('a"b');
    expect(result[0]?.intervalMs).toBe(30_000);
  });

  it('sorts what is out of order, drops samples without a time, reads text as a gap, and tells of each', () => {
    const { result, problems } = readSeries(
      [{ refId: 'B', fields: [field('Time', 'time', [3, 'x', 1]), field('v', 'number', ['?', 2, 1])] }],
      rules
    );

    expect(result[0]).toMatchObject({ times: [1, 3], values: [1, null] });
    expect(problems.map((problem) => [problem.code, problem.params])).toEqual([
      ['series.bad-value', { frame: 'B', value: '?' }],
      ['series.bad-time', { frame: 'B', value: 'x' }],
      ['series.unsorted', { frame: 'B' }],
    ]);
  });

  it('passes over frames without fields, and says what others lack', () => {
    expect(readSeries([{ fields: [] }], rules)).toEqual({ result: [], problems: [] });
    expect(readSeries([{ refId: 'A', fields: [field('v', 'number', [1])] }], rules).problems).toEqual([
      { code: 'frame.field-missing', params: { frame: 'A', field: 'time' }, count: 1 },
    ]);
  });
});

describe('meaningOf', () => {
  it.each([
    ['histogram_quantile(0.95, sum by (le) (rate(x_bucket[1m])))', 'latency', 0.95],
    ['{ kind=server } | quantile_over_time(duration, .5, .99)', 'latency', 0.5],
    ['sum(rate(http_requests_total{service="a"}[30s]))', 'traffic', undefined],
    ['sum(rate(http_requests_total{status=~"5.."}[30s]))', 'errors', undefined],
    ['sum(rate(traces_spanmetrics_calls_total{status_code="STATUS_CODE_ERROR"}[1m]))', 'errors', undefined],
    ['sum(rate(traces_service_graph_request_failed_total[1m]))', undefined, undefined],
    ['up', undefined, undefined],
    ['sum(rate(node_cpu_seconds_total[1m]))', undefined, undefined],
    ['histogram_quantile($q, x)', undefined, undefined],
    ['', undefined, undefined],
  ])('%s', (query, signal, quantile) => {
    expect(meaningOf(query, { p: '0.5' })).toEqual({ signal, quantile });
  });
});

describe('readExemplars', () => {
  const exemplars = (name: string): FrameInput => ({
    refId: 'A',
    fields: [
      field('Time', 'time', [1, 2, 'x', 4]),
      field('Value', 'number', [1, 2, 3, 4]),
      field(name, 'string', ['ab', 'cd', 'ef', '']),
      field('service', 'string', ['shop', '', 'shop', 'shop']),
    ],
  });

  it.each(['traceID', 'trace_id', 'TraceId', 'trace.id'])('finds the trace ID in %s', (name) => {
    const { result, problems } = readExemplars([exemplars(name)], rules);

    expect(result.map((one) => [one.time, one.traceId, one.labels])).toEqual([
      [1, 'ab', { service: 'shop' }],
      [2, 'cd', {}],
    ]);
    expect(problems).toEqual([{ code: 'exemplar.bad-row', params: { frame: 'A', value: 'ef' }, count: 2 }]);
  });

  it('says that no field carries a trace ID', () => {
    expect(readExemplars([exemplars('id')], rules).problems.map((problem) => problem.code)).toEqual([
      'exemplar.no-trace-id',
    ]);
  });
});

const labels = fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 });
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0));
const service = fc.constantFrom(
  serviceIdentity('shop', undefined, 'label:app'),
  serviceIdentity('cart', 'eu', 'label:job')
);

const series: fc.Arbitrary<Series> = fc
  .record({
    name: fc.string(),
    labels,
    samples: fc.array(fc.tuple(fc.integer({ min: 0, max: 4e12 }), fc.option(number)), { minLength: 1, maxLength: 6 }),
    unit: fc.constantFrom('', 'reqps', 's'),
    intervalMs: fc.option(fc.constant(5000), { nil: undefined }),
    service,
    signal: fc.constantFrom(
      'traffic' as const,
      'errors' as const,
      'latency' as const,
      'saturation' as const,
      undefined
    ),
    quantile: fc.option(fc.constant(0.99), { nil: undefined }),
  })
  .map(({ samples, ...rest }) => {
    const sorted = [...samples].sort((a, b) => a[0] - b[0]);
    return { ...rest, times: sorted.map(([ms]) => epochMs(ms)), values: sorted.map(([, value]) => value) };
  });

const exemplar: fc.Arbitrary<Exemplar> = fc.record({
  time: fc.integer({ min: 0, max: 4e12 }).map(epochMs),
  value: number,
  traceId: fc.string({ minLength: 1 }),
  spanId: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
  labels,
  service,
});

describe('writeSeries', () => {
  it('is read back as it was, JSON or not', () => {
    fc.assert(
      fc.property(fc.array(series, { maxLength: 3 }), (all) => {
        const frames = writeSeries(all, { refId: 'A' });
        const copy: FrameInput[] = JSON.parse(JSON.stringify(frames));

        expect(readSeries(frames, rules)).toEqual({ result: all, problems: [] });
        expect(readSeries(copy, rules).result).toEqual(all);
      }),
      { seed: 20_261_121, numRuns: 200 }
    );
  });

  it('is what a time series panel takes, with the query behind a link', () => {
    const [one] = fc.sample(series, { seed: 3, numRuns: 1 });
    const source = { uid: 'prom', type: 'prometheus', name: 'Prometheus' };
    const [frame] = writeSeries(one === undefined ? [] : [one], { refId: 'A', source, expr: () => 'up' });

    expect(frame?.meta).toMatchObject({ type: 'timeseries-multi', preferredVisualisationType: 'graph' });
    expect(frame?.fields.map((f) => f.type)).toEqual(['time', 'number']);
    expect(frame?.fields[1]?.config.links?.[0]?.internal?.query).toEqual({
      refId: 'A',
      expr: 'up',
      range: true,
      instant: false,
    });
  });
});

describe('writeExemplars', () => {
  it('is read back as it was, JSON or not', () => {
    fc.assert(
      fc.property(fc.array(exemplar, { maxLength: 5 }), (all) => {
        const frame = writeExemplars(all, { refId: 'A' });
        const copy: FrameInput = JSON.parse(JSON.stringify(frame));

        expect(readExemplars([frame], rules)).toEqual({ result: all, problems: [] });
        expect(readExemplars([copy], rules).result).toEqual(all);
        expect(classifyFrames([frame]).exemplars).toHaveLength(1);
      }),
      { seed: 20_261_121, numRuns: 200 }
    );
  });
});
