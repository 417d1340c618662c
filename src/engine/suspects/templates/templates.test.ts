import fc from 'fast-check';

import { maskLine, readMessage, statedLevel, TemplateMiner, WILDCARD } from './index';

const SEED = { seed: 8, numRuns: 200 };

describe('maskLine', () => {
  it.each([
    ['order 4711 of user_2887 took 12.5 ms', 'order <n> of user_<n> took <n> ms'],
    ['req_c9b13f8c at 2023-01-29T09:02:12.420Z', 'req_<id> at <time>'],
    ['id 4d2a46c7-71cb-4cf1-b5bb-b68406d9da6f from 10.0.0.7:8080', 'id <id> from <ip>'],
    ['travel2 sells seats of D1345', 'travel2 sells seats of <id>'],
    ['ids [1, 2, 3] in {a=1, b={c=2}}', 'ids <…> in <…>'],
  ])('%s', (line, masked) => {
    expect(maskLine(line, '')).toBe(masked);
  });

  it('keeps apart what two places of the code write', () => {
    const places = ['x.TravelImpl#451', 'x.TravelImpl#457'].map(
      (place) => readMessage(`17:02:12.420 INFO  ${place} calculated 17`).location
    );
    expect(places).toEqual(['x.TravelImpl#451', 'x.TravelImpl#457']);
  });
});

describe('readMessage', () => {
  it('reads JSON, logfmt and plain lines', () => {
    expect(readMessage('{"level":"error","message":"no row","error":"E42"}').text).toBe('no row: E42');
    expect(readMessage('ts=1 level=info msg="placing order 7" user=u').text).toBe('placing order 7');
    expect(readMessage('Response(status=1, msg=Success, data=null)').text).toBe(
      'Response(status=1, msg=Success, data=null)'
    );
    expect(readMessage('{not json').text).toBe('{not json');
  });
});

describe('statedLevel', () => {
  it('reads the level near the beginning, in capitals', () => {
    expect(statedLevel('17:02 ERROR x.Y#1 broken')).toBe('error');
    expect(statedLevel('WARN slow')).toBe('warning');
    expect(statedLevel('an error that is told of')).toBe('unknown');
  });
});

describe('TemplateMiner', () => {
  const word = fc.constantFrom('order', 'user', 'paid', 'left', 'of', 'for');
  const line = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));

  it('gives the same line the same template, whatever came in between', () => {
    fc.assert(
      fc.property(line, fc.array(line), (one, others) => {
        const miner = new TemplateMiner();
        const id = miner.add('g', one);
        others.forEach((other) => miner.add('g', other));
        expect(miner.add('g', one)).toBe(id);
      }),
      SEED
    );
  });

  it('has a template that fits each line it was given', () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const miner = new TemplateMiner();
        const ids = lines.map((one) => miner.add('g', one));
        lines.forEach((one, at) => {
          const template = miner.templates[ids[at] ?? -1]?.words ?? [];
          const fits = one.split(' ').every((part, place) => [part, WILDCARD].includes(template[place] ?? ''));
          expect(fits && template.length === one.split(' ').length).toBe(true);
        });
      }),
      SEED
    );
  });

  it('finds the same templates in any order of lines that differ in one word of five', () => {
    const lines = ['a', 'b', 'c', 'd'].map((name) => `user logged in as ${name}`);
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        const miner = new TemplateMiner();
        expect(new Set(shuffled.map((one) => miner.add('g', one))).size).toBe(1);
        expect(miner.templates[0]?.words.join(' ')).toBe(`user logged in as ${WILDCARD}`);
      }),
      SEED
    );
  });

  it('never joins lines of two groups, nor of two lengths', () => {
    const miner = new TemplateMiner();
    const ids = [miner.add('a', 'x y z'), miner.add('b', 'x y z'), miner.add('a', 'x y')];
    expect(new Set(ids).size).toBe(3);
  });
});
