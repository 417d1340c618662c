import fc from 'fast-check';

import { compareLogical, type OrderedEvent, orderEvents, readShiviz, type LogicalTime } from '.';

function vector(counters: Readonly<Record<string, number>>): LogicalTime {
  return { kind: 'vector', counters: new Map(Object.entries(counters)) };
}

function lamport(counter: number): LogicalTime {
  return { kind: 'lamport', counter };
}

/** Processes that work and send one another messages, with vector clocks and a wall clock each that is anywhere. */
const histories = fc
  .record({
    acts: fc.array(fc.record({ process: fc.nat(3), from: fc.option(fc.nat(30), { nil: undefined }) }), {
      maxLength: 40,
    }),
    skew: fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 4, maxLength: 4 }),
    kind: fc.constantFrom('vector', 'lamport', 'hybrid', 'mixed'),
  })
  .map(({ acts, skew, kind }): readonly OrderedEvent[] => {
    const vectors: Array<Map<string, number>> = [];
    const counts: number[] = [];
    const own = Array.from({ length: 4 }, () => new Map<string, number>());
    const counter = [0, 0, 0, 0];
    return acts.map(({ process, from }, row) => {
      const clock = own[process] ?? new Map<string, number>();
      const heard = from === undefined || row === 0 ? undefined : from % row;
      vectors[heard ?? -1]?.forEach((count, other) => clock.set(other, Math.max(count, clock.get(other) ?? 0)));
      clock.set(`p${process}`, (clock.get(`p${process}`) ?? 0) + 1);
      const count = Math.max(counter[process] ?? 0, heard === undefined ? 0 : (counts[heard] ?? 0)) + 1;
      counter[process] = count;
      vectors.push(new Map(clock));
      counts.push(count);
      const times: Readonly<Record<string, LogicalTime | undefined>> = {
        vector: { kind: 'vector', counters: new Map(clock) },
        lamport: lamport(count),
        hybrid: { kind: 'hybrid', physical: BigInt(count >> 2), counter: count & 3 },
        mixed: row % 3 === 0 ? undefined : row % 3 === 1 ? lamport(count) : vector(Object.fromEntries(clock)),
      };
      return { time: row + (skew[process] ?? 0), process: `p${process}`, logical: times[kind] };
    });
  });

