import fc from 'fast-check';

import { defaultIdentityRules as rules } from '../engine/correlation';
import {
  classifyFrames,
  readCoverage,
  readExemplars,
  readLogs,
  readReport,
  readSearchHits,
  readSeries,
  readTimeline,
  readTraces,
  type FrameInput,
} from './index';

const names = fc.constantFrom(
  ...[
    'traceID',
    'spanID',
    'parentSpanID',
    'startTime',
    'duration',
    'logs',
    'references',
    'tags',
    'serviceTags',
    'kind',
  ],
  ...[
    'statusCode',
    'serviceName',
    'labels',
    'Time',
    'Line',
    'tsNs',
    'id',
    'level',
    'timestamp',
    'body',
    'Value',
    'nested',
  ],
  ...['traceIdHidden', 'time', 'state', 'signal', 'clewStart', 'clewService', 'clewParams', 'clewKind', '__proto__']
);
const junk = fc.oneof(
  fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true, withTypedArray: true }),
  fc.constantFrom('1a1ecb42793788b659e765b32f35e61b', 'a1c4b63355a9c198', '1795254189223991000', '{"level":5}', 'a=b'),
  fc.constantFrom(0, -1, 1.5, 1e300, 1_795_254_103_737.9998, 18_446_744_073_709.55)
);
const field = fc.record(
  {
    name: names,
    type: fc.constantFrom('string', 'number', 'time', 'other', 'nestedFrames'),
    values: fc.array(junk, { maxLength: 5 }),
    labels: fc.anything(),
    config: fc.anything(),
    nanos: fc.anything(),
  },
  { requiredKeys: ['name'] }
);
const clew = fc.record(
  {
    kind: fc.constantFrom('trace', 'logs', 'series', 'exemplars', 'timeline', 'report', 'coverage', 'x'),
    version: fc.constantFrom(1, 1, 1, 2, '1'),
    origin: junk,
    services: fc.oneof(junk, fc.constant([{ key: 'a', name: 'a', basis: 'b' }])),
    sources: junk,
    totals: junk,
    service: junk,
  },
  { requiredKeys: ['kind', 'version'] }
);
const meta = fc.record(
  {
    type: fc.constantFrom('log-lines', 'timeseries-multi'),
    custom: fc.oneof(fc.anything(), fc.record({ clew, partial: junk })),
    limit: junk,
    executedQueryString: junk,
  },
  { requiredKeys: [] }
);
const frame = fc.record(
  {
    name: junk,
    refId: junk,
    fields: fc.oneof(fc.array(field, { maxLength: 12 }), junk),
    meta: fc.oneof(meta, junk),
    length: junk,
  },
  { requiredKeys: ['fields'] }
);

/** A program without types hands over anything: this is the one place that says so. */
function assume(_frames: unknown): asserts _frames is readonly FrameInput[] {}

const ID = '1a1ecb42793788b659e765b32f35e61b';
const sound = {
  traceID: [ID, ID, ID],
  spanID: ['a1c4b63355a9c198', 'b1c4b63355a9c198', 'c1c4b63355a9c198'],
  parentSpanID: ['', 'a1c4b63355a9c198', 'b1c4b63355a9c198'],
  startTime: [1, 2.5, 3],
  duration: [1, 1, 1],
  serviceName: ['shop', 'cart', 'cart'],
  serviceTags: [[], null, [{ key: 'service.name', value: 'cart' }]],
  logs: [null, [{ timestamp: 2, name: 'e', fields: [] }], null],
  references: [null, [{ traceID: ID, spanID: 'a', tags: [] }], null],
  tags: [[{ key: 'span.kind', value: 'client' }], [], []],
  Time: [1, 2, 3],
  Line: ['{"level":"info"}', 'level=warn', 'x'],
  tsNs: ['1000000', '2000000', '3000001'],
  labels: [{ app: 'shop' }, {}, { service_name: 'cart', job: 'eu/cart' }],
  Value: [1, null, 2],
};
const types: Readonly<Record<string, string>> = {
  Time: 'time',
  startTime: 'number',
  duration: 'number',
  Value: 'number',
};
const others: ReadonlySet<string> = new Set(['serviceTags', 'logs', 'references', 'tags', 'labels']);

/** Frames of trace, log and metric fields in which some cells, and what some cells hold, were replaced by junk. */
const damaged = fc
  .tuple(
    fc.subarray(Object.keys(sound), { minLength: 3 }),
    fc.array(fc.record({ field: fc.nat({ max: 14 }), row: fc.nat({ max: 2 }), value: junk }), { maxLength: 4 }),
    meta
  )
  .map(([kept, damages, info]) => ({
    refId: 'A',
    meta: info,
    fields: Object.entries(sound)
      .map(([name, values], at) => ({
        name,
        type: types[name] ?? (others.has(name) ? 'other' : 'string'),
        values: values.map((value, row) => {
          const damage = damages.find((one) => one.field === at && one.row === row);
          return damage === undefined ? value : damage.value;
        }),
      }))
      .filter((one) => kept.includes(one.name)),
  }));

function readEverything(frames: unknown): void {
  assume(frames);
  classifyFrames(frames);
  for (const trace of readTraces(frames, rules).result) {
    for (let span = 0; span < trace.size; span++) {
      trace.details.attributes(span);
      trace.details.resource(span);
      trace.details.events(span);
      trace.details.links(span);
      trace.details.scope(span);
      trace.details.traceState(span);
    }
    expect([...trace.start, ...trace.duration].every((time) => time >= 0)).toBe(true);
  }
  for (const table of readLogs(frames, { rules, source: '' }).result) {
    expect(table.time.every((time) => time >= 0)).toBe(true);
    expect(table.line.every((line) => typeof line === 'string')).toBe(true);
  }
  readSeries(frames, rules);
  readExemplars(frames, rules);
  readSearchHits(frames);
  readReport(frames);
  readCoverage(frames);
  readTimeline(frames);
}

describe('no reader throws, and what it answers can be read to the end', () => {
  it('on anything at all', () => {
    const frames = fc.array(fc.oneof({ weight: 9, arbitrary: frame }, { weight: 1, arbitrary: junk }), {
      maxLength: 3,
    });

    fc.assert(fc.property(frames, readEverything), { seed: 20_261_121, numRuns: 1000 });
  });

  it('on damaged frames', () => {
    fc.assert(fc.property(fc.array(damaged, { maxLength: 2 }), readEverything), { seed: 20_261_121, numRuns: 1500 });
  });
});
