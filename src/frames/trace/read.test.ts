import { FieldType, type DataFrame, type DataFrameDTO } from '@grafana/data';

import { defaultIdentityRules as rules } from '../../engine/correlation';
import { MISSING_PARENT, NO_PARENT, SpanFlag } from '../../engine/model';
import type { FrameInput } from '../frame';
import { readTraces } from './read';

const ID = '1a1ecb42793788b659e765b32f35e61b';

interface Row {
  readonly [field: string]: unknown;
}

/** A frame with a field for every name in any of the rows. */
function frameOf(rows: readonly Row[], meta: FrameInput['meta'] = {}): FrameInput {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { refId: 'A', meta, fields: names.map((name) => ({ name, values: rows.map((row) => row[name]) })) };
}

function span(spanID: string, more: Row = {}): Row {
  return {
    traceID: ID,
    spanID,
    parentSpanID: '',
    operationName: 'op',
    serviceName: 'shop',
    kind: 'server',
    statusCode: 0,
    startTime: 1_795_254_103_000,
    duration: 1,
    ...more,
  };
}

const read = (...rows: readonly Row[]) => readTraces([frameOf(rows)], rules);
const codes = (outcome: ReturnType<typeof read>) => outcome.problems.map((problem) => [problem.code, problem.count]);

describe('trace ids', () => {
  it('pads an ID that lost its leading zeros, as Tempo before 13.1 sends 64-bit IDs', () => {
    const { result, problems } = read(span('a', { traceID: '9e765b32f35e61b' }));

    expect(result[0]?.traceId).toBe('0000000000000000' + '09e765b32f35e61b');
    expect(problems).toEqual([]);
  });

  it('takes the stripped and the whole spelling for one trace', () => {
    const { result } = read(span('a', { traceID: '00ab' }), span('b', { traceID: 'AB' }));

    expect(result.map((trace) => trace.size)).toEqual([2]);
  });

  it('reads several traces of one frame, in order of first appearance, each with its own origin', () => {
    const { result } = read(
      span('a', { traceID: '2', startTime: 20 }),
      span('b', { traceID: '1', startTime: 10 }),
      span('c', { traceID: '2', startTime: 21, parentSpanID: 'a' })
    );

    expect(result.map((trace) => [trace.traceId.slice(-1), trace.spanId, Number(trace.origin)])).toEqual([
      ['2', ['a', 'c'], 20_000_000],
      ['1', ['b'], 10_000_000],
    ]);
    expect([...(result[0]?.parent ?? [])]).toEqual([NO_PARENT, 0]);
  });

  it('drops rows whose ID is none, and says how many', () => {
    const outcome = read(
      span('a'),
      span('b', { traceID: 'xyz' }),
      span('c', { traceID: null }),
      span('d', { traceID: 7n })
    );

    expect(outcome.result[0]?.spanId).toEqual(['a']);
    expect(outcome.problems).toEqual([{ code: 'trace.bad-trace-id', params: { frame: 'A', value: 'xyz' }, count: 3 }]);
  });
});

describe('times', () => {
  it('keeps the 0.24 µs that a float millisecond holds, and whole milliseconds exactly', () => {
    const { result } = read(
      span('a', { startTime: 1_795_254_103_737.9998 }),
      span('b', { startTime: 1_795_254_103_740 })
    );

    expect(result[0]?.origin).toBe(1_795_254_103_737_999_756n);
    expect([...(result[0]?.start ?? [])]).toEqual([0, 2_000_244]);
  });

  it('measures from the earliest span, which need not be the root', () => {
    const { result } = read(span('a', { startTime: 100 }), span('b', { startTime: 98.5, parentSpanID: 'a' }));

    expect(result[0]?.origin).toBe(98_500_000n);
    expect([...(result[0]?.start ?? [])]).toEqual([1_500_000, 0]);
  });

  it('reads an underflowed duration (end < start in an unsigned integer) as 0 and flags it', () => {
    const outcome = read(span('a', { duration: 18_446_744_073_709.5 }), span('b', { duration: -1 }), span('c'));

    expect([...(outcome.result[0]?.duration ?? [])]).toEqual([0, 0, 1_000_000]);
    expect([...(outcome.result[0]?.flags ?? [])]).toEqual([SpanFlag.NegativeDuration, SpanFlag.NegativeDuration, 0]);
    expect(codes(outcome)).toEqual([['trace.negative-duration', 2]]);
  });

  it('keeps a span of ten days', () => {
    const outcome = read(span('a', { duration: 864_000_000 }));

    expect(outcome.result[0]?.duration[0]).toBe(864_000_000_000_000);
    expect(outcome.problems).toEqual([]);
  });

  it('drops rows without a start and reads a missing duration as 0', () => {
    const outcome = read(
      span('a', { duration: null }),
      span('b', { startTime: 'soon' }),
      span('c', { startTime: NaN })
    );

    expect(outcome.result[0]?.spanId).toEqual(['a']);
    expect(codes(outcome)).toEqual([
      ['trace.bad-start', 2],
      ['trace.bad-duration', 1],
    ]);
  });
});

