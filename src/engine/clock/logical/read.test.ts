import { readLogical, readProcess } from '.';

describe('readLogical', () => {
  it('takes the clock that says most', () => {
    const fields = { lamport: '7', hlc: '1700000000000000000,3', vector_clock: '{"a":1,"b":2}' };
    expect(readLogical(fields)).toEqual({
      kind: 'vector',
      counters: new Map([
        ['a', 1],
        ['b', 2],
      ]),
    });
    expect(readLogical({ ...fields, vector_clock: 'not one' })).toEqual({
      kind: 'hybrid',
      physical: BigInt('1700000000000000000'),
      counter: 3,
    });
    expect(readLogical({ lamport: ' 7 ' })).toEqual({ kind: 'lamport', counter: 7 });
  });

  it.each(['', '-1', '1.5', 'x', '1e400'])('takes "%s" for no Lamport clock', (lamport) => {
    expect(readLogical({ lamport })).toBeUndefined();
  });

  it.each(['[]', '{}', 'null', '3', '{"a":"1"}', '{"a":-1}', '{"a":1.5}'])('takes %s for no vector', (vc) => {
    expect(readLogical({ vc })).toBeUndefined();
  });

  it('reads hybrid clocks in seconds', () => {
    expect(readLogical({ hlc: '12.5,4' })).toEqual({ kind: 'hybrid', physical: BigInt(12_500_000_000), counter: 4 });
    expect(readLogical({ hlc: '12' })).toBeUndefined();
  });

  it('reads the fields it is told to', () => {
    const names = { vector: [], hybrid: [], lamport: ['seq'], process: ['worker'] };
    expect(readLogical({ seq: '4', lamport: '9' }, names)).toEqual({ kind: 'lamport', counter: 4 });
    expect(readProcess({ worker: 'w1', host: 'h' }, names)).toBe('w1');
    expect(readProcess({ host: 'h', service: 's' })).toBe('h');
    expect(readProcess({})).toBe('');
  });
});
