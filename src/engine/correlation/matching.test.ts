import fc from 'fast-check';
import { RE2JS } from 're2js';

import type { Nesting } from './key';
import { matchId, nestedPattern, quotePattern } from './matching';

const RUNS = { seed: 20261121, numRuns: 500 };
const SUFFIX: Nesting = { kind: 'suffix', separator: '_' };
const NONE: Nesting = { kind: 'none' };

/** Text that a regular expression, a query or a terminal could trip over. */
const awkward = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc
    .array(
      fc.constantFrom(
        '\\',
        '.',
        '*',
        '(',
        ')',
        '[',
        ']',
        '{',
        '}',
        '^',
        '$',
        '|',
        '+',
        '?',
        '\n',
        '"',
        '😀',
        '_',
        'a',
        '\\E',
        '\\Q'
      ),
      {
        maxLength: 12,
      }
    )
    .map((parts) => parts.join(''))
);
const nesting: fc.Arbitrary<Nesting> = fc.oneof(
  fc.constant(NONE),
  awkward.map((separator): Nesting => ({ kind: 'suffix', separator }))
);

function matches(pattern: string, text: string): boolean {
  return RE2JS.compile(pattern).matches(text);
}

describe('matchId', () => {
  it.each([
    ['req_x', 'exact'],
    ['req_x_inventory', 'child'],
    ['req_x_a_b', 'child'],
    ['req_xy', undefined],
    ['req_x_', undefined],
    ['req_', undefined],
    ['a req_x', undefined],
  ] as const)('of req_x: %s is %s', (value, expected) => {
    expect(matchId(SUFFIX, 'req_x')(value)).toBe(expected);
  });

  it('nests nothing without a separator, or under an empty ID', () => {
    expect(matchId(NONE, 'a')('a_b')).toBeUndefined();
    expect(matchId({ kind: 'suffix', separator: '' }, 'a')('ab')).toBeUndefined();
    expect(matchId(SUFFIX, '')('_b')).toBeUndefined();
  });
});

describe('nestedPattern', () => {
  it('reads well for a plain ID', () => {
    expect(nestedPattern(SUFFIX, 'req_x')).toBe('req_x(?:_(?s:.+))?');
    expect(quotePattern('a.b*c')).toBe('a\\.b\\*c');
  });

  it('accepts in RE2 exactly what matchId accepts', () => {
    const value = fc
      .tuple(nesting, awkward, awkward, awkward, fc.nat({ max: 4 }))
      .map(([nest, id, tail, other, form]) => {
        const separator = nest.kind === 'suffix' ? nest.separator : '_';
        const values = [id, id + separator, id + separator + tail, id + tail, other];
        return { nest, id, value: values[form] ?? id };
      });
    fc.assert(
      fc.property(value, ({ nest, id, value: text }) => {
        expect(matches(nestedPattern(nest, id), text)).toBe(matchId(nest, id)(text) !== undefined);
      }),
      { ...RUNS, numRuns: 2000 }
    );
  });

  it('takes an ID of 10 kB', () => {
    const id = '(.*)\\n😀'.repeat(1_250);

    expect(matches(nestedPattern(SUFFIX, id), `${id}_child`)).toBe(true);
    expect(matches(nestedPattern(SUFFIX, id), `${id}x`)).toBe(false);
  });
});