describe('parents', () => {
  it('tells roots, children and orphans apart', () => {
    const { result } = read(span('a'), span('b', { parentSpanID: 'a' }), span('c', { parentSpanID: 'gone' }));

    expect([...(result[0]?.parent ?? [])]).toEqual([NO_PARENT, 0, MISSING_PARENT]);
  });

  it('takes all zeros and null for no parent', () => {
    const { result } = read(span('a', { parentSpanID: '0000000000000000' }), span('b', { parentSpanID: null }));

    expect(result[0]?.parentSpanId).toEqual(['', '']);
  });

  it('keeps duplicates and cuts cycles, flagged and told', () => {
    const outcome = read(
      span('a'),
      span('a', { parentSpanID: 'a' }),
      span('x', { parentSpanID: 'y' }),
      span('y', { parentSpanID: 'x' })
    );

    expect([...(outcome.result[0]?.flags ?? [])]).toEqual([0, SpanFlag.DuplicateId, SpanFlag.CycleBroken, 0]);
    expect([...(outcome.result[0]?.parent ?? [])]).toEqual([NO_PARENT, 0, NO_PARENT, 2]);
    expect(outcome.problems).toEqual([
      { code: 'trace.duplicate-span', params: { frame: 'A', value: 'a' }, count: 1 },
      { code: 'trace.parent-cycle', params: { frame: 'A', value: 'x' }, count: 1 },
    ]);
  });

  it('pads span IDs that lost zeros, and drops rows without one', () => {
    const outcome = read(span('A1B2C3D4E5F6071'), span('b', { parentSpanID: '0a1b2c3d4e5f6071' }), span(''));

    expect(outcome.result[0]?.spanId).toEqual(['0a1b2c3d4e5f6071', 'b']);
    expect([...(outcome.result[0]?.parent ?? [])]).toEqual([NO_PARENT, 0]);
    expect(codes(outcome)).toEqual([['trace.bad-span-id', 1]]);
  });
});

