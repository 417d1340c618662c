import { foretell, SLOW_SCENARIOS } from './lab-path';

describe.each(SLOW_SCENARIOS)('%s', (name) => {
  it.each([
    [1, 0.5],
    [12, 0.1],
  ])('seed %i, the call at %d of its time', (seed, factor) => {
    const found = foretell(name, seed, factor, 0.3);
    expect(found.namedInOne).toBe(1);
    expect(found.namedInMany).toBe(true);
    expect(found.namedByWhatIf).toBe(true);
    expect(found.error).toBeLessThan(0.1);
  });
});
