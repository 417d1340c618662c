import fc from 'fast-check';

import { defaultIdentityRules as rules, serviceIdentity } from '../../engine/correlation';
import type { LogLevel, LogTable } from '../../engine/model';
import { epochNs } from '../../engine/units';
import { readLogs } from './read';
import { writeLogs } from './write';

const levels: LogLevel[] = ['critical', 'error', 'warning', 'info', 'debug', 'trace', 'unknown'];
const services = [serviceIdentity('shop', undefined, 'label:app'), serviceIdentity('cart', 'eu', 'label:job')];

const rows = fc.array(
  fc.record({
    time: fc.integer({ min: 0, max: 8_000_000_000_000_000 }),
    line: fc.string(),
    labels: fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }),
    id: fc.string({ minLength: 1 }),
    level: fc.constantFrom(...levels),
    service: fc.nat({ max: 1 }),
    source: fc.nat({ max: 1 }),
  }),
  { minLength: 1, maxLength: 10 }
);

const tables = fc
  .record({
    origin: fc.bigInt({ min: 0n, max: 4_000_000_000_000_000_000n }),
    rows,
    limit: fc.option(fc.integer({ min: 1, max: 5000 }), { nil: undefined }),
  })
  .map(({ origin, rows: all, limit }): LogTable => {
    const earliest = Math.min(...all.map((row) => row.time));
    return {
      origin: epochNs(origin),
      size: all.length,
      time: Float64Array.from(all, (row) => row.time - earliest),
      line: all.map((row) => row.line),
      labels: all.map((row) => row.labels),
      id: all.map((row) => row.id),
      level: all.map((row) => row.level),
      service: Int32Array.from(all, (row) => row.service),
      services,
      source: Int32Array.from(all, (row) => row.source),
      sources: ['loki-1', 'loki-2'],
      limitReached: limit,
    };
  });

describe('writeLogs', () => {
  it('is read back as it was', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const frame = writeLogs(table, { refId: 'A' });

        expect(readLogs([frame], { rules, source: 'other' })).toEqual({ result: [table], problems: [] });
      }),
      { seed: 20_261_121, numRuns: 300 }
    );
  });

  it('survives JSON, as in a dashboard snapshot', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const frame = JSON.parse(JSON.stringify(writeLogs(table, { refId: 'A' })));

        expect(readLogs([frame], { rules, source: 'other' }).result).toEqual([table]);
      }),
      { seed: 20_261_122, numRuns: 100 }
    );
  });

  const table: LogTable = {
    origin: epochNs(1_795_254_189_193_000_003n),
    size: 2,
    time: Float64Array.from([0, 30_990_998]),
    line: ['{"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}', 'plain'],
    labels: [{ app: 'shop' }, { app: 'shop' }],
    id: ['1', '2'],
    level: ['error', 'info'],
    service: Int32Array.from([0, 0]),
    services,
    source: Int32Array.from([0, 1]),
    sources: ['loki-1', 'loki-2'],
    limitReached: 2,
  };
  const source = { uid: 'loki-1', type: 'loki', name: 'Loki' };
  const traceSource = { uid: 'tempo-1', type: 'tempo', name: 'Tempo' };
  const frame = writeLogs(table, { refId: 'A', source, expr: '{app="shop"}', traceSource });

  it("has the fields that Grafana's logs panel takes, the line as its first text", () => {
    expect(frame.fields.map((field) => `${field.name}:${field.type}`)).toEqual([
      'labels:other',
      'Time:time',
      'Line:string',
      'tsNs:string',
      'id:string',
      'level:string',
      'source:string',
      'traceID:string',
      'clewService:number',
    ]);
    expect(frame.meta).toMatchObject({
      preferredVisualisationType: 'logs',
      custom: { frameType: 'LabeledTimeValues' },
      limit: 2,
    });
  });

  it('writes times in both units, and the source of each row', () => {
    expect(frame.fields[1]?.values).toEqual([1_795_254_189_193, 1_795_254_189_223]);
    expect(frame.fields[3]?.values).toEqual(['1795254189193000003', '1795254189223991001']);
    expect(frame.fields[6]?.values).toEqual(['loki-1', 'loki-2']);
  });

  it('links rows to the query in Loki, and the trace they name to Tempo', () => {
    expect(frame.fields[4]?.config.links?.[0]?.internal).toEqual({
      datasourceUid: 'loki-1',
      datasourceName: 'Loki',
      query: { refId: 'A', expr: '{app="shop"}', queryType: 'range' },
    });
    expect(frame.fields[7]?.values).toEqual(['4bf92f3577b34da6a3ce929d0e0e4736', '']);
    expect(frame.fields[7]?.config.links?.[0]?.internal?.datasourceUid).toBe('tempo-1');
  });

  it('has no links without a source', () => {
    const bare = writeLogs(table, { refId: 'A' });

    expect(bare.fields.flatMap((field) => field.config.links ?? [])).toEqual([]);
  });

  it('falls back to the labels when what is ours is broken', () => {
    const fields = frame.fields.map((field) => (field.name === 'clewService' ? { ...field, values: [9, 9] } : field));
    const { result, problems } = readLogs([{ ...frame, fields }], { rules, source: '' });

    expect(problems.map((problem) => problem.code)).toEqual(['frame.bad-tag']);
    expect(result[0]?.services.map((service) => service.key)).toEqual(['shop']);
  });
});
