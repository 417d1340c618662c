import { findFlapping, findMissing } from './breakers/staged';

const SCALE = 0.4;
/** Three runs are staged and read. */
const TIMEOUT_MS = 180_000;

describe.each([3, 31])('seed %i', (seed) => {
  it(
    'reads breakers that flap: from all signals, and from spans alone',
    () => {
      const { measured, inferred, changes, named } = findFlapping(seed, SCALE);
      expect(measured).toBeGreaterThan(0.9);
      expect(inferred).toBeGreaterThan(0.95);
      expect(changes).toBeGreaterThan(0.9);
      expect(named).toBe(true);
    },
    TIMEOUT_MS
  );

  it(
    'names the edge that wants a breaker, and what one would save',
    () => {
      const { named, waitingError, callsError } = findMissing(seed, SCALE);
      expect(named).toBe(true);
      expect(Math.abs(waitingError)).toBeLessThan(0.1);
      expect(Math.abs(callsError)).toBeLessThan(0.1);
    },
    TIMEOUT_MS
  );
});
