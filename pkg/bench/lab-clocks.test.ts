import { CLOCK_SCENARIOS, type ClocksFound, findClocks } from './lab-clocks';

const SCALE = 0.4;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function levelsOf({ levels }: ClocksFound): readonly string[] {
  return Object.values(levels).sort();
}

describe.each(CLOCK_SCENARIOS)('%s', (name) => {
  it.each([1, 12])('seed %i', (seed) => {
    const found = findClocks(name, seed, SCALE);
    expect(found.pairs.length).toBeGreaterThan(5);
    expect(found.nodes.length).toBeGreaterThan(2);
    expect([...found.pairs, ...found.nodes].filter(({ held }) => !held)).toEqual([]);
    expect(median(found.pairs.map(({ width, leastRoundTrip }) => width / leastRoundTrip))).toBeLessThan(2);
    expect(median(found.pairs.map(({ error, oneWay }) => error / oneWay))).toBeLessThan(0.1);
    expect(median(found.nodes.map(({ error }) => error))).toBeLessThan(40e3);
    // The story of the scenario.
    const ordinary = found.nodes.map(() => 'info');
    const travels = name === 'time-traveller';
    expect(found.drift === undefined ? 1 : Math.abs(found.drift - 1)).toBeLessThan(travels ? 0.2 : 2);
    expect(found.steps).toEqual(travels ? { found: 1, right: 1, made: 1 } : { found: 0, right: 0, made: 0 });
    const strange = { 'time-traveller': ['warning', 'warning'], 'expired-tokens': ['alarm'] };
    const wrong = name === 'time-traveller' || name === 'expired-tokens' ? strange[name] : [];
    expect(levelsOf(found)).toEqual([...wrong, ...ordinary.slice(wrong.length), 'info'].sort());
    expect(found.slips).toEqual(found.slip === undefined ? [] : [found.slip]);
    expect(found.slip === undefined).toBe(name !== 'vanishing-logs');
  });
});
