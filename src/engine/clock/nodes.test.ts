import { estimateOffset } from './offset';
import { type NodeOffset, type NodeOffsets, type PairOffset, solveNodes, solvingNodes } from './nodes';
import { talk } from './testing/exchanges';

const MS = 1e6;
const MINUTE = 60e9;

/** A clock: how far it is ahead of true time. */
type Clock = (time: number) => number;

const steady =
  (ms: number, ppm = 0): Clock =>
  (time) =>
    ms * MS + ppm * 1e-6 * time;

const set =
  (by: number, atMinute: number): Clock =>
  (time) =>
    time >= atMinute * MINUTE ? by * MS : 0;

/** Pairs of nodes that talk, each for ten minutes. */
function pairsOf(clocks: Readonly<Record<string, Clock>>, talks: ReadonlyArray<readonly [string, string]>) {
  return talks.map(([from, to], row): PairOffset => {
    const ahead = (name: string, time: number): number => clocks[name]?.(time) ?? 0;
    const columns = talk({
      seed: row + 1,
      exchanges: 300,
      // Moments are the client's: what it shows is ahead of true time itself.
      offset: (shown) => {
        const time = shown - ahead(from, shown - ahead(from, shown));
        return ahead(to, time) - ahead(from, time);
      },
    });
    const estimate = estimateOffset(columns, 0);
    if (estimate === undefined) {
      throw new Error('no estimate');
    }
    return { from, to, estimate };
  });
}

function byName({ nodes }: NodeOffsets): ReadonlyMap<string, NodeOffset> {
  return new Map(nodes.map((node) => [node.node, node]));
}

const RING: ReadonlyArray<readonly [string, string]> = [
  ['a', 'b'],
  ['b', 'c'],
  ['c', 'd'],
  ['d', 'a'],
  ['a', 'c'],
];

describe('solveNodes', () => {
  it('gives each node one offset against the one that is nearest to all', () => {
    const found = solveNodes(pairsOf({ a: steady(1), b: steady(341), c: steady(0), d: steady(2) }, RING));
    expect(found.conflicts).toEqual([]);
    const nodes = byName(found);
    expect(nodes.get('a')?.reference).toBe(true);
    expect(nodes.get('a')).toMatchObject({ offset: 0, low: 0, high: 0, drift: 0 });
    for (const [name, ms] of Object.entries({ b: 340, c: -1, d: 1 })) {
      const { offset = NaN, low = NaN, high = NaN } = nodes.get(name) ?? {};
      expect(Math.abs(offset - ms * MS)).toBeLessThan(0.05 * MS);
      expect(low).toBeLessThanOrEqual(ms * MS);
      expect(high).toBeGreaterThanOrEqual(ms * MS);
    }
  });

  it('takes the clock that is asked for', () => {
    const found = solveNodes(pairsOf({ a: steady(0), b: steady(340), c: steady(0), d: steady(0) }, RING), 'b');
    expect(byName(found).get('b')).toMatchObject({ reference: true, offset: 0 });
    expect(byName(found).get('a')?.offset).toBeCloseTo(-340 * MS, -6);
  });

  it('keeps apart what never spoke', () => {
    const found = solveNodes(
      pairsOf({ d: steady(50) }, [
        ['a', 'b'],
        ['c', 'd'],
      ])
    );
    expect(found.nodes.map(({ node, group }) => [node, group])).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 1],
      ['d', 1],
    ]);
    expect(found.nodes.filter(({ reference }) => reference)).toHaveLength(2);
  });

  it('leaves out the pair that contradicts all loops', () => {
    const pairs = pairsOf({}, RING);
    const [wrong] = pairsOf({ c: steady(40) }, [['a', 'c']]);
    const found = solveNodes([...pairs.slice(0, 4), ...(wrong === undefined ? [] : [wrong])]);
    expect(found.conflicts).toEqual([wrong]);
    expect(found.nodes.every(({ offset }) => Math.abs(offset) < 0.1 * MS)).toBe(true);
  });

  it('comes to an end in few rounds where nearly all pairs contradict one another', () => {
    const [told] = pairsOf({ b: steady(5) }, [['a', 'b']]);
    const estimate = told?.estimate;
    if (estimate === undefined) {
      throw new Error('no estimate');
    }
    // Everybody is ahead of everybody.
    const names = Array.from({ length: 20 }, (_, at) => `n${at}`);
    const pairs = names.flatMap((from) => names.filter((to) => to !== from).map((to) => ({ from, to, estimate })));
    const steps = solvingNodes(pairs);
    let rounds = 0;
    for (let step = steps.next(); step.done !== true; step = steps.next()) {
      rounds += 1;
    }
    expect(rounds).toBeLessThan(60);
    expect(solveNodes(pairs).conflicts.length).toBeGreaterThan(pairs.length / 2);
  });

  it('names the node that drifts, not its neighbours', () => {
    const nodes = byName(solveNodes(pairsOf({ b: steady(0, 50) }, RING)));
    expect((nodes.get('b')?.drift ?? 0) * 1e6).toBeCloseTo(50, 0);
    expect(Math.abs(nodes.get('d')?.drift ?? 1) * 1e6).toBeLessThan(2);
    expect(nodes.get('b')?.reference).toBe(false);
  });

  it('names the node whose clock was set, as client and as server, once', () => {
    const { nodes, conflicts } = solveNodes(pairsOf({ c: set(-150, 4) }, RING));
    expect(conflicts).toEqual([]);
    const steps = nodes.flatMap(({ node, steps: own }) => own.map(({ at, by }) => ({ node, at, by })));
    expect(steps).toHaveLength(1);
    expect(steps[0]?.node).toBe('c');
    expect(Math.abs((steps[0]?.by ?? 0) + 150 * MS)).toBeLessThan(0.3 * MS);
    expect(Math.abs((steps[0]?.at ?? 0) - 4 * MINUTE)).toBeLessThan(10e9);
  });

  it('stays consistent when a clock is set in the very middle', () => {
    const { conflicts, nodes } = solveNodes(pairsOf({ c: set(400, 5) }, RING));
    expect(conflicts).toEqual([]);
    expect(nodes.flatMap(({ steps }) => steps)).toHaveLength(1);
  });

  it('reads every pair at the same moment, however far a clock is ahead', () => {
    const clocks = { a: steady(0, 20), b: steady(300_000, -20), c: steady(0), d: steady(0) };
    const { nodes, conflicts, at } = solveNodes(pairsOf(clocks, [...RING, ['b', 'a'], ['b', 'd']]));
    expect(conflicts).toEqual([]);
    const [reference] = nodes.filter((node) => node.reference);
    const truth = (name: string): number => new Map(Object.entries(clocks)).get(name)?.(at) ?? 0;
    for (const { node, low, high } of nodes) {
      const ahead = truth(node) - truth(reference?.node ?? '');
      expect(low).toBeLessThanOrEqual(ahead);
      expect(high).toBeGreaterThanOrEqual(ahead);
    }
  });

  it('knows nothing without pairs', () => {
    expect(solveNodes([])).toEqual({ at: 0, nodes: [], conflicts: [] });
  });
});
