import { DataFrameView } from '@grafana/data';
import fc from 'fast-check';

import { defaultIdentityRules as rules, serviceIdentity } from '../../engine/correlation';
import {
  normaliseSpanId,
  resolveParents,
  SpanFlag,
  type SpanKind,
  type SpanStatus,
  type Trace,
} from '../../engine/model';
import { epochNs, nanos, normaliseTraceId } from '../../engine/units';
import { clewKind, frameSource } from '../tag';
import { readTraces } from './read';
import { writeTrace } from './write';

const attributes = fc.array(
  fc.record({ key: fc.string(), value: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(['a', 'b'])) }),
  { maxLength: 3 }
);
const hex = (length: number) =>
  fc.array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length }).map((all) => all.join(''));
const spanIds = fc
  .oneof(hex(16), hex(2))
  .map(normaliseSpanId)
  .filter((id) => id !== '');

interface Span {
  readonly spanId: string;
  readonly parent: string;
  readonly start: number;
  readonly duration: number;
  readonly negative: boolean;
  readonly text: string;
  readonly service: number;
  readonly kind: SpanKind;
  readonly status: SpanStatus;
  readonly attributes: ReadonlyArray<{ key: string; value: unknown }>;
  readonly events: ReadonlyArray<{ time: number; name: string }>;
  readonly links: readonly string[];
}

const span: fc.Arbitrary<Span> = fc.record({
  spanId: spanIds,
  parent: fc.oneof(spanIds, fc.constant('')),
  start: fc.integer({ min: 0, max: 8_000_000_000_000_000 }),
  duration: fc.integer({ min: 0, max: 8_000_000_000_000_000 }),
  negative: fc.boolean(),
  text: fc.string(),
  service: fc.nat({ max: 1 }),
  kind: fc.constantFrom<SpanKind[]>('client', 'server', 'producer', 'consumer', 'internal', 'unspecified'),
  status: fc.constantFrom<SpanStatus[]>('unset', 'ok', 'error'),
  attributes,
  events: fc.array(fc.record({ time: fc.integer({ min: -1_000_000, max: 1_000_000_000_000 }), name: fc.string() }), {
    maxLength: 2,
  }),
  links: fc.array(spanIds, { maxLength: 2 }),
});

const services = [serviceIdentity('shop', 'eu', 'resource:service.name'), serviceIdentity('', undefined, 'unmapped')];

function traceOf(id: string, origin: bigint, spans: readonly Span[], partial: boolean): Trace | undefined {
  const traceId = normaliseTraceId(id);
  const earliest = Math.min(...spans.map((one) => one.start));
  if (traceId === undefined) {
    return undefined;
  }
  const ids = spans.map((one) => one.spanId);
  const parents = spans.map((one) => one.parent);
  const { parent, flags } = resolveParents(ids, parents);
  spans.forEach((one, row) => {
    flags[row] = (flags[row] ?? 0) | (one.negative ? SpanFlag.NegativeDuration : 0);
  });
  return {
    traceId,
    origin: epochNs(origin),
    size: spans.length,
    spanId: ids,
    parentSpanId: parents,
    parent,
    start: Float64Array.from(spans, (one) => one.start - earliest),
    duration: Float64Array.from(spans, (one) => (one.negative ? 0 : one.duration)),
    operation: spans.map((one) => one.text),
    service: Int32Array.from(spans, (one) => one.service),
    services,
    kind: spans.map((one) => one.kind),
    status: spans.map((one) => one.status),
    statusMessage: spans.map((one) => one.text),
    flags,
    details: {
      attributes: (row) => spans[row]?.attributes ?? [],
      resource: (row) => spans[row]?.attributes ?? [],
      events: (row) =>
        (spans[row]?.events ?? []).map((event) => ({ ...event, time: nanos(event.time), attributes: [] })),
      links: (row) => (spans[row]?.links ?? []).map((spanId) => ({ traceId, spanId, attributes: [] })),
      scope: (row) => ({ name: spans[row]?.text ?? '', version: '1' }),
      traceState: (row) => spans[row]?.text ?? '',
    },
    partial,
  };
}

const traces = fc
  .tuple(
    hex(32),
    fc.bigInt({ min: 1n, max: 4_000_000_000_000_000_000n }),
    fc.array(span, { minLength: 1, maxLength: 8 }),
    fc.boolean()
  )
  .map(([id, origin, spans, partial]) => traceOf(id, origin, spans, partial))
  .filter((trace) => trace !== undefined);

/** A trace without functions, so that it can be compared. */
function plain(trace: Trace | undefined) {
  const rows = Array.from({ length: trace?.size ?? 0 }, (_, row) => row);
  return {
    ...trace,
    details: rows.map((row) => [
      trace?.details.attributes(row),
      trace?.details.resource(row),
      trace?.details.events(row),
      trace?.details.links(row),
      trace?.details.scope(row),
      trace?.details.traceState(row),
    ]),
  };
}

const source = { uid: 'tempo-1', type: 'tempo', name: 'Tempo' };