describe('orderEvents', () => {
  it('is a linear extension of what the clocks prove: no effect before its cause, every event once', () => {
    fc.assert(
      fc.property(histories, (events) => {
        const { result, problems } = orderEvents(events);
        expect(problems).toEqual([]);
        expect([...result.order].sort((a, b) => a - b)).toEqual(events.map((_, row) => row));
        result.order.forEach((late, at) => {
          result.order.slice(0, at).forEach((early) => {
            const [a, b] = [events[early]?.logical, events[late]?.logical];
            const relation = a === undefined || b === undefined ? 'unknown' : compareLogical(a, b);
            expect(['after', 'not-before']).not.toContain(relation);
          });
        });
      }),
      { numRuns: 150, seed: 20261121 }
    );
  });

  it('is the order of wall time where there are no logical clocks', () => {
    const events = [30, 10, 20].map((time) => ({ time, process: 'p', logical: undefined }));
    const { order, basis, contradictions } = orderEvents(events).result;
    expect([...order]).toEqual([1, 2, 0]);
    expect(basis).toEqual(['first', 'wall', 'wall']);
    expect(contradictions).toEqual([]);
  });

  it('says on what each place rests, and where wall clocks contradict', () => {
    const events: readonly OrderedEvent[] = [
      { time: 100, process: 'a', logical: vector({ a: 1 }) },
      { time: 40, process: 'b', logical: vector({ a: 1, b: 1 }) },
      { time: 110, process: 'c', logical: vector({ c: 1 }) },
    ];
    const { order, basis, contradictions } = orderEvents(events).result;
    expect([...order]).toEqual([0, 1, 2]);
    expect(basis).toEqual(['first', 'caused', 'concurrent']);
    expect(contradictions).toEqual([{ before: 0, after: 1, by: 60 }]);
  });

  it('does not take the order of Lamport clocks for proof of a cause', () => {
    const events = [
      { time: 5, process: 'a', logical: lamport(2) },
      { time: 9, process: 'b', logical: lamport(1) },
    ];
    const { order, basis, contradictions } = orderEvents(events).result;
    expect([...order]).toEqual([1, 0]);
    expect(basis).toEqual(['first', 'clock']);
    expect(contradictions).toEqual([]);
  });

  it('names events that are their own causes, and places them by wall time', () => {
    const events = [
      { time: 3, process: 'a', logical: vector({ a: 1, b: 1 }) },
      { time: 2, process: 'b', logical: vector({ a: 1, b: 1 }) },
      { time: 1, process: 'a', logical: vector({ a: 2, b: 1 }) },
    ];
    const { result, problems } = orderEvents(events);
    expect([...result.order].sort()).toEqual([0, 1, 2]);
    expect(problems).toEqual([expect.objectContaining({ code: 'logical.cycle' })]);
  });

  it('places ten thousand events that all claim to have caused one another, without minutes of work', () => {
    const events = Array.from({ length: 10_000 }, (_, row) => ({
      time: row,
      process: `p${row % 2}`,
      logical: vector({ p0: 1, p1: 1 }),
    }));
    const started = performance.now();
    expect([...orderEvents(events).result.order]).toEqual(events.map((_, row) => row));
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('stands no events', () => {
    expect(orderEvents([]).result).toEqual({ order: new Int32Array(0), basis: [], contradictions: [] });
  });
});

describe('compareLogical', () => {
  it.each([
    [vector({ a: 1 }), vector({ a: 1, b: 1 }), 'before'],
    [vector({ a: 1, b: 1 }), vector({ a: 1 }), 'after'],
    [vector({ a: 1 }), vector({ b: 1 }), 'concurrent'],
    [vector({ a: 1, b: 0 }), vector({ a: 1 }), 'equal'],
    [lamport(1), lamport(2), 'not-after'],
    [lamport(2), lamport(1), 'not-before'],
    [lamport(2), lamport(2), 'concurrent'],
    [lamport(2), vector({ a: 2 }), 'unknown'],
  ] as const)('%# %j', (a, b, expected) => {
    expect(compareLogical(a, b)).toBe(expected);
  });

  it('compares hybrid clocks by physical time first', () => {
    const at = (physical: number, counter: number): LogicalTime => ({
      kind: 'hybrid',
      physical: BigInt(physical),
      counter,
    });
    expect(compareLogical(at(5, 9), at(6, 0))).toBe('not-after');
    expect(compareLogical(at(6, 1), at(6, 0))).toBe('not-before');
    expect(compareLogical(at(6, 1), at(6, 1))).toBe('concurrent');
  });
});

describe('readShiviz', () => {
  const log = [
    'alice {"alice":1}',
    'sends to bob',
    'bob {"alice":1,"bob":1}',
    'hears of alice',
    'carol {"carol": 1}',
    'minds her own business',
  ].join('\n');

  it('reads two lines an event by default, and orders them', () => {
    const { result, problems } = readShiviz(log);
    expect(problems).toEqual([]);
    expect(result.map(({ process, text }) => [process, text])).toEqual([
      ['alice', 'sends to bob'],
      ['bob', 'hears of alice'],
      ['carol', 'minds her own business'],
    ]);
    const events = result.map(({ process, time }, row) => ({ time: -row, process, logical: time }));
    expect([...orderEvents(events).result.order]).toEqual([2, 0, 1]);
  });

  it('takes another expression', () => {
    const pattern = String.raw`^(?<event>\w+) \[(?<host>\w+)\] (?<clock>\{.*\})$`;
    const { result } = readShiviz('started [n1] {"n1":1}\njoined [n2] {"n1":1,"n2":1}', pattern);
    expect(result.map(({ process, text, time }) => [process, text, time.counters.get('n1')])).toEqual([
      ['n1', 'started', 1],
      ['n2', 'joined', 1],
    ]);
  });

  it.each(['(', '(?<host>x)'])('says what is wrong with the expression %s', (pattern) => {
    expect(readShiviz(log, pattern)).toMatchObject({ result: [], problems: [{ code: 'shiviz.pattern' }] });
  });

  it('counts clocks that are none', () => {
    expect(readShiviz('a {"a":-1}\nx\nb {b}\ny\nc {"c":1}\nz')).toMatchObject({
      result: [{ process: 'c' }],
      problems: [{ code: 'shiviz.clock', count: 2 }],
    });
  });
});
