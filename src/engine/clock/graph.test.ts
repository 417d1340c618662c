import { type Difference, groupsOf, leastSquares, rangesFrom } from './graph';

function edge(from: number, to: number, value: number, half = 1): Difference {
  return { from, to, value, low: value - half, high: value + half };
}

describe('groupsOf', () => {
  it('numbers groups by their first node, lone nodes too', () => {
    expect([...groupsOf(6, [edge(3, 1, 0), edge(5, 3, 0), edge(0, 4, 0)])]).toEqual([0, 1, 2, 1, 0, 1]);
    expect([...groupsOf(0, [])]).toEqual([]);
  });
});

describe('leastSquares', () => {
  it('finds the values of nodes that differ as measured', () => {
    const truth = [0, 5, -3, 12];
    const edges = [
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 0],
    ].map(([from = 0, to = 0]) => edge(from, to, (truth[to] ?? 0) - (truth[from] ?? 0)));
    const found = leastSquares(4, edges, 1e-3);
    expect([...found].map((value) => value - (found[0] ?? 0))).toEqual(truth.map((value) => expect.closeTo(value, 6)));
  });

  it('trusts a narrow measure more than a wide one', () => {
    const found = leastSquares(2, [edge(0, 1, 10, 1), edge(0, 1, 20, 3)], 1e-3);
    expect((found[1] ?? 0) - (found[0] ?? 0)).toBeCloseTo(11, 6);
  });

  it('keeps the mean of each group at 0', () => {
    const found = leastSquares(4, [edge(0, 1, 8), edge(2, 3, -2)], 1e-3);
    expect([...found]).toEqual([-4, 4, 1, -1].map((value) => expect.closeTo(value, 6)));
  });

  it('solves a chain of two hundred nodes', () => {
    const edges = Array.from({ length: 199 }, (_, at) => edge(at, at + 1, at % 7));
    const found = leastSquares(200, edges, 1e-3);
    edges.forEach(({ from, to, value }) => expect((found[to] ?? 0) - (found[from] ?? 0)).toBeCloseTo(value, 5));
  });
});

describe('rangesFrom', () => {
  it('adds ranges up along the best way', () => {
    const edges = [edge(0, 1, 10, 1), edge(1, 2, 5, 1), edge(0, 2, 16, 5)];
    expect(rangesFrom(0, 3, edges)).toEqual([
      { low: 0, high: 0 },
      { low: 9, high: 11 },
      { low: 13, high: 17 },
    ]);
  });

  it('is without limits where no way leads', () => {
    expect(rangesFrom(0, 2, [])?.[1]).toEqual({ low: -Infinity, high: Infinity });
  });

  it('says so when a loop does not close', () => {
    expect(rangesFrom(0, 3, [edge(0, 1, 10), edge(1, 2, 10), edge(2, 0, 10)])).toBeUndefined();
    expect(rangesFrom(0, 3, [edge(0, 1, 10), edge(1, 2, 10), edge(2, 0, -18)])).toBeDefined();
  });
});
