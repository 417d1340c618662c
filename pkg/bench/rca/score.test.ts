import { calibration, strictRank, summary } from './score';

describe('strictRank', () => {
  it('counts ties against', () => {
    const suspects = [
      { service: 'a', score: 5 },
      { service: 'b', score: 3 },
      { service: 'c', score: 3 },
    ];
    expect(['a', 'b', 'c', 'd'].map((service) => strictRank(suspects, service))).toEqual([1, 3, 3, undefined]);
  });
});

describe('summary', () => {
  const one = (type: string, rank: number | undefined, confidence = 0.9) => ({ service: 's', type, rank, confidence });

  it('gives shares of all and by type', () => {
    expect(summary([one('return', 1), one('return', 4), one('exception', undefined), one('exception', 2)])).toEqual({
      all: { 'AS@1': 0.25, 'AS@3': 0.5, 'AS@5': 0.75 },
      byKind: {
        exception: { 'AS@1': 0, 'AS@3': 0.5, 'AS@5': 0.5, n: 2 },
        return: { 'AS@1': 0.5, 'AS@3': 0.5, 'AS@5': 1, n: 2 },
      },
      n: 4,
    });
    expect(summary([])).toEqual({ all: { 'AS@1': 0, 'AS@3': 0, 'AS@5': 0 }, byKind: {}, n: 0 });
  });

  it('compares what was said with what was right', () => {
    expect(calibration([one('x', 1, 0.9), one('x', 2, 0.86), one('x', 1, 1)])).toEqual([
      { to: 0.95, n: 2, said: 0.88, right: 0.5 },
      { to: 1, n: 1, said: 1, right: 1 },
    ]);
  });
});
