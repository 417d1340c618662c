import { Random } from '../random';
import { Effects, ramp } from './effects';
import type { Fault } from './fault';

const MS = 1e6;
const period = { fromMs: 1000, toMs: 2000 };

function effects(...faults: readonly Fault[]): Effects {
  return new Effects(faults, new Random(7));
}

describe('ramp', () => {
  it.each([
    [999, 0],
    [1050, 0.5],
    [1500, 1],
    [1950, 0.5],
    [2001, 0],
  ])('at %i ms is %f', (at, share) => {
    expect(ramp(period, 100, at * MS)).toBeCloseTo(share);
  });
});

describe('Effects', () => {
  it('raises traffic within the period only', () => {
    const spike = effects({ kind: 'traffic-spike', period, factor: 10, rampMs: 100 });
    expect([0, 1050, 1500, 2100].map((at) => spike.traffic(at * MS))).toEqual([1, 5.5, 10, 1]);
  });

  it('slows a congested service beyond its capacity', () => {
    const crowd = effects({ kind: 'congestion', role: 'api', capacity: 50, exponent: 2, spread: 1 });
    expect([10, 50, 100, 500].map((calls) => crowd.congestion('api', calls))).toEqual([1, 1, 4, 100]);
    expect(crowd.congestion('other', 500)).toBe(1);
  });

  it('slows a share of the queries to one table', () => {
    const latency = { medianMs: 3000, p99Ms: 4000 };
    const slow = effects({ kind: 'slow-query', period, store: 'db', table: 'orders', share: 0.25, latency });
    const hits = Array.from({ length: 4000 }, () => slow.query('db', 'orders', 1500 * MS)).filter(
      (hit) => hit === latency
    );
    expect(hits.length / 4000).toBeCloseTo(0.25, 1);
    expect(slow.query('db', 'stock', 1500 * MS)).toBeUndefined();
    expect(slow.query('db', 'orders', 500 * MS)).toBeUndefined();
  });

  it('drops context by partition and loses spans by kind', () => {
    const hop = effects(
      { kind: 'drop-context', period, topic: 'orders', partitions: [1] },
      { kind: 'lose-span', period, role: 'checkout', spanKind: 'producer', share: 1 }
    );
    expect([0, 1].map((partition) => hop.dropsContext('orders', partition, 1500 * MS))).toEqual([false, true]);
    expect(hop.dropsContext('orders', 1, 2500 * MS)).toBe(false);
    expect(hop.losesSpan('checkout', 'producer', 1500 * MS)).toBe(true);
    expect(hop.losesSpan('checkout', 'client', 1500 * MS)).toBe(false);
  });
});
