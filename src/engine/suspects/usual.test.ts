import { usualLevel } from './usual';

describe('usualLevel', () => {
  it('weighs two times that agree by how well each is known', () => {
    const { mean, variance } = usualLevel({ mean: 2, variance: 0.01 }, { mean: 2.1, variance: 0.03 });
    expect(mean).toBeCloseTo(2.025, 9);
    expect(variance).toBeCloseTo(0.0075, 9);
  });

  it('believes the time that is near where they differ by more than scatter', () => {
    const { mean, variance } = usualLevel({ mean: 1, variance: 0.001 }, { mean: 2, variance: 0.01 });
    expect(mean).toBeGreaterThan(1.98);
    expect(variance).toBeLessThan(0.01);
    expect(variance).toBeGreaterThan(0.009);
  });

  it('takes the only one that is known', () => {
    expect(usualLevel(undefined, { mean: 3, variance: 1 })).toEqual({ mean: 3, variance: 1 });
    expect(usualLevel({ mean: 3, variance: 1 }, undefined)).toEqual({ mean: 3, variance: 1 });
  });
});
