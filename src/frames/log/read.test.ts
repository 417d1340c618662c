import { defaultIdentityRules as rules } from '../../engine/correlation';
import { addNanos, nanos } from '../../engine/units';
import type { FieldInput, FrameInput } from '../frame';
import { readLogs } from './read';

const read = (...frames: readonly FrameInput[]) => readLogs(frames, { rules, source: 'loki-1' });

const field = (name: string, type: string, values: readonly unknown[], more: Partial<FieldInput> = {}): FieldInput => ({
  name,
  type,
  values,
  ...more,
});

/** Loki's frame; a column given as `undefined` is left out. */
function loki(columns: {
  labels?: unknown[];
  ms: unknown[];
  line: unknown[];
  tsNs?: unknown[];
  id?: unknown[];
}): FrameInput {
  return {
    refId: 'A',
    meta: { custom: { frameType: 'LabeledTimeValues' } },
    fields: [
      field('labels', 'other', columns.labels ?? columns.ms.map(() => ({}))),
      field('Time', 'time', columns.ms),
      field('Line', 'string', columns.line),
      ...(columns.tsNs === undefined ? [] : [field('tsNs', 'string', columns.tsNs)]),
      ...(columns.id === undefined ? [] : [field('id', 'string', columns.id)]),
    ],
  };
}

function times(outcome: ReturnType<typeof read>): string[] {
  return outcome.result.flatMap((table) =>
    Array.from(table.time, (time) => String(addNanos(table.origin, nanos(time))))
  );
}

describe('times', () => {
  it('are exact beyond 2^53, newest first or not', () => {
    const tsNs = ['1795254189223991001', '1795254189193000003', '1795254189223991002'];
    const outcome = read(loki({ ms: [1, 2, 3], line: ['c', 'a', 'd'], tsNs }));

    expect(times(outcome)).toEqual(tsNs);
    expect(outcome.result[0]?.origin).toBe(1_795_254_189_193_000_003n);
    expect([...(outcome.result[0]?.time ?? [])]).toEqual([30_990_998, 0, 30_990_999]);
  });

  it('fall back to milliseconds where the text is broken, and the row is dropped where there are none', () => {
    const outcome = read(
      loki({ ms: [1000, 2000, null, 4000], line: ['a', 'b', 'c', 'd'], tsNs: ['x', '2000000001', '', '4000000000'] })
    );

    expect(times(outcome)).toEqual(['1000000000', '2000000001', '4000000000']);
    expect(outcome.problems).toEqual([{ code: 'log.bad-time', params: { frame: 'A', value: '' }, count: 1 }]);
  });

  it('of the data plane are milliseconds with nanoseconds beyond them', () => {
    const outcome = read({
      meta: { type: 'log-lines' },
      fields: [
        field('timestamp', 'time', [1_795_254_189_223, 1_795_254_189_223], { nanos: [991_001, 5] }),
        field('body', 'string', ['one', 'two']),
        field('severity', 'string', ['error', 'info']),
        field('id', 'string', ['1', '2']),
        field('labels', 'other', [{ service_name: 'shop' }, { service_name: 'cart' }]),
        field('labelTypes', 'other', [{}, {}]),
      ],
    });

    expect(times(outcome)).toEqual(['1795254189223991001', '1795254189223000005']);
    expect(outcome.result[0]).toMatchObject({ line: ['one', 'two'], level: ['error', 'info'], id: ['1', '2'] });
    expect(outcome.result[0]?.services.map((service) => service.key)).toEqual(['shop', 'cart']);
    expect(outcome.problems).toEqual([]);
  });
});