describe('details', () => {
  it('keeps JSON-text attributes as they are, and the very array of the source', () => {
    const tags = [{ key: 'hosts', value: '["a","b"]' }];
    const { result } = read(span('a', { tags }));

    expect(result[0]?.details.attributes(0)).toBe(tags);
  });

  it('reads `null` logs and references as none', () => {
    const { result, problems } = read(span('a', { logs: null, references: null, tags: null, serviceTags: null }));

    expect(result[0]?.details.events(0)).toEqual([]);
    expect(result[0]?.details.links(0)).toEqual([]);
    expect(result[0]?.details.attributes(0)).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('times events from the origin, names them by Jaeger and Zipkin fields too, and passes over broken ones', () => {
    const { result } = read(
      span('a', {
        startTime: 1000,
        logs: [
          { timestamp: 1001.5, name: 'exception', fields: [{ key: 'exception.type', value: 'E' }] },
          { timestamp: 1002, fields: [{ key: 'event', value: 'retry' }] },
          { timestamp: 1003, fields: [{ key: 'annotation', value: 'cache miss' }] },
          { timestamp: 'never' },
          null,
        ],
      })
    );

    expect(result[0]?.details.events(0)).toEqual([
      { time: 1_500_000, name: 'exception', attributes: [{ key: 'exception.type', value: 'E' }] },
      { time: 2_000_000, name: 'retry', attributes: [{ key: 'event', value: 'retry' }] },
      { time: 3_000_000, name: 'cache miss', attributes: [{ key: 'annotation', value: 'cache miss' }] },
    ]);
  });

  it('pads the trace ID of a link, which loses every leading zero', () => {
    const { result } = read(span('a', { references: [{ traceID: '5b', spanID: 'c0ffee00c0ffee0', tags: [] }] }));

    expect(result[0]?.details.links(0)).toEqual([
      { traceId: '5b'.padStart(32, '0'), spanId: '0c0ffee00c0ffee0', attributes: [] },
    ]);
  });

  it('tells of cells that hold no list, and leaves broken attributes out', () => {
    const outcome = read(
      span('a', { tags: 'x=y' }),
      span('b', { tags: [{ key: 'k', value: 1 }, 'junk', { value: 2 }] })
    );

    expect(codes(outcome)).toEqual([['trace.bad-attributes', 1]]);
    expect(outcome.result[0]?.details.attributes(0)).toEqual([]);
    expect(outcome.result[0]?.details.attributes(1)).toEqual([{ key: 'k', value: 1 }]);
  });
});

describe('services', () => {
  it('reads serviceNamespace of 13.1, else the resource attribute', () => {
    const { result } = read(
      span('a', { serviceNamespace: 'eu' }),
      span('b', { serviceTags: [{ key: 'service.namespace', value: 'us' }] }),
      span('c')
    );

    expect(result[0]?.services.map((service) => service.key)).toEqual(['eu/shop', 'us/shop', 'shop']);
    expect([...(result[0]?.service ?? [])]).toEqual([0, 1, 2]);
  });

  it('does not take the placeholder of a missing service.name for a name', () => {
    const { result } = read(
      span('a', {
        serviceName: 'OTLPResourceNoServiceName',
        serviceTags: [{ key: 'k8s.deployment.name', value: 'cart' }],
      }),
      span('b', { serviceName: 'OTLPResourceNoServiceName' })
    );

    expect(result[0]?.services.map((service) => [service.key, service.basis])).toEqual([
      ['cart', 'resource:k8s.deployment.name'],
      ['', 'unmapped'],
    ]);
  });

  it('applies overrides, and rules in which service.name does not come first', () => {
    const frame = frameOf([span('a', { serviceTags: [{ key: 'team', value: 'blue' }] }), span('b')]);
    const custom = {
      order: ['resource:team', 'resource:service.name'],
      overrides: [{ from: 'shop', to: 'eu/store' }],
    };

    expect(readTraces([frame], custom).result[0]?.services.map((service) => service.key)).toEqual(['blue', 'eu/store']);
  });
});

describe("Jaeger's and Zipkin's frames", () => {
  const jaeger = (tags: unknown): Row => ({
    traceID: ID,
    spanID: 'a',
    parentSpanID: undefined,
    operationName: 'op',
    serviceName: 'shop',
    serviceTags: [],
    startTime: 1,
    duration: 1,
    logs: [],
    references: [],
    tags,
    warnings: null,
    stackTraces: undefined,
  });

  it('reads kind and status from tags, because there are no fields for them', () => {
    const { result, problems } = read(
      jaeger([
        { key: 'span.kind', type: 'string', value: 'client' },
        { key: 'error', type: 'bool', value: true },
      ]),
      { ...jaeger([{ key: 'otel.status_code', value: 'ERROR' }]), spanID: 'b' },
      { ...jaeger([{ key: 'otel.status_code', value: 'OK' }]), spanID: 'c' },
      { ...jaeger([{ key: 'otel.status_description', value: 'no stock' }]), spanID: 'd' }
    );

    expect(result[0]?.kind).toEqual(['client', 'unspecified', 'unspecified', 'unspecified']);
    expect(result[0]?.status).toEqual(['error', 'error', 'ok', 'unset']);
    expect(result[0]?.statusMessage).toEqual(['', '', '', 'no stock']);
    expect(problems).toEqual([]);
  });

  it("reads Zipkin's kind in capitals and its shared span IDs", () => {
    const outcome = read(jaeger([{ key: 'kind', value: 'CLIENT' }]), jaeger([{ key: 'kind', value: 'SERVER' }]));

    expect(outcome.result[0]?.kind).toEqual(['client', 'server']);
    expect(codes(outcome)).toEqual([['trace.duplicate-span', 1]]);
  });
});

describe('frames', () => {
  it('finds fields by name, in any order, and needs only three of them', () => {
    const { result, problems } = readTraces(
      [
        {
          fields: [
            { name: 'startTime', values: [5] },
            { name: 'spanID', values: ['a'] },
            { name: 'traceID', values: [ID] },
          ],
        },
      ],
      rules
    );

    expect(result[0]).toMatchObject({ size: 1, operation: [''], kind: ['unspecified'], status: ['unset'] });
    expect(problems.map((problem) => problem.code)).toEqual(['trace.bad-duration']);
  });

  it('accepts DataFrame and DataFrameDTO', () => {
    const dto: DataFrameDTO = { fields: [{ name: 'traceID', values: [ID] }] };
    const frame: DataFrame = {
      length: 1,
      fields: [
        { name: 'traceID', type: FieldType.string, config: {}, values: [ID] },
        { name: 'spanID', type: FieldType.string, config: {}, values: ['a'] },
        { name: 'startTime', type: FieldType.number, config: {}, values: [1] },
        { name: 'duration', type: FieldType.number, config: {}, values: [1] },
      ],
    };

    expect(readTraces([dto, frame], rules).result).toHaveLength(1);
  });

  it('names what is missing', () => {
    const { result, problems } = readTraces([{ name: 'T', fields: [{ name: 'traceID', values: [ID] }] }], rules);

    expect(result).toEqual([]);
    expect(problems.map((problem) => problem.params)).toEqual([
      { frame: 'T', field: 'spanID' },
      { frame: 'T', field: 'startTime' },
    ]);
  });

  it('keeps the good rows of fields of different lengths', () => {
    const outcome = readTraces(
      [
        {
          refId: 'A',
          fields: [
            { name: 'traceID', values: [ID, ID, ID] },
            { name: 'spanID', values: ['a', 'b'] },
            { name: 'startTime', values: [1, 2, 3] },
            { name: 'duration', values: [1, 1, 1] },
          ],
        },
      ],
      rules
    );

    expect(outcome.result[0]?.spanId).toEqual(['a', 'b']);
    expect(outcome.problems.map((problem) => problem.code)).toEqual(['frame.field-length', 'trace.bad-span-id']);
  });

  it('passes over empty answers in silence', () => {
    expect(readTraces([{ fields: [] }, frameOf([])], rules)).toEqual({ result: [], problems: [] });
  });

  it('knows a partial trace', () => {
    const { result } = readTraces([frameOf([span('a')], { custom: { partial: true, message: 'cut' } })], rules);

    expect(result[0]?.partial).toBe(true);
  });
});

describe('references', () => {
  it('mark a span that follows from its parent, by Jaeger’s type or by OpenTelemetry’s attribute', () => {
    const followed = { traceID: ID, spanID: 'a', tags: [{ key: 'opentracing.ref_type', value: 'follows_from' }] };
    const { result } = read(
      span('a'),
      span('b', { parentSpanID: 'a', references: [followed] }),
      span('c', { parentSpanID: 'a', references: [{ traceID: ID, spanID: 'a', refType: 'FOLLOWS_FROM' }] }),
      span('d', { parentSpanID: 'a', references: [{ traceID: ID, spanID: 'a', tags: [] }] }),
      span('e', { parentSpanID: 'b', references: [followed, null] })
    );

    expect([...(result[0]?.flags ?? [])]).toEqual([0, SpanFlag.FollowsFrom, SpanFlag.FollowsFrom, 0, 0]);
  });
});
