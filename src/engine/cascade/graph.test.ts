import { callGraph, cyclesOf } from './graph';

function graphOf(...calls: readonly string[]) {
  return callGraph(
    [],
    calls.map((call) => ({ caller: call[0] ?? '', callee: call[1] ?? '' }))
  );
}

describe('cycles of calls', () => {
  it('are the services that call one another in a circle', () => {
    expect(cyclesOf(graphOf('ab', 'bc', 'ca', 'cd', 'de', 'ed', 'xf'))).toEqual([
      ['d', 'e'],
      ['a', 'b', 'c'],
    ]);
    expect(cyclesOf(graphOf('ab', 'ac', 'bd', 'cd'))).toEqual([]);
  });

  it('are found in a chain of 100,000', () => {
    const edges = Array.from({ length: 100_000 }, (_, at) => ({ caller: `s${at}`, callee: `s${(at + 1) % 100_000}` }));
    expect(cyclesOf(callGraph([], edges))[0]?.length).toBe(100_000);
  });
});
