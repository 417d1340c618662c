import fc from 'fast-check';

import { nanos } from '../units';
import { callGraph } from './graph';
import type { Degraded } from './interval-order';
import { orderOf, relate } from './order';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];

/** A drawing: one letter a service, `[` and `]` its interval. */
function drawn(lines: readonly string[], calls: ReadonlyArray<readonly [string, string]> = []) {
  const degraded = lines.map((line) => degradedAt(line[0] ?? '', line.indexOf('['), line.indexOf(']')));
  return ordered(degraded, calls);
}

function ordered(degraded: readonly Degraded[], calls: ReadonlyArray<readonly [string, string]>) {
  const graph = callGraph(
    degraded.map(({ service }) => service),
    calls.map(([caller, callee]) => ({ caller, callee }))
  );
  return { services: degraded, ...orderOf(degraded, graph) };
}

function degradedAt(service: string, low: number, high: number): Degraded {
  const onset = {
    low: nanos(low),
    at: nanos((low + high) / 2),
    high: nanos(high),
    signal: 'latency',
    name: '',
    source: 'traces',
    shape: 'step',
    direction: 'up',
    before: 1,
    after: 10,
    evidence: 100,
    severity: 'critical',
    seenBy: 'service',
  } as const;
  return { service, onsets: [onset], onset, worst: onset, anomalies: [], severity: 'critical' };
}

describe('order of onsets', () => {
  it('is what the intervals allow, and no more', () => {
    const cascade = drawn([
      'a  [----]             ',
      'b     [----]          ',
      'c          [----]     ',
      'd                 [--]',
    ]);
    expect(cascade.order.tiers).toEqual([['a', 'b'], ['c'], ['d']]);
    expect(relate(cascade, 'a', 'b')).toEqual({ order: 'simultaneous' });
    expect(relate(cascade, 'a', 'c')).toEqual({ order: 'before', basis: 'intervals' });
    expect(relate(cascade, 'd', 'a')).toEqual({ order: 'after', basis: 'intervals' });
    expect(relate(cascade, 'd', 'x')).toBeUndefined();
  });

  it('takes intervals that touch for one after the other: a scrape tells of what came after the one before', () => {
    const cascade = ordered([degradedAt('a', 0, 5), degradedAt('b', 5, 10)], []);
    expect(relate(cascade, 'a', 'b')).toEqual({ order: 'before', basis: 'intervals' });
  });

  it('puts callees first where the intervals do not tell, through others that they do not tell either', () => {
    const lines = ['a [---]', 'b [---]', 'c [---]'];
    const cascade = drawn(lines, [
      ['a', 'b'],
      ['b', 'c'],
    ]);
    expect(cascade.order.tiers).toEqual([['c', 'b', 'a']]);
    expect(relate(cascade, 'c', 'a')).toEqual({ order: 'before', basis: 'calls' });
  });

  it('does not say which of several callees was first, only that one was: what all of them wait for came before', () => {
    const calls = [
      ['web', 'cart'],
      ['web', 'search'],
      ['cart', 'db'],
      ['search', 'db'],
    ] as const;
    const services = ['web', 'cart', 'search', 'db'];
    const cascade = ordered(
      services.map((service) => degradedAt(service, 10, 20)),
      calls
    );
    expect(relate(cascade, 'cart', 'web')).toEqual({ order: 'simultaneous' });
    expect(relate(cascade, 'db', 'web')).toEqual({ order: 'before', basis: 'calls' });
    expect(cascade.order.ties.map(({ first, second }) => `${first} < ${second}`)).toEqual([
      'db < cart',
      'db < search',
      'db < web',
    ]);
    // It is not first, whichever of them was.
    expect(cascade.first).toEqual(['db']);
    const headless = ordered(
      ['web', 'cart', 'search'].map((service) => degradedAt(service, 10, 20)),
      calls.slice(0, 2)
    );
    expect(headless.order.ties).toEqual([]);
    expect(headless.first).toEqual(['cart', 'search']);
  });

  it('says it of the one that was before the others, and of none where another callee was before the caller', () => {
    const calls = [
      ['web', 'cart'],
      ['web', 'search'],
    ] as const;
    const sure = ordered([degradedAt('web', 10, 30), degradedAt('cart', 5, 15), degradedAt('search', 20, 40)], calls);
    expect(sure.order.ties).toEqual([{ first: 'cart', second: 'web', because: 'call' }]);
    const told = ordered([degradedAt('web', 10, 30), degradedAt('cart', 2, 8), degradedAt('search', 9, 40)], calls);
    expect(told.order.ties).toEqual([]);
    expect(relate(told, 'search', 'web')).toEqual({ order: 'simultaneous' });
  });

  it('argues nothing of a circle but that somebody was first', () => {
    const circle = ['a', 'b', 'c'].map((service) => degradedAt(service, 10, 20));
    const cascade = ordered(circle, [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'a'],
    ]);
    expect(relate(cascade, 'a', 'b')).toEqual({ order: 'simultaneous' });
    expect(new Set(cascade.first)).toEqual(new Set(['a', 'b', 'c']));
  });

  it('argues nothing from calls that go both ways', () => {
    const cascade = drawn(
      ['a [---]', 'b [---]'],
      [
        ['a', 'b'],
        ['b', 'a'],
      ]
    );
    expect(cascade.order.ties).toEqual([]);
    expect(relate(cascade, 'a', 'b')).toEqual({ order: 'simultaneous' });
  });

  it('is told of a long chain in time, whichever way it is given', () => {
    const names = Array.from({ length: 400 }, (_, at) => `s${String(at).padStart(3, '0')}`);
    const chain = names.slice(1).map((callee, at) => [names[at] ?? '', callee] as const);
    const services = names.map((service) => degradedAt(service, 10, 20));
    for (const calls of [chain, chain.map(([caller, callee]) => [callee, caller] as const)]) {
      const cascade = ordered(services, calls);
      expect(cascade.order.ties).toHaveLength(399);
      expect(cascade.first).toEqual([calls === chain ? 's399' : 's000']);
    }
  }, 20_000);

  it('is an order: antisymmetric, and tiers never contradict the intervals', () => {
    const intervals = fc.array(fc.tuple(fc.nat({ max: 20 }), fc.integer({ min: 1, max: 8 })), {
      minLength: 1,
      maxLength: NAMES.length,
    });
    const pairs = fc.array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 })), { maxLength: 10 });
    fc.assert(
      fc.property(intervals, pairs, (drawnIntervals, drawnPairs) => {
        const degraded = drawnIntervals.map(([low, width], row) => degradedAt(NAMES[row] ?? '', low, low + width));
        const known = degraded.map(({ service }) => service);
        const calls = drawnPairs
          .map(([caller, callee]) => [NAMES[caller] ?? '', NAMES[callee] ?? ''] as const)
          .filter(([caller, callee]) => caller !== callee && known.includes(caller) && known.includes(callee));
        const cascade = ordered(degraded, calls);
        const tierOf = (service: string): number => cascade.order.tiers.findIndex((tier) => tier.includes(service));
        expect(cascade.order.tiers.flat().sort()).toEqual(known);
        for (const a of degraded) {
          for (const b of degraded) {
            const [one, other] = [relate(cascade, a.service, b.service), relate(cascade, b.service, a.service)];
            expect(one?.order === 'before').toBe(other?.order === 'after');
            if (a !== b && a.onset.high <= b.onset.low) {
              expect(tierOf(a.service)).toBeLessThan(tierOf(b.service));
            }
          }
        }
      }),
      { seed: 8, numRuns: 200 }
    );
  });
});
