import fc from 'fast-check';

import type { Stream } from './evidence';
import { RunningSums } from './running-sums';
import { ShiftScanner } from './shift';

const S = 1e9;

function stream(
  shape: Stream['shape'],
  times: readonly number[],
  values: readonly number[],
  baseline: readonly number[] = []
): Stream {
  return {
    signal: 'self',
    place: { service: 'shop' },
    shape,
    bothWays: false,
    weight: 1,
    inheritable: true,
    times: Float64Array.from(times),
    values: Float64Array.from(values),
    baseline: Float64Array.from(baseline),
    tell: () => ({ key: 'suspect.self', params: {} }),
    link: () => undefined,
  };
}

describe('RunningSums', () => {
  it('splits as if it were counted anew', () => {
    const value = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(fc.array(value), fc.array(value), fc.nat(), (values, usual, at) => {
        const row = at % (values.length + 1);
        const before = values.slice(0, row);
        const after = values.slice(row);
        const mean = (list: readonly number[]): number =>
          list.length === 0 ? 0 : list.reduce((sum, one) => sum + one, 0) / list.length;
        const sides = new RunningSums(Float64Array.from(values), Float64Array.from(usual)).split(row);
        expect([sides.known, sides.before, sides.after].map(({ count }) => count)).toEqual([
          usual.length,
          before.length,
          after.length,
        ]);
        expect(sides.known.mean).toBeCloseTo(mean(usual), 9);
        expect(sides.before.mean).toBeCloseTo(mean(before), 9);
        expect(sides.after.mean).toBeCloseTo(mean(after), 9);
        expect(sides.spread).toBeGreaterThanOrEqual(0);
      }),
      { seed: 8 }
    );
  });
});

describe('ShiftScanner', () => {
  const seconds = (count: number, step: number): readonly number[] =>
    Array.from({ length: count }, (_, at) => at * step * S);

  it('finds the first value at or after a time', () => {
    const scanner = new ShiftScanner(stream('level', [1, 2, 2, 5], [0, 0, 0, 0]));
    expect([0, 2, 3, 5, 6].map((time) => scanner.rowAt(time))).toEqual([0, 1, 3, 3, 4]);
  });

  it('says nothing without values on one side', () => {
    const scanner = new ShiftScanner(stream('level', [1, 2], [0, 1]));
    expect([scanner.shiftAt(0), scanner.shiftAt(2)]).toEqual([undefined, undefined]);
    expect(new ShiftScanner(stream('level', [1, 2], [0, 1], [0])).shiftAt(0)?.usual).toBe(0);
  });

  it('proves less by as many slow requests of one moment than of many', () => {
    const usual = Array.from({ length: 20 }, () => 1);
    const slow = [...usual, 3, 3, 3, 3];
    const spell = new ShiftScanner(
      stream('level', [...seconds(20, 10), ...[200, 201, 202, 203].map((s) => s * S)], slow)
    );
    const lasting = new ShiftScanner(stream('level', seconds(24, 10), slow));
    expect(spell.shiftAt(20)?.moments).toBe(1);
    expect(lasting.shiftAt(20)?.moments).toBe(4);
    expect(spell.shiftAt(20)?.z ?? 0).toBeLessThan(lasting.shiftAt(20)?.z ?? 0);
  });

  it('proves more by what never was than by what was every second time', () => {
    const halves = [...Array.from({ length: 20 }, (_, at) => at % 2), ...Array.from({ length: 20 }, () => 1)];
    const never = [...Array.from({ length: 20 }, () => 0), ...Array.from({ length: 20 }, (_, at) => at % 2)];
    const z = (values: readonly number[]): number =>
      new ShiftScanner(stream('share', seconds(40, 2), values)).shiftAt(20)?.z ?? 0;
    expect(z(never)).toBeGreaterThan(z(halves) * 1.3);
    expect(z(halves.map((value) => 1 - value))).toBeCloseTo(-z(halves), 9);
  });
});