describe('plain frames of other sources', () => {
  it("take the first time and the first string field, and the body's labels for every row", () => {
    const outcome = read({
      fields: [
        field('@timestamp', 'time', [1.5, 2]),
        field('_source', 'string', ['level=warn a', '[error] b'], { labels: { app: 'shop' } }),
        field('host', 'string', ['h1', 'h2']),
      ],
    });

    expect(outcome.result[0]).toMatchObject({
      line: ['level=warn a', '[error] b'],
      labels: [{ app: 'shop' }, { app: 'shop' }],
      level: ['warning', 'error'],
    });
    expect(times(outcome)).toEqual(['1500000', '2000000']);
    expect(outcome.result[0]?.services[0]?.key).toBe('shop');
  });

  it('make a row ID from time and content: equal rows share it, others do not', () => {
    const { result } = read(loki({ ms: [1, 1, 1], line: ['a', 'a', 'b'], tsNs: ['5', '5', '5'] }));

    expect(result[0]?.id[0]).toBe(result[0]?.id[1]);
    expect(result[0]?.id[0]).not.toBe(result[0]?.id[2]);
    expect(result[0]?.id[0]).toMatch(/^5_[0-9a-f]+$/);
  });

  it('read a level field before anything else', () => {
    const frame = loki({ ms: [1], line: ['level=error'], tsNs: ['1'] });
    const { result } = read({ ...frame, fields: [...frame.fields, field('level', 'string', ['debug'])] });

    expect(result[0]?.level).toEqual(['debug']);
  });
});

describe('labels', () => {
  it('are the objects of the source, and printed where a value is no text', () => {
    const first = { app: 'shop' };
    const { result, problems } = read(
      loki({
        ms: [1, 2, 3, 4],
        line: ['a', 'b', 'c', 'd'],
        labels: [first, { n: 1, o: { p: 2 }, z: null }, null, 'junk'],
      })
    );

    expect(result[0]?.labels[0]).toBe(first);
    expect(result[0]?.labels.slice(1)).toEqual([{ n: '1', o: '{"p":2}' }, {}, {}]);
    expect(problems).toEqual([{ code: 'log.bad-labels', params: { frame: 'A', value: 'junk' }, count: 1 }]);
  });

  it('name the service: one row of `services` for each, whatever else differs', () => {
    const { result } = read(
      loki({
        ms: [1, 2, 3, 4, 5],
        line: ['', '', '', '', ''],
        labels: [
          { service_name: 'shop', trace_id: '1' },
          { service_name: 'shop', trace_id: '2' },
          { service_name: 'unknown_service', app: 'cart' },
          { service_name: 'shop', job: 'eu/shop' },
          {},
        ],
      })
    );

    expect(result[0]?.services.map((service) => service.key)).toEqual(['shop', 'cart', 'eu/shop', '']);
    expect([...(result[0]?.service ?? [])]).toEqual([0, 0, 1, 2, 3]);
  });
});

describe('rows and frames', () => {
  it('drop lines that are no text, and say how many', () => {
    const { result, problems } = read(loki({ ms: [1, 2, 3], line: ['a', 7, null], tsNs: ['1', '2', '3'] }));

    expect(result[0]?.line).toEqual(['a']);
    expect(problems).toEqual([{ code: 'log.bad-line', params: { frame: 'A', value: '7' }, count: 2 }]);
  });

  it('survive fields of different lengths', () => {
    const { result, problems } = read(loki({ ms: [1, 2, 3], line: ['a', 'b'], id: ['x'] }));

    expect(result[0]?.size).toBe(2);
    expect(problems.map((problem) => problem.code)).toEqual([
      'frame.field-length',
      'frame.field-length',
      'log.bad-line',
    ]);
  });

  it('say what is missing; an empty answer is no problem', () => {
    const missing = read({ refId: 'A', fields: [field('Time', 'time', [1])] });

    expect(missing).toEqual({
      result: [],
      problems: [{ code: 'frame.field-missing', params: { frame: 'A', field: 'Line' }, count: 1 }],
    });
    expect(read({ fields: [] }, loki({ ms: [], line: [] }))).toEqual({ result: [], problems: [] });
  });

  it('know that an answer was cut at its limit', () => {
    const frame = loki({ ms: [1, 2], line: ['a', 'b'] });

    expect(read({ ...frame, meta: { ...frame.meta, limit: 2 } }).result[0]?.limitReached).toBe(2);
    expect(read({ ...frame, meta: { ...frame.meta, limit: 3 } }).result[0]?.limitReached).toBeUndefined();
  });

  it('keep the source that was told', () => {
    const { result } = read(loki({ ms: [1], line: ['a'] }));

    expect([result[0]?.sources, [...(result[0]?.source ?? [])]]).toEqual([['loki-1'], [0]]);
  });
});
