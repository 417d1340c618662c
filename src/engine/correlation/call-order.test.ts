import fc from 'fast-check';

import { callDepths, type CallGraph, callOrder } from './call-order';

const byNumber = (a: number, b: number): number => a - b;

function graph(...calls: ReadonlyArray<readonly number[]>): CallGraph {
  return calls.map((callees) => new Set(callees));
}

describe('callOrder', () => {
  it('puts callers before callees', () => {
    expect(callOrder(graph([], [0], [1, 0]), byNumber)).toEqual([2, 1, 0]);
  });

  it('keeps a cycle together, before what it calls', () => {
    expect(callOrder(graph([], [2], [1, 0], [2]), byNumber)).toEqual([3, 1, 2, 0]);
  });

  it('walks a chain of 2,000 services', () => {
    const size = 2_000;
    const chain = graph(...Array.from({ length: size }, (_, row) => (row === 0 ? [] : [row - 1])));

    expect(callOrder(chain, byNumber)[0]).toBe(size - 1);
  });

  it('lists every service once, and callers first unless they are in one cycle', () => {
    const edges = fc.array(fc.tuple(fc.nat({ max: 7 }), fc.nat({ max: 7 })), { maxLength: 14 });
    fc.assert(
      fc.property(edges, (pairs) => {
        const calls = Array.from({ length: 8 }, () => new Set<number>());
        pairs.filter(([a, b]) => a !== b).forEach(([a, b]) => calls[a]?.add(b));
        const order = callOrder(calls, byNumber);
        const reaches = (from: number, to: number): boolean => {
          const seen = new Set(calls[from]);
          for (const at of seen) {
            calls[at]?.forEach((next) => seen.add(next));
          }
          return seen.has(to);
        };

        expect([...order].sort(byNumber)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
        for (const [a, b] of pairs) {
          expect(order.indexOf(a) <= order.indexOf(b) || reaches(b, a)).toBe(true);
        }
      }),
      { seed: 20261121, numRuns: 500 }
    );
  });

  it('measures the distance from the nearest root', () => {
    expect([...callDepths(graph([1, 2], [2], [0], []), [0])]).toEqual([0, 1, 1, 0]);
  });
});
