import fc from 'fast-check';
import { type DataFrame, FieldType, toDataFrame } from '@grafana/data';
import type { Breaker, BreakerState, StateInterval, Transition } from '../../engine/breaker';
import { addNanos, epochNs, nanos } from '../../engine/units';
import { classifyFrames } from '../classify';
import { readBreakers } from './read';
import { writeBreakers } from './write';

const ORIGIN = epochNs(1_766_000_000_000_000_000n);
const END = nanos(60e9);
const OPTIONS = {
  refId: 'A',
  source: { uid: 'prom', type: 'prometheus', name: 'Prometheus' },
  window: { origin: ORIGIN, end: END },
};

function interval(state: BreakerState, start: number, end: number): StateInterval {
  return {
    state,
    start: nanos(start),
    end: nanos(end),
    confidence: state === 'unknown' ? 0 : 0.75,
    ...(state === 'open' ? { reason: { key: 'breaker.gauge', params: { metric: 'm', value: 1 } } } : {}),
    evidence: [
      { kind: 'series', at: nanos(start), metric: 'm', labels: { state } },
      { kind: 'log', at: nanos(start + 1), id: '7_ab', line: 'opened' },
      { kind: 'span', at: nanos(start + 2), traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) },
    ],
  };
}

const OPENED: Transition = {
  at: nanos(20e9 + 7),
  within: nanos(15e9),
  from: 'closed',
  to: 'open',
  reason: { key: 'breaker.gauge', params: {} },
  evidence: [],
};

const LANE: Breaker = {
  identity: { name: 'payment', caller: 'shop/checkout', callee: 'payment' },
  basis: 'measured',
  source: 'resilience4j',
  intervals: [interval('unknown', 0, 10e9), interval('closed', 10e9, 20e9 + 7), interval('open', 20e9 + 7, 60e9)],
  transitions: [OPENED],
  calls: {
    start: Float64Array.of(0, 30e9),
    end: Float64Array.of(30e9, 60e9),
    calls: Float64Array.of(12, 0),
    rejected: Float64Array.of(0, 40),
  },
  configuration: {
    rule: { kind: 'rate', share: 0.5, comparison: 'at', minimumCalls: 10, window: { kind: 'count', calls: 100 } },
    openFor: nanos(30e9),
    trialRule: 'share',
  },
  disagreements: [{ start: nanos(1), end: nanos(2), measured: 'closed', inferred: 'open' }],
  instances: [{ instance: 'a:1', intervals: [interval('closed', 0, 60e9)], transitions: [OPENED] }],
};
const SHADOW: Breaker = {
  identity: { name: 'inventory', instance: 'x' },
  basis: 'shadow',
  source: 'traces',
  intervals: [interval('closed', 0, 60e9)],
  transitions: [],
  disagreements: [],
  instances: [],
  shadow: { openedAt: nanos(5e9), saved: { calls: 9, waiting: nanos(9e9) }, calls: 30 },
};

function snapshot(frame: DataFrame): DataFrame {
  return toDataFrame(JSON.parse(JSON.stringify(frame)));
}

it('are read as they were written, through JSON too', () => {
  const frames = writeBreakers([LANE, SHADOW], OPTIONS);
  expect(frames.map((frame) => frame.meta?.custom?.clew.kind)).toEqual([
    'breaker-states',
    'breaker-states',
    'breaker-calls',
    'breaker-transitions',
  ]);
  expect(readBreakers(frames, ORIGIN)).toEqual({ result: [LANE, SHADOW], problems: [] });
  expect(readBreakers(frames.map(snapshot), ORIGIN).result).toEqual([LANE, SHADOW]);
  expect(classifyFrames(frames).clew.breakers).toEqual(frames);
});

it('are read whatever their steps and states are', () => {
  const state = fc.constantFrom<BreakerState>('closed', 'open', 'half-open', 'forced', 'disabled', 'unknown');
  const lengths = fc.array(fc.tuple(state, fc.integer({ min: 1, max: 1e12 })), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(lengths, fc.bigInt({ min: 0n, max: 4n * 10n ** 18n }), (steps, origin) => {
      let at = 0;
      const intervals = steps.map(([one, length]) => interval(one, at, (at += length)));
      const lane: Breaker = { ...SHADOW, shadow: undefined, basis: 'inferred', intervals };
      const window = { origin: epochNs(origin), end: nanos(at) };
      const frames = writeBreakers([lane], { ...OPTIONS, window }).map(snapshot);
      expect(readBreakers(frames, epochNs(origin))).toEqual({ result: [lane], problems: [] });
    }),
    { numRuns: 50, seed: 7 }
  );
});

