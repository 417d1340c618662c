import fc from 'fast-check';

import { nanos } from '../units';
import { correlationMessages } from '.';
import { type Changed, correlationsOf } from './correlations';
import { draws, normal, regular, seconds } from './testing/signals';
import type { CallEdge, Correlation, SignalKind } from './types';

const SPAN = { from: seconds(0), to: seconds(600) };
const STEP = seconds(5);

/** Waves upon waves with a little noise of its own; they come later by so many seconds. */
function wave(service: string, signal: SignalKind, later = 0, seed = 1, scale = 1): Changed {
  const draw = draws(seed);
  const value = (at: number): number =>
    scale * (5 + [9, 23, 50].reduce((sum, period) => sum + Math.sin((at - later) / period), 0.05 * normal(draw)));
  return { service, samples: regular({ service, signal, value }) };
}

function correlations(changed: readonly Changed[], edges: readonly CallEdge[] = []): readonly Correlation[] {
  return correlationsOf(changed, { span: SPAN, step: STEP, edges });
}

function told(all: readonly Correlation[]): readonly string[] {
  return all.map(
    ({ a, b, meaning, lag, r }) =>
      `${a.service} ${a.signal} / ${b.service} ${b.signal}: ${meaning} ${lag / 1e9} s ${r > 0 ? '+' : '-'}`
  );
}

describe('within a service', () => {
  it.each([
    ['saturation', 'errors', 'saturation-errors'],
    ['saturation', 'latency', 'saturation-latency'],
    ['traffic', 'latency', 'traffic-latency'],
    ['traffic', 'errors', 'traffic-errors'],
    ['latency', 'errors', 'latency-errors'],
    ['saturation', 'traffic', 'together'],
  ] as const)('%s and %s may mean %s, whichever is named first', (first, second, meaning) => {
    const pair = [wave('a', first), wave('a', second, 10, 2)];
    const [one] = correlations(pair);
    const [other] = correlations([...pair].reverse());
    expect([one?.meaning, one?.lag, one?.a.signal]).toEqual([meaning, seconds(10), first]);
    expect(other?.meaning).toBe(meaning);
    expect(Math.abs(other?.lag ?? 0)).toBe(seconds(10));
  });

  it('is the other way round too: one falls while the other grows', () => {
    expect(told(correlations([wave('a', 'traffic'), wave('a', 'latency', 0, 2, -1)]))).toEqual([
      'a traffic / a latency: traffic-latency 0 s -',
    ]);
  });
});

describe('along a call', () => {
  const edge: CallEdge = { caller: 'web', callee: 'db' };

  it('says by how much the caller follows', () => {
    expect(told(correlations([wave('db', 'latency'), wave('web', 'latency', 15, 2)], [edge]))).toEqual([
      'db latency / web latency: callee-latency 15 s +',
    ]);
    expect(told(correlations([wave('db', 'latency'), wave('web', 'errors', 5, 2)], [edge]))).toEqual([
      'db latency / web errors: callee-latency 5 s +',
    ]);
    expect(told(correlations([wave('web', 'traffic'), wave('db', 'traffic', 5, 2)], [edge]))).toEqual([
      'web traffic / db traffic: caller-load 5 s +',
    ]);
  });

  it('is said of nobody who is not called', () => {
    expect(correlations([wave('db', 'latency'), wave('web', 'latency', 0, 2)])).toEqual([]);
    expect(correlations([wave('db', 'errors'), wave('web', 'latency', 0, 2)], [edge])).toEqual([]);
  });
});

describe('what proves nothing', () => {
  it.each([
    ['a constant', regular({ signal: 'errors', value: () => 0.5 })],
    ['gaps', regular({ signal: 'errors', value: () => NaN })],
    ['too few samples in common', regular({ signal: 'errors', until: 90, value: (at) => Math.sin(at / 40) })],
    ['no samples', regular({ signal: 'errors', until: 0, value: () => 1 })],
  ])('is %s', (_, samples) => {
    expect(correlations([wave('a', 'latency'), { service: 'a', samples }])).toEqual([]);
  });

  it('is noise', () => {
    const noise = (seed: number, signal: SignalKind): Changed => {
      const draw = draws(seed);
      return { service: 'a', samples: regular({ signal, value: () => normal(draw) }) };
    };
    expect(correlations([noise(1, 'latency'), noise(2, 'errors'), noise(3, 'saturation')])).toEqual([]);
  });

  it('is a gap here and there, which takes nothing from what the others say', () => {
    const { service, samples } = wave('a', 'latency');
    const values = samples.values.map((value, row) => (row % 7 === 0 ? NaN : value));
    const [one] = correlations([{ service, samples: { ...samples, values } }, wave('a', 'errors', 0, 2)]);
    expect(one).toMatchObject({ lag: 0, samples: 102 });
    expect(one?.r).toBeGreaterThan(0.9);
  });
});

describe('a common cause', () => {
  const edges = [
    { caller: 'web', callee: 'db' },
    { caller: 'api', callee: 'db' },
    { caller: 'web', callee: 'api' },
  ];
  const all = [wave('db', 'latency', 0, 1, 1), wave('web', 'latency', 0, 2), wave('api', 'latency', 0, 3)];

  it('is named where a third goes with both as closely, and said aloud', () => {
    const weakest = correlations(all, edges).at(-1);
    expect(weakest?.commonCause).toBeDefined();
    const third = ['db', 'web', 'api'].find((name) => name !== weakest?.a.service && name !== weakest?.b.service);
    expect(weakest?.commonCause?.service).toBe(third);
    expect(weakest && correlationMessages(weakest).map(({ key }) => key)).toEqual([
      'cascade.correlation.callee-latency',
      'cascade.common-cause',
    ]);
  });

  it('is not named of two that only have one another', () => {
    expect(correlations(all.slice(0, 2), edges).map(({ commonCause }) => commonCause)).toEqual([undefined]);
  });
});

describe('whatever the unit and the clock', () => {
  it('the same is found', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -6, max: 6 }),
        fc.double({ min: 0.001, max: 1000, noNaN: true }),
        fc.nat(1e6),
        (lag, scale, shift) => {
          const a = wave('a', 'saturation');
          const b = wave('a', 'errors', lag * 5, 2, scale);
          const moved = ({ service, samples }: Changed): Changed => ({
            service,
            samples: { ...samples, times: samples.times.map((time) => time + shift * 1e9) },
          });
          const [plain] = correlations([a, b]);
          const [later] = correlationsOf([moved(a), moved(b)], {
            span: { from: nanos(SPAN.from + shift * 1e9), to: nanos(SPAN.to + shift * 1e9) },
            step: STEP,
            edges: [],
          });
          expect(plain?.lag).toBe(seconds(lag * 5));
          expect(later?.r).toBeCloseTo(plain?.r ?? NaN, 6);
          expect(later?.lag).toBe(plain?.lag);
        }
      ),
      { seed: 7, numRuns: 40 }
    );
  });
});
