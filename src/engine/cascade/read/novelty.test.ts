import fc from 'fast-check';

import { Novelty } from './novelty';

/** A drawing: one letter a service's value at each time; `.` is nothing of interest. */
function drawn(service: string, line: string): Novelty {
  const novelty = new Novelty();
  [...line].forEach((letter, at) => (letter === '.' ? novelty.see(at) : novelty.meet(service, letter, at)));
  return novelty;
}

describe('novelty', () => {
  it('is what was not there before, and is there again and again', () => {
    expect(drawn('a', 'xxxxxxxxxxxxxyyyyyyyyyyyy').found()).toEqual([{ service: 'a', value: 'y', first: 13 }]);
    expect(drawn('a', '.................eeee').found()).toEqual([{ service: 'a', value: 'e', first: 17 }]);
  });

  it.each([
    ['there from the beginning, at time 0', 'xxxxxxxxxx'],
    ['met once or twice, however late', '..................e.e'],
    ['rare, and comes late by chance', '.........e....e...e...'],
    ['all there is', 'e'],
    ['nothing', ''],
  ])('is not what is %s', (_, line) => {
    expect(drawn('a', line).found()).toEqual([]);
  });

  it('knows what was before', () => {
    const novelty = drawn('a', 'xxzzxyyyyyyyy');
    expect(novelty.lastBefore('a', 5)).toBe('x');
    expect(novelty.lastBefore('a', 0)).toBe('');
    expect(novelty.lastBefore('b', 5)).toBe('');
  });

  it('does not depend on the order in which it is told, nor on when the clock began', () => {
    const seen = fc.array(fc.tuple(fc.constantFrom('x', 'y', 'z'), fc.nat({ max: 50 })), { maxLength: 60 });
    fc.assert(
      fc.property(seen, fc.integer({ min: -1000, max: 1000 }), (events, shift) => {
        const told = (of: typeof events, by: number) => {
          const novelty = new Novelty();
          of.forEach(([value, at]) => novelty.meet('a', value, at + by));
          return new Set(novelty.found().map(({ value, first }) => `${value} ${first - by}`));
        };
        expect(told([...events].reverse(), shift)).toEqual(told(events, 0));
      }),
      { seed: 3, numRuns: 200 }
    );
  });
});
