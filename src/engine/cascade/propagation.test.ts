import fc from 'fast-check';

import { analyseCascade } from '.';
import { draws, inputOf, normal, regular, single } from './testing/signals';
import type { CallEdge, CascadeInput, Propagation, ServiceSignal } from './types';

/** P99 of a service that gets slower by so many seconds from a second on, with a little noise. */
function slow(service: string, from: number, more: number, seed = 1): ServiceSignal {
  const draw = draws(seed);
  const value = (at: number): number => (at > from ? 0.2 + more : 0.2) * Math.exp(0.05 * normal(draw));
  return regular({ service, signal: 'latency', name: 'p99', value });
}

/** A share of a hundred requests a sample that fails from a second on. */
function failing(service: string, from: number, share: number): ServiceSignal {
  return regular({ service, signal: 'errors', value: (at) => (at > from ? share : 0), count: () => 100 });
}

/** Requests a second: so many times as many from a second on. */
function load(service: string, from: number, times: number, seed = 2): ServiceSignal {
  const draw = draws(seed);
  return regular({ service, signal: 'traffic', value: (at) => (at > from ? 20 * times : 20) + draw() - 0.5 });
}

function calls(caller: string, callee: string, signals: readonly ServiceSignal[] = []): CallEdge {
  return { caller, callee, signals };
}

function propagation(
  signals: readonly ServiceSignal[],
  edges: readonly CallEdge[],
  more: Partial<CascadeInput> = {}
): readonly Propagation[] {
  return analyseCascade(inputOf(signals, { edges, ...more })).result.propagation;
}

/** As text: `db -> web latency +20 s (10 to 30) x0.5 intervals`. */
function told(all: readonly Propagation[]): readonly string[] {
  return all.map(({ from, to, kind, delay, amplification, basis }) => {
    const [low, at, high] = [delay.low, delay.at, delay.high].map((time) => Math.round(time / 1e9));
    const times = amplification === undefined ? '' : ` x${amplification.toFixed(1)}`;
    return `${from} -> ${to} ${kind} +${at} s (${low} to ${high})${times} ${basis}`;
  });
}

describe('slowness and failures', () => {
  it('go to callers, later, by how much more of it arrives', () => {
    expect(told(propagation([slow('db', 300, 1), slow('web', 320, 3)], [calls('web', 'db')]))).toEqual([
      'db -> web latency +20 s (15 to 25) x3.0 intervals',
    ]);
    expect(told(propagation([failing('db', 300, 0.2), failing('web', 320, 0.6)], [calls('web', 'db')]))).toEqual([
      'db -> web errors +20 s (15 to 25) x3.0 intervals',
    ]);
  });

  it('change their kind on the way: who waits for what is slow may fail, by nobody knows how much more', () => {
    expect(told(propagation([slow('db', 300, 1), failing('web', 320, 0.6)], [calls('web', 'db')]))).toEqual([
      'db -> web errors +20 s (15 to 25) intervals',
    ]);
  });

  it('go nowhere without a call, however alike two services are', () => {
    const twins = [slow('a', 300, 2), slow('b', 320, 2)];
    expect(analyseCascade(inputOf(twins)).result.correlations).toEqual([]);
    expect(propagation(twins, [])).toEqual([]);
    expect(propagation(twins, [calls('a', 'c'), calls('b', 'c')])).toEqual([]);
  });

  it('do not go to a callee, nor to a caller that was bad long before', () => {
    expect(propagation([slow('web', 300, 2), slow('db', 320, 2)], [calls('web', 'db')])).toEqual([]);
  });

  it('do not go to a caller that does not wait', () => {
    const edge = { ...calls('web', 'mail'), asynchronous: true };
    expect(propagation([slow('mail', 300, 2), slow('web', 320, 2)], [edge])).toEqual([]);
  });

  it('are told by the call alone where both came at once', () => {
    const [one, ...others] = propagation([slow('db', 300, 2), slow('web', 300, 2, 3)], [calls('web', 'db')]);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ from: 'db', to: 'web', basis: 'calls', delay: { low: 0, at: 0, high: 5e9 } });
  });

  it('go round a circle no further than the intervals allow', () => {
    const edges = [calls('a', 'b'), calls('b', 'c'), calls('c', 'a')];
    const signals = [slow('c', 300, 2), slow('b', 320, 2, 3), slow('a', 340, 2, 4)];
    expect(told(propagation(signals, edges)).map((line) => line.slice(0, 6))).toEqual(['b -> a', 'c -> b']);
  });
});

