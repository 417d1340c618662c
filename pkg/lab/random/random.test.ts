import { Random } from './random';

describe('Random', () => {
  it('forks by name, whatever was drawn or forked before', () => {
    const one = new Random(5);
    const two = new Random(5);
    one.unit();
    one.fork('b');
    expect(one.fork('a').hex(16)).toBe(two.fork('a').hex(16));
    expect(one.fork('a').hex(16)).not.toBe(one.fork('b').hex(16));
    expect(new Random(6).fork('a').hex(16)).not.toBe(two.fork('a').hex(16));
  });

  it('draws latencies with the median and the 99th percentile asked for', () => {
    const random = new Random(1);
    const draws = Array.from({ length: 20_000 }, () => random.latency(100, 400)).sort((a, b) => a - b);
    expect(draws[10_000] / 100).toBeCloseTo(1, 1);
    expect(draws[19_800] / 400).toBeCloseTo(1, 1);
  });

  it('draws arrivals at the rate asked for', () => {
    const random = new Random(2);
    const total = Array.from({ length: 20_000 }, () => random.exponential(4)).reduce((sum, gap) => sum + gap, 0);
    expect(total / 20_000).toBeCloseTo(0.25, 2);
  });

  it('makes hexadecimal text of any length', () => {
    const random = new Random(3);
    expect([0, 1, 9, 32].map((digits) => random.hex(digits).length)).toEqual([0, 1, 9, 32]);
    expect(random.hex(64)).toMatch(/^[0-9a-f]{64}$/);
  });
});