describe('writeTrace', () => {
  it('is read back as it was', () => {
    fc.assert(
      fc.property(traces, (trace) => {
        const { result } = readTraces([writeTrace(trace, { refId: 'A', source })], rules);

        expect(result).toHaveLength(1);
        expect(plain(result[0])).toEqual(plain(trace));
      }),
      { seed: 20_261_121, numRuns: 300 }
    );
  });

  it('survives JSON, as in a dashboard snapshot', () => {
    fc.assert(
      fc.property(traces, (trace) => {
        const frame = JSON.parse(JSON.stringify(writeTrace(trace, { refId: 'A' })));

        expect(plain(readTraces([frame], rules).result[0])).toEqual(plain(trace));
      }),
      { seed: 20_261_122, numRuns: 100 }
    );
  });

  const one = traceOf(
    'ab',
    1_795_254_103_737_999_756n,
    [
      {
        spanId: 'a1c4b63355a9c198',
        parent: '',
        start: 0,
        duration: 54_903_000,
        negative: false,
        text: 'POST /checkout',
        service: 0,
        kind: 'server',
        status: 'error',
        attributes: [{ key: 'request_id', value: 'req_1' }],
        events: [{ time: 1_000_000, name: 'exception' }],
        links: [],
      },
    ],
    false
  );
  const frame = one === undefined ? undefined : writeTrace(one, { refId: 'A', source });

  it("has the fields of Grafana's trace frame, with its types and in its order", () => {
    expect(frame?.fields.slice(0, 18).map((field) => `${field.name}:${field.type}`)).toEqual([
      'traceID:string',
      'spanID:string',
      'parentSpanID:string',
      'operationName:string',
      'serviceName:string',
      'serviceNamespace:string',
      'kind:string',
      'statusCode:number',
      'statusMessage:string',
      'instrumentationLibraryName:string',
      'instrumentationLibraryVersion:string',
      'traceState:string',
      'serviceTags:other',
      'startTime:number',
      'duration:number',
      'logs:other',
      'references:other',
      'tags:other',
    ]);
    expect(frame?.meta?.preferredVisualisationType).toBe('trace');
  });

  it('gives the traces panel what it reads through a view', () => {
    const row = frame === undefined ? undefined : { ...new DataFrameView(frame).get(0) };

    expect(row).toMatchObject({
      traceID: 'ab'.padStart(32, '0'),
      parentSpanID: '',
      serviceName: 'shop',
      serviceNamespace: 'eu',
      kind: 'server',
      statusCode: 2,
      startTime: 1_795_254_103_737.9998,
      duration: 54.903,
      references: null,
    });
    expect(row).toHaveProperty('logs.0.timestamp', 1_795_254_103_738.9998);
  });

  it('links span and trace to the source, and says whose it is', () => {
    const link = frame?.fields[1]?.config.links?.[0];

    expect(link).toEqual({
      title: 'Tempo',
      url: '',
      internal: {
        datasourceUid: 'tempo-1',
        datasourceName: 'Tempo',
        query: { refId: 'A', query: '${__data.fields.traceID}', queryType: 'traceql' },
        panelsState: { trace: { spanId: '${__value.raw}' } },
      },
    });
    expect(frame === undefined ? undefined : frameSource(frame)).toEqual(source);
    expect(frame === undefined ? undefined : clewKind(frame)).toEqual({
      ok: true,
      value: { kind: 'trace', version: 1 },
    });
  });

  it('stays exact when rows are filtered out by a transformation', () => {
    const spans = ['a', 'b', 'c'].map((spanId, row): Span => ({
      spanId,
      parent: '',
      start: row * 1001,
      duration: 7,
      negative: false,
      text: '',
      service: 1,
      kind: 'internal',
      status: 'ok',
      attributes: [],
      events: [{ time: row * 1001 + 5, name: 'e' }],
      links: [],
    }));
    const trace = traceOf('1', 1_795_254_103_737_999_757n, spans, false);
    const whole = trace === undefined ? undefined : writeTrace(trace, { refId: 'A' });
    const cut = {
      ...whole,
      fields: (whole?.fields ?? []).map((field) => ({ ...field, values: field.values.slice(1) })),
    };
    const { result, problems } = readTraces([cut], rules);

    expect(problems).toEqual([]);
    expect(result[0]?.origin).toBe(1_795_254_103_738_000_758n);
    expect([...(result[0]?.start ?? [])]).toEqual([0, 1001]);
    expect(result[0]?.details.events(1)[0]?.time).toBe(1006);
  });

  it('falls back to the standard fields when what is ours is broken', () => {
    const broken = { ...frame, fields: (frame?.fields ?? []).filter((field) => field.name !== 'clewStart') };
    const { result, problems } = readTraces([broken], rules);

    expect(problems.map((problem) => problem.code)).toEqual(['frame.bad-tag']);
    expect(result[0]?.origin).toBe(1_795_254_103_737_999_756n);
  });

  it('is refused when another version wrote it', () => {
    const future = { ...frame, fields: frame?.fields ?? [], meta: { custom: { clew: { kind: 'trace', version: 2 } } } };

    expect(readTraces([future], rules)).toEqual({
      result: [],
      problems: [{ code: 'frame.version-unknown', params: { frame: 'A', kind: 'trace', version: '2' }, count: 1 }],
    });
  });
});