it('are told relative to another origin when one is given', () => {
  const [read] = readBreakers(writeBreakers([LANE], OPTIONS), addNanos(ORIGIN, nanos(1e9))).result;
  expect([read.intervals[1].start, read.transitions[0].at, read.calls?.end[1]]).toEqual([9e9, 19e9 + 7, 59e9]);
});

describe('what built-in panels draw', () => {
  const [states, calls, table] = writeBreakers([LANE], { ...OPTIONS, stateText: (state) => state.toUpperCase() });

  it('is one field of text with a colour for each state, and nothing else that State timeline would draw', () => {
    const drawn = states.fields.filter(({ type }) => type !== FieldType.other);
    expect(drawn.map(({ name, type }) => [name, type])).toEqual([
      ['time', FieldType.time],
      ['state', FieldType.string],
    ]);
    expect(drawn[0].values).toEqual([1_766_000_000_000, 1_766_000_010_000, 1_766_000_020_000.000_007]);
    expect(drawn[1].config.displayNameFromDS).toBe('shop/checkout → payment');
    expect(drawn[1].config.mappings?.[0]).toMatchObject({
      type: 'value',
      options: { open: { text: 'OPEN', color: 'red' } },
    });
  });

  it('is calls by what became of them; what is not counted has no field', () => {
    expect(calls.fields.flatMap(({ name, labels }) => (labels ? [[name, labels.outcome]] : []))).toEqual([
      ['calls', 'calls'],
      ['rejected', 'rejected'],
    ]);
  });

  it('is a table of transitions in order, with the moment to the nanosecond', () => {
    expect(table.fields[0]).toMatchObject({ values: [1_766_000_020_000], nanos: [7] });
    expect(table.fields.slice(1, 6).map(({ values }) => values[0])).toEqual([
      'payment',
      'shop/checkout',
      'payment',
      'closed',
      'open',
    ]);
  });
});

describe('damaged frames', () => {
  const frames = writeBreakers([LANE], OPTIONS);
  const without = (name: string) =>
    frames.map((frame) => ({ ...frame, fields: frame.fields.filter((field) => field.name !== name) }));

  it('are read from what is shown when the hidden cells are gone', () => {
    const [lane] = readBreakers(without('clewInterval'), ORIGIN).result;
    expect(lane.intervals.map(({ state, start, end }) => [state, start, end])).toEqual([
      ['unknown', 0, 10e9],
      ['closed', 10e9, 20e9],
      ['open', 20e9, 60e9],
    ]);
  });

  it('leave no hole where a row cannot be read, and say so', () => {
    const broken = without('clewInterval').map((frame) => ({
      ...frame,
      fields: frame.fields.map((field) =>
        field.name === 'state' ? { ...field, values: ['closed', '?', 'open'] } : field
      ),
    }));
    const { result, problems } = readBreakers(broken, ORIGIN);
    expect(result[0].intervals.map(({ state }) => state)).toEqual(['closed', 'unknown', 'open']);
    expect(problems).toMatchObject([{ code: 'table.bad-row', params: { value: '?' } }]);
  });

  it('are refused when the tag does not say whose or when, and calls without their steps are left out', () => {
    const retagged = frames.map((frame) => ({
      ...frame,
      meta: { ...frame.meta, custom: { clew: { ...frame.meta?.custom?.clew, origin: '?' } } },
    }));
    expect(readBreakers(retagged, ORIGIN).result).toEqual([]);
    expect(readBreakers(retagged, ORIGIN).problems.map(({ code }) => code)).toContain('frame.bad-tag');
    const read = readBreakers(without('clewStep'), ORIGIN);
    expect(read.result[0].calls).toBeUndefined();
    expect(read.problems).toMatchObject([{ code: 'frame.field-missing', params: { field: 'clewStep' } }]);
  });

  it('of others are passed over', () => {
    expect(
      readBreakers([{ fields: [] }, { name: 'x', fields: [{ name: 'state', values: ['open'] }] }], ORIGIN)
    ).toEqual({
      result: [],
      problems: [],
    });
  });
});
