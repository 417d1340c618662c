import fc from 'fast-check';

import { MISSING_PARENT, NO_PARENT, SpanFlag } from './trace';
import { resolveParents } from './parents';
import { childIndex, childrenOf, depthsOf, preorder, rootsOf } from './tree';

function tree(ids: readonly string[], parents: readonly string[], start = ids.map((_, row) => row)) {
  const links = resolveParents(ids, parents);
  return { ...links, size: ids.length, start: Float64Array.from(start) };
}

describe('resolveParents', () => {
  it('links children to rows, marks roots and orphans', () => {
    const links = resolveParents(['a', 'b', 'c', 'd'], ['', 'a', 'nowhere', 'c']);

    expect([...links.parent]).toEqual([NO_PARENT, 0, MISSING_PARENT, 2]);
    expect(links).toMatchObject({ duplicates: 0, orphans: 1, cycles: 0 });
  });

  it('keeps a second span of the same ID and gives the children to the first', () => {
    const links = resolveParents(['a', 'a', 'b'], ['', '', 'a']);

    expect([...links.parent]).toEqual([NO_PARENT, NO_PARENT, 0]);
    expect([...links.flags]).toEqual([0, SpanFlag.DuplicateId, 0]);
    expect(links.duplicates).toBe(1);
  });

  it('cuts each cycle once, at its lowest row, a span that is its own parent among them', () => {
    const links = resolveParents(['a', 'b', 'c', 'd', 'e'], ['c', 'a', 'b', 'b', 'e']);

    expect([...links.parent]).toEqual([NO_PARENT, 0, 1, 1, NO_PARENT]);
    expect([...links.flags]).toEqual([SpanFlag.CycleBroken, 0, 0, 0, SpanFlag.CycleBroken]);
    expect(links.cycles).toBe(2);
  });

  it('does not make spans without an ID parents of roots', () => {
    expect([...resolveParents(['', 'a'], ['', '']).parent]).toEqual([NO_PARENT, NO_PARENT]);
  });
});

describe('tree', () => {
  it('lists children and roots by start', () => {
    const trace = tree(['r', 'late', 'early', 'orphan'], ['', 'r', 'r', 'gone'], [5, 9, 7, 1]);
    const index = childIndex(trace);

    expect([...childrenOf(index, 0)]).toEqual([2, 1]);
    expect([...index.roots]).toEqual([3, 0]);
    expect([...rootsOf(trace)]).toEqual([3, 0]);
    expect([...preorder(index)]).toEqual([3, 0, 2, 1]);
    expect([...depthsOf(trace)]).toEqual([0, 1, 1, 0]);
  });

  it('walks a chain of 100,000 spans, in either row order', () => {
    const size = 100_000;
    const ids = Array.from({ length: size }, (_, row) => `s${row}`);
    const down = tree(
      ids,
      ids.map((_, row) => (row === 0 ? '' : `s${row - 1}`))
    );
    const up = tree(
      ids,
      ids.map((_, row) => (row === size - 1 ? '' : `s${row + 1}`))
    );

    expect(depthsOf(down)[size - 1]).toBe(size - 1);
    expect(depthsOf(up)[0]).toBe(size - 1);
    expect(preorder(childIndex(down))[size - 1]).toBe(size - 1);
    expect(preorder(childIndex(up))[size - 1]).toBe(0);
  });

  it('visits every span exactly once, parents first, whatever the parents are', () => {
    const links = fc.array(fc.nat({ max: 12 }), { maxLength: 12 });
    fc.assert(
      fc.property(links, (parents) => {
        const ids = parents.map((_, row) => `s${row}`);
        const trace = tree(
          ids,
          parents.map((up) => (up === 12 ? '' : `s${up}`)),
          parents.map((up, row) => (up * 7 + row * 3) % 5)
        );
        const order = [...preorder(childIndex(trace))];
        const depth = depthsOf(trace);

        expect([...order].sort((a, b) => a - b)).toEqual(parents.map((_, row) => row));
        for (const row of order) {
          const up = trace.parent[row] ?? -1;
          expect(depth[row]).toBe(up < 0 ? 0 : (depth[up] ?? 0) + 1);
          expect(up < 0 || order.indexOf(up) < order.indexOf(row)).toBe(true);
        }
      }),
      { seed: 1, numRuns: 300 }
    );
  });
});
