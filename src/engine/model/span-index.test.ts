import fc from 'fast-check';

import { SpanIndex } from './span-index';

describe('SpanIndex', () => {
  it('finds the first of spans that share an ID', () => {
    const index = new SpanIndex(3);

    expect(['00000000000000aa', 'x', '00000000000000aa'].map((id, row) => index.add(id, row))).toEqual([0, 1, 0]);
    expect(index.row('00000000000000AA')).toBe(0);
    expect(index.row('x')).toBe(1);
    expect(index.row('00000000000000ab')).toBe(-1);
  });

  it('does not find spans without an ID, nor in an empty index', () => {
    const index = new SpanIndex(1);

    expect(index.add('', 0)).toBe(0);
    expect(index.row('')).toBe(-1);
    expect(new SpanIndex(0).row('a1b2c3d4e5f60718')).toBe(-1);
  });

  it('agrees with a map, for IDs of any kind', () => {
    const hex = fc.stringMatching(/^[0-9a-f]{16}$/);
    const near = fc.nat({ max: 9 }).map((n) => n.toString(16).padStart(16, 'f'));
    const odd = fc.oneof(fc.string({ minLength: 1, maxLength: 3 }), fc.stringMatching(/^[0-9a-z]{16}$/));
    fc.assert(
      fc.property(fc.array(fc.oneof(hex, near, odd), { maxLength: 40 }), fc.array(near), (ids, others) => {
        const index = new SpanIndex(ids.length);
        const map = new Map<string, number>();
        ids.forEach((id, row) => {
          const first = map.get(id) ?? row;
          map.set(id, first);
          expect(index.add(id, row)).toBe(first);
        });
        for (const id of [...ids, ...others]) {
          expect(index.row(id)).toBe(map.get(id) ?? -1);
        }
      }),
      { seed: 20261121, numRuns: 300 }
    );
  });
});
