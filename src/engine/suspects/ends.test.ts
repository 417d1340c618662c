import { atTheirEnds } from './ends';
import { ShiftScanner } from './shift';
import type { Told } from './strengths';

/** `a -> b 5`: calls from a to b lose time on the way, by 5 deviations. */
function gap(drawn: string): Told {
  const [caller = '', , callee = '', strength = ''] = drawn.split(' ');
  const scanner = new ShiftScanner({
    signal: 'gap',
    place: { service: callee, edge: { caller, callee } },
    shape: 'level',
    bothWays: false,
    weight: 1,
    inheritable: true,
    times: Float64Array.of(0, 1),
    values: Float64Array.of(0, 1),
    baseline: new Float64Array(),
    tell: () => ({ key: 'suspect.gap', params: {} }),
    link: () => undefined,
  });
  const shift = { usual: 0, now: 1, before: 1, after: 1, moments: 1, z: 1, variance: 1, drift: undefined };
  return { service: callee, scanner, row: 1, shift, strength: Number(strength) };
}

/** The strongest that is told against each service. */
function against(...drawn: readonly string[]): Readonly<Record<string, number>> {
  const strongest: Record<string, number> = {};
  for (const { service, strength } of atTheirEnds(drawn.map(gap))) {
    strongest[service] = Math.max(strongest[service] ?? 0, strength);
  }
  return strongest;
}

describe('atTheirEnds', () => {
  it('leaves what one call of many loses with the callee', () => {
    expect(against('shop -> stock 6', 'shop -> bank 1', 'shop -> mail 0')).toEqual({ stock: 6, bank: 1, mail: 0 });
  });

  it('gives what all calls of a caller lose to the caller', () => {
    const found = against('shop -> stock 5', 'shop -> bank 5', 'shop -> mail 5', 'web -> shop 0');
    expect(found.shop).toBe(5);
    expect(found.stock).toBeCloseTo(1, 9);
  });

  it('leaves it with a callee that loses time with other callers too', () => {
    const found = against('shop -> stock 5', 'shop -> bank 5', 'shop -> mail 5', 'admin -> stock 5');
    expect(found.stock).toBe(5);
    expect(found.mail).toBeCloseTo(1, 9);
  });

  it('proves nothing by one other call that chance made slow', () => {
    expect(against('shop -> stock 6', 'shop -> bank 3')).toEqual({ stock: 6, bank: 3 });
  });
});
