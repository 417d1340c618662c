import { CASCADE_SCENARIOS, findCascade } from './lab-cascade';

// A whole incident is staged for each.
jest.setTimeout(180_000);

const MOST_STEPS = 2;

describe.each(CASCADE_SCENARIOS)('%s', (name) => {
  it.each([1, 2])('seed %i', (seed) => {
    const found = findCascade(name, seed);
    const ordered = found.pairs.filter((pair) => pair.ordered);
    const widths = [...found.widths].sort((a, b) => a - b);
    expect(found.firstRight).toBe(true);
    expect(found.inside).toBeGreaterThanOrEqual(found.found - 1);
    expect(widths[Math.floor(widths.length / 2)]).toBeLessThanOrEqual(MOST_STEPS);
    expect(ordered.filter(({ right }) => right).length).toBeGreaterThanOrEqual(ordered.length - 1);
    expect(found.jaccard).toBeGreaterThanOrEqual(0.75);
    expect(found.severity).toBe('critical');
  });
});

describe('healthy', () => {
  it.each([1, 2])('seed %i', (seed) => {
    expect(findCascade('healthy', seed, 0.5).severity).toBe('info');
  });
});
