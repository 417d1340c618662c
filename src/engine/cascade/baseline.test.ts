import { analyseCascade } from '.';
import { edgeOwner, referencesOf, usesOwnTime, usualTimeOf } from './baseline';
import { draws, inputOf, normal, regular, seconds, single } from './testing/signals';
import type { CascadeInput, ServiceSignal } from './types';

const OWN: Partial<CascadeInput> = { baseline: { kind: 'own' }, window: { from: seconds(0), to: seconds(600) } };

/** P99 of a service that is ten times slower from a second on. */
function slowFrom(service: string, from: number, seed: number): ServiceSignal {
  const draw = draws(seed);
  const value = (at: number): number => (at > from ? 2 : 0.2) * Math.exp(0.2 * normal(draw));
  return regular({ service, signal: 'latency', name: 'p99', value });
}

function rowsOf(input: CascadeInput, samples: ServiceSignal, until?: number): readonly [number, number] {
  const { stretch } = referencesOf(input, until === undefined ? undefined : seconds(until))(samples.service, samples);
  return [stretch.first, stretch.last];
}

describe('what is usual', () => {
  const calm = slowFrom('a', Infinity, 1);

  it('is what is given: the samples after its beginning, up to its end', () => {
    expect(rowsOf(inputOf([calm]), calm)).toEqual([0, 30]);
    expect(usualTimeOf(inputOf([calm]))).toEqual({ from: 0, to: seconds(150) });
  });

  it('is the beginning of the window where nothing is given, and more of it once the first onset is known', () => {
    const input = inputOf([calm], OWN);
    expect(rowsOf(input, calm)).toEqual([0, 20]);
    expect(rowsOf(input, calm, 400)).toEqual([0, 80]);
    expect(usualTimeOf(input).to).toBe(seconds(200));
  });

  it('is a third of it at most where samples are few, however early trouble begins', () => {
    const sparse = regular({ signal: 'latency', step: 30, value: () => 0.1 });
    expect(rowsOf(inputOf([sparse], OWN), sparse)).toEqual([0, 6]);
    expect(rowsOf(inputOf([calm], OWN), calm, 10)).toEqual([0, 20]);
  });

  it('is another day of the same signal, of services and of edges', () => {
    const unanswered = { ...calm, signal: 'errors' as const, name: 'unanswered' };
    const edge = { caller: 'a', callee: 'b', signals: [unanswered] };
    const input = inputOf([calm], {
      edges: [edge],
      baseline: { kind: 'signals', signals: [slowFrom('a', Infinity, 2)], edges: [edge] },
    });
    expect(rowsOf(input, calm)).toEqual([0, 120]);
    expect(referencesOf(input)(edgeOwner('a', 'b'), unanswered).samples).toBe(unanswered);
    expect(usesOwnTime(input)).toBe(false);
  });

  it('is its own time for a signal that the other day does not know', () => {
    const traced = single('latency', [1, 2, 3], () => 0.1);
    const input = inputOf([calm, traced], { baseline: { kind: 'signals', signals: [calm] }, window: OWN.window });
    expect(usesOwnTime(input)).toBe(true);
    expect(referencesOf(input)('a', traced).samples).toBe(traced);
    expect(rowsOf(input, calm)).toEqual([0, 120]);
  });
});

describe('trouble that begins in the first part of the window', () => {
  it.each([100, 130, 180, 300])('is seen at its second, after %i s, and what follows comes after it', (from) => {
    const { result } = analyseCascade(
      inputOf([slowFrom('db', from, 3), slowFrom('web', from + 60, 4), slowFrom('calm', Infinity, 5)], OWN)
    );
    expect(result.order.tiers).toEqual([['db'], ['web']]);
    expect(result.services.map(({ onset }) => onset?.low)).toEqual([seconds(from), seconds(from + 60), undefined]);
  });

  it('is not taken for usual by traces, though metrics have another day to compare with', () => {
    const ends = Array.from({ length: 1200 }, (_, row) => row / 2 + 0.1);
    const traced = { ...single('errors', ends, (at) => (at > 150 ? 1 : 0)), service: 'web' };
    const { result, problems } = analyseCascade(
      inputOf([slowFrom('db', 140, 6), traced], {
        baseline: { kind: 'signals', signals: [slowFrom('db', Infinity, 7)] },
        window: OWN.window,
      })
    );
    expect(result.order.tiers).toEqual([['db'], ['web']]);
    expect(problems).toEqual([]);
  });
});

describe('a signal of too few samples', () => {
  it('is told as one that nothing usual is known of, and judged by nobody', () => {
    const few = regular({ signal: 'latency', name: 'p99', step: 100, value: (at) => (at > 300 ? 9 : 0.1) });
    const { result, problems } = analyseCascade(inputOf([few]));
    expect(result.severity).toBe('info');
    expect(problems).toMatchObject([
      { code: 'cascade.no-baseline', count: 1 },
      { code: 'cascade.coarse', params: { seconds: 100 } },
    ]);
  });
});