describe('load', () => {
  it('goes to callees with what the caller gets', () => {
    expect(told(propagation([load('web', 300, 3), load('db', 300, 3, 3)], [calls('web', 'db')]))).toEqual([
      'web -> db load +0 s (0 to 5) x1.0 calls',
    ]);
  });

  it('is asking again where a caller in trouble calls more often for each request; along a chain that multiplies', () => {
    const edges = [calls('web', 'cart'), calls('cart', 'db')];
    const signals = [
      ...[load('web', 300, 1), load('cart', 300, 3, 3), load('db', 300, 9, 4)],
      ...[failing('web', 295, 0.3), failing('cart', 295, 0.3), failing('db', 295, 0.3)],
    ];
    const retries = propagation(signals, edges).filter(({ kind }) => kind === 'retries');
    expect(retries.map(({ from, to, amplification }) => [from, to, amplification])).toEqual([
      ['web', 'cart', expect.closeTo(3, 1)],
      ['cart', 'db', expect.closeTo(3, 1)],
    ]);
  });

  it('comes from the caller whose own calls grew, where calls were counted', () => {
    const signals = [
      ...[load('web', 300, 1), load('jobs', 300, 1, 3), load('db', 300, 2.5, 4)],
      ...[failing('web', 295, 0.3), failing('jobs', 295, 0.3)],
    ];
    const edges = [
      calls('web', 'db', [load('', 300, 4, 5)]),
      calls('jobs', 'db', [load('', 300, 1, 6)]),
      // Nobody counted these: all that the database gets may come from there.
      calls('cron', 'db'),
    ];
    const found = propagation(signals, edges);
    expect(found.map(({ from, kind, amplification }) => [from, kind, amplification])).toEqual([
      ['web', 'retries', expect.closeTo(4, 1)],
    ]);
  });

  it('is counted by a sample of traces too', () => {
    const requests = Array.from({ length: 600 }, (_, second) => second + 0.5);
    const tries = requests.flatMap((at) => (at > 300 ? [at, at + 0.1, at + 0.2] : [at]));
    const served = { ...single('latency', requests, () => 0.1), service: 'web' };
    const edge = calls('web', 'db', [single('latency', tries, () => 0.1) as ServiceSignal]);
    const [one] = propagation([served, failing('web', 295, 0.3), load('db', 300, 3)], [edge]);
    expect(one).toMatchObject({ kind: 'retries', amplification: expect.closeTo(3, 1) });
  });

  it('that did not grow is nobody`s doing', () => {
    const signals = [failing('web', 295, 0.3), load('web', 300, 1), load('db', 300, 1.2, 3)];
    expect(propagation(signals, [calls('web', 'db')])).toEqual([]);
  });
});

describe('whatever happens', () => {
  const fall = fc.record({
    at: fc.constantFrom(undefined, 250, 300, 305, 350, 400),
    kind: fc.constantFrom('slow', 'failing', 'load'),
  });
  const system = fc.record({
    falls: fc.array(fall, { minLength: 2, maxLength: 5 }),
    pairs: fc.array(fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 })), { maxLength: 8 }),
  });
  const signalsOf = (falls: ReadonlyArray<{ at: number | undefined; kind: string }>): readonly ServiceSignal[] =>
    falls.map(({ at = Infinity, kind }, row) => {
      const name = `s${row}`;
      return kind === 'slow'
        ? slow(name, at, 2, row)
        : kind === 'failing'
          ? failing(name, at, 0.5)
          : load(name, at, 4, row);
    });

  it('every step goes along a call, in its direction, not back in time, between services that changed', () => {
    fc.assert(
      fc.property(system, ({ falls, pairs }) => {
        const edges = pairs.map(([caller, callee]) => calls(`s${caller}`, `s${callee}`));
        const { result } = analyseCascade(inputOf(signalsOf(falls), { edges }));
        for (const { from, to, kind, delay } of result.propagation) {
          const [caller, callee] = kind === 'errors' || kind === 'latency' ? [to, from] : [from, to];
          expect(edges.some((edge) => edge.caller === caller && edge.callee === callee)).toBe(true);
          expect(delay.low).toBeGreaterThanOrEqual(0);
          expect(delay.at).toBeGreaterThanOrEqual(delay.low);
          expect(delay.high).toBeGreaterThanOrEqual(delay.at);
          const changed = result.services.filter(({ onsets }) => onsets.length > 0).map(({ service }) => service);
          expect(changed).toEqual(expect.arrayContaining([from, to]));
        }
      }),
      { seed: 5, numRuns: 40 }
    );
  });
});
