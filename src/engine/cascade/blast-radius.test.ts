import fc from 'fast-check';

import { analyseCascade } from '.';
import { inputOf, regular, seconds, single } from './testing/signals';
import type { BlastRadius, CallEdge, ServiceSignal } from './types';

/** A hundred requests a sample, or so many; a share of them fails from 300 s on. */
function failing(service: string, share = 0.5, count = 100): ServiceSignal {
  return regular({ service, signal: 'errors', value: (at) => (at > 300 ? share : 0), count: () => count });
}

function calls(...pairs: ReadonlyArray<readonly [string, string]>): readonly CallEdge[] {
  return pairs.map(([caller, callee]) => ({ caller, callee }));
}

function radius(signals: readonly ServiceSignal[], edges: readonly CallEdge[] = []): BlastRadius {
  return analyseCascade(inputOf(signals, { edges })).result.blastRadius;
}

describe('entry points', () => {
  it('are hit services that no other hit service calls; what is as usual does not count', () => {
    const edges = calls(['lb', 'web'], ['web', 'db'], ['jobs', 'db']);
    expect(radius([failing('web'), failing('db'), failing('lb', 0), failing('jobs')], edges)).toMatchObject({
      services: ['db', 'jobs', 'web'],
      entryPoints: ['jobs', 'web'],
    });
  });

  it('are all of a circle that nobody else calls, and none of one that somebody does', () => {
    const circle = calls(['a', 'b'], ['b', 'a']);
    expect(radius([failing('a'), failing('b')], circle).entryPoints).toEqual(['a', 'b']);
    expect(
      radius(
        ['a', 'b', 'web'].map((name) => failing(name)),
        [...circle, ...calls(['web', 'b'])]
      ).entryPoints
    ).toEqual(['web']);
  });

  it('are there whenever something is hit', () => {
    const pairs = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('a', 'b', 'c', 'd')), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(pairs, (drawn) => {
        const { entryPoints, services } = radius(
          ['a', 'b', 'c', 'd'].map((name) => failing(name)),
          calls(...drawn)
        );
        expect(services).toEqual(['a', 'b', 'c', 'd']);
        expect(entryPoints.length).toBeGreaterThan(0);
        expect(services).toEqual(expect.arrayContaining([...entryPoints]));
      }),
      { seed: 6, numRuns: 30 }
    );
  });
});

describe('the share of requests', () => {
  it('is that of the entry points, each by its requests', () => {
    expect(radius([failing('web', 0.2), failing('db', 0.9)], calls(['web', 'db'])).share).toBeCloseTo(0.2, 6);
    expect(radius([failing('small', 1, 10), failing('large', 0.1, 990)]).share).toBeCloseTo(0.109, 6);
  });

  it('is not known where requests were not counted, and of nothing', () => {
    const uncounted = regular({ signal: 'errors', value: (at) => (at > 300 ? 0.5 : 0) });
    expect(radius([uncounted])).toMatchObject({ services: ['a'], share: undefined });
    expect(radius([failing('a', 0)])).toEqual({ services: [], operations: [], share: undefined, entryPoints: [] });
  });

  it('is of the requests themselves where those are told: slow ones and failed ones, while it lasted', () => {
    const ends = Array.from({ length: 6000 }, (_, row) => row / 10 + 0.05);
    const isHit = (at: number, of: number): boolean => at > 300 && at < 400 && Math.round(at * 10) % 4 === of;
    const slow = single('latency', ends, (at) => (isHit(at, 0) ? 5 : 0.1));
    const failed = single('errors', ends, (at) => (isHit(at, 1) ? 1 : 0));
    expect(radius([slow, failed]).share).toBeCloseTo(0.5, 1);
  });
});

describe('operations', () => {
  it('are those that were hit, each once, and only what the service serves', () => {
    const ends = Array.from({ length: 6000 }, (_, row) => row / 10 + 0.05);
    const operations = [
      { name: 'GET /', role: 'served' as const },
      { name: 'POST /pay', role: 'served' as const },
      { name: 'SELECT', role: 'inner' as const },
    ];
    const operation = Int32Array.from(ends, (_, row) => row % 3);
    const latency = single('latency', ends, () => 0.1);
    const values = latency.values.map((value, row) => ((ends[row] ?? 0) > 300 && row % 3 > 0 ? 4 : value));
    const failed = single('errors', ends, () => 0);
    const errors = failed.values.map((_, row) => ((ends[row] ?? 0) > 300 && row % 3 === 1 ? 1 : 0));
    const { operations: hit } = radius([
      { ...latency, values, operation, operations },
      { ...failed, values: errors, operation, operations },
    ]);
    expect(hit).toEqual([{ service: 'a', operation: 'POST /pay' }]);
  });

  it('of one that was never met before are not compared with anything', () => {
    const ends = Array.from({ length: 600 }, (_, row) => row + 0.5);
    const operation = Int32Array.from(ends, (at) => (at > 300 ? 1 : 0));
    const operations = ['old', 'new'].map((name) => ({ name, role: 'served' as const }));
    const latency = single('latency', ends, (at) => (at > 300 ? 9 : 0.1));
    expect(radius([{ ...latency, operation, operations }])).toMatchObject({ services: ['a'], operations: [] });
  });
});

it('is of what came after the onset: a time of 0 is a time', () => {
  const early = regular({ signal: 'errors', until: 400, value: (at) => (at > 5 ? 0.5 : 0), count: () => 100 });
  const calm = regular({ signal: 'errors', value: () => 0, count: () => 100 });
  const { result } = analyseCascade(
    inputOf([early], {
      baseline: { kind: 'signals', signals: [calm] },
      window: { from: seconds(0), to: seconds(400) },
    })
  );
  expect(result.services[0]?.onset).toMatchObject({ low: seconds(5), high: seconds(10) });
  expect(result.blastRadius.share).toBeCloseTo(0.5, 2);
});
