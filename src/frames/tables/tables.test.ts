import fc from 'fast-check';

import {
  defaultIdentityRules as rules,
  serviceIdentity,
  type Coverage,
  type CoverageGap,
  type Join,
  type LegState,
  type ReportLine,
} from '../../engine/correlation';
import type { LogLevel } from '../../engine/model';
import { epochMs, epochNs, nanos, normaliseTraceId } from '../../engine/units';
import type { FrameInput } from '../frame';
import { readTraces } from '../trace/read';
import { readCoverage, writeCoverage } from './coverage';
import { readReport, writeReport } from './report';
import { readTimeline, writeTimeline } from './timeline';
import { timelineRows } from './timeline-rows';

const states: LegState[] = [
  'waiting',
  'loading',
  'done',
  'empty',
  'partial',
  'failed',
  'forbidden',
  'timed-out',
  'skipped',
];
const params = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer()), { maxKeys: 3 });
const copied = (frame: unknown): FrameInput => JSON.parse(JSON.stringify(frame));

const line: fc.Arbitrary<ReportLine> = fc.record({
  leg: fc.string(),
  signal: fc.constantFrom('traces' as const, 'logs' as const, 'metrics' as const),
  source: fc.string(),
  state: fc.constantFrom(...states),
  message: fc.string(),
  params,
  rows: fc.nat(),
  elapsedMs: fc.option(fc.nat(), { nil: undefined }),
});

const gapKinds: Array<CoverageGap['kind']> = ['orphan-span', 'truncated', 'trace-not-found', 'unmapped-service'];
const coverage: fc.Arbitrary<Coverage> = fc.record({
  spans: fc.nat(),
  spansWithLogs: fc.nat(),
  logs: fc.nat(),
  logsOnSpans: fc.nat(),
  services: fc.nat(),
  servicesWithMetrics: fc.nat(),
  gaps: fc.array(
    fc.record({
      kind: fc.constantFrom(...gapKinds),
      service: fc.option(fc.constant(serviceIdentity('cart', 'eu', 'label:job')), { nil: undefined }),
      count: fc.nat(),
      params,
    }),
    { maxLength: 4 }
  ),
});

describe('the join report', () => {
  it('is read back as it was, JSON or not', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
        const frame = writeReport(lines, { refId: 'A' });

        expect(readReport([frame])).toEqual({ result: lines, problems: [] });
        expect(readReport([copied(frame)]).result).toEqual(lines);
      }),
      { seed: 20_261_121, numRuns: 200 }
    );
  });

  const lines: ReportLine[] = [
    {
      leg: 'logs:line:loki-1:0',
      signal: 'logs',
      source: 'Loki',
      state: 'failed',
      message: 'leg.failed',
      params: { reason: 'no route' },
      rows: 0,
      elapsedMs: 12.5,
    },
  ];

  it('shows words, units and widths where they were given', () => {
    const frame = writeReport(lines, {
      refId: 'A',
      text: (key, values) => `${key}: ${values.reason ?? ''}`,
      heading: (field) => field.toUpperCase(),
    });

    expect(frame.fields.map((field) => field.name)).toEqual([
      'state',
      'signal',
      'source',
      'message',
      'rows',
      'elapsed',
      'leg',
      'clewMessage',
      'clewParams',
    ]);
    expect(frame.fields[3]?.values).toEqual(['leg.failed: no route']);
    expect(frame.fields[5]?.config).toEqual({ displayName: 'ELAPSED', unit: 'ms', custom: { width: 100 } });
    expect(readReport([frame]).result).toEqual(lines);
  });

  it('drops rows of a state it does not know, and tells', () => {
    const frame = writeReport(lines, { refId: 'A' });
    const fields = frame.fields.map((field) =>
      field.name === 'state' ? { ...field, values: ['constructor'] } : field
    );

    expect(readReport([{ ...frame, fields }])).toEqual({
      result: [],
      problems: [{ code: 'table.bad-row', params: { frame: 'A', value: 'constructor' }, count: 1 }],
    });
  });
});

describe('the coverage', () => {
  it('is read back as it was, JSON or not', () => {
    fc.assert(
      fc.property(coverage, (one) => {
        const frame = writeCoverage(one, { refId: 'A' });

        expect(readCoverage([frame])).toEqual({ result: [one], problems: [] });
        expect(readCoverage([copied(frame)]).result).toEqual([one]);
      }),
      { seed: 20_261_121, numRuns: 200 }
    );
  });
});

describe('the timeline', () => {
  const shop = serviceIdentity('shop', undefined, 'resource:service.name');
  const id = '1a1ecb42793788b659e765b32f35e61b';
  const traces = readTraces(
    [
      {
        fields: [
          { name: 'traceID', values: [id, id] },
          { name: 'spanID', values: ['a', 'b'] },
          { name: 'parentSpanID', values: ['', 'a'] },
          { name: 'operationName', values: ['POST /checkout', 'charge'] },
          { name: 'serviceName', values: ['shop', 'shop'] },
          { name: 'statusCode', values: [2, 0] },
          { name: 'startTime', values: [1000, 1000.5] },
          { name: 'duration', values: [2, 1] },
        ],
      },
    ],
    rules
  ).result;
  const levels: LogLevel[] = ['error', 'info'];
  const join: Join = {
    key: undefined,
    id: undefined,
    origin: epochNs(1_000_000_000n),
    traces,
    logs: {
      origin: epochNs(1_000_000_001n),
      size: 2,
      time: Float64Array.from([0, 5_000_000]),
      line: ['failed', 'unrelated'],
      labels: [{}, {}],
      id: ['1', '2'],
      level: levels,
      service: Int32Array.from([0, 0]),
      services: [shop],
      source: Int32Array.from([0, 0]),
      sources: ['loki-1'],
      limitReached: undefined,
    },
    anchors: { trace: Int32Array.from([0, -1]), span: Int32Array.from([1, -1]) },
    series: [],
    exemplars: [{ time: epochMs(1000), value: 0.25, traceId: id, spanId: undefined, labels: {}, service: shop }],
    services: [],
    traceIds: [normaliseTraceId(id)].flatMap((one) => one ?? []),
    ids: [],
    coverage: { spans: 2, spansWithLogs: 1, logs: 2, logsOnSpans: 1, services: 1, servicesWithMetrics: 0, gaps: [] },
    report: [],
  };

  it('is everything in the order it happened', () => {
    expect(timelineRows(join).map((row) => [row.kind, row.text, row.level, row.spanId])).toEqual([
      ['span', 'POST /checkout', 'error', 'a'],
      ['exemplar', '0.25', '', ''],
      ['log', 'failed', 'error', 'b'],
      ['span', 'charge', 'unset', 'b'],
      ['log', 'unrelated', 'info', ''],
    ]);
    expect(timelineRows(join)[2]?.time).toBe(1_000_000_001n);
    expect(timelineRows(join)[3]?.duration).toBe(nanos(1_000_000));
  });

  it('is read back as it was, JSON or not', () => {
    const frame = writeTimeline(join, { refId: 'A', source: { uid: 'tempo-1', type: 'tempo', name: 'Tempo' } });

    expect(readTimeline([frame])).toEqual({ result: timelineRows(join), problems: [] });
    expect(readTimeline([copied(frame)]).result).toEqual(timelineRows(join));
    expect(frame.fields[0]).toMatchObject({ values: [1000, 1000, 1000, 1000, 1005], nanos: [0, 0, 1, 500_000, 1] });
    expect(frame.fields[6]?.config.links).toHaveLength(1);
  });
});
