import type { BreakerFinding } from '../../../engine/breaker';
import { epochNs, nanos } from '../../../engine/units';
import { breakers, lanes } from '../testing/lanes';
import { allChanges, changesOf } from './changes';
import { type Focus, focusAfter } from './focus';
import { makeLanes } from './lanes';
import { sortLanes } from './order';
import { summarise } from './summary';
import { makeTitles, ownName } from './title';

const SEVERAL = `
  measured a>calm      --------
  measured b>unknown   ----....
  measured c>disabled  ----DDDD
  measured d>was-open  --##v---
  measured e>often     #-#-#---
  measured f>trial     ---###vv
  measured g>open      ----####
  measured h>forced    FFFFFFFF
  shadow   i>missed    --#v----
  shadow   j>missing   --##v###
  inferred k>inferred  ----..##
`;

describe('trouble', () => {
  it('is the worst that a lane has', () => {
    expect(lanes(SEVERAL).map(({ trouble }) => trouble)).toEqual([
      'calm',
      'unknown',
      'disabled',
      'opened',
      'opened',
      'trial',
      'open',
      'open',
      'missing',
      'missing-now',
      'open',
    ]);
  });

  it('comes first: open now, then the missing one, then what opened most', () => {
    expect(sortLanes(lanes(SEVERAL), 'trouble').map(({ breaker }) => breaker.identity.callee)).toEqual([
      'inferred',
      'open',
      'forced',
      'trial',
      'missing',
      'often',
      'was-open',
      'missed',
      'disabled',
      'unknown',
      'calm',
    ]);
  });

  it('is flapping when the engine says so, and a disagreement when spans say otherwise', () => {
    const [quiet] = breakers('measured a>b --------');
    const finding: BreakerFinding = {
      kind: 'breaker-flapping',
      severity: 'warning',
      confidence: 1,
      entities: [{ kind: 'edge', caller: 'a', callee: 'b' }],
      origin: epochNs(BigInt(0)),
      window: { start: nanos(0), end: nanos(1) },
      message: { key: 'x', params: {} },
      evidence: [],
    };
    const disagreements = [{ start: nanos(0), end: nanos(1), measured: 'closed', inferred: 'open' } as const];
    expect(quiet && makeLanes([quiet], [finding])[0]?.trouble).toBe('flapping');
    expect(quiet && makeLanes([{ ...quiet, disagreements }], [])[0]?.trouble).toBe('disagreement');
    expect(
      quiet && makeLanes([quiet], [{ ...finding, entities: [{ kind: 'service', service: 'a' }] }])[0]?.trouble
    ).toBe('calm');
  });

  it('counts forced and open in a row as one opening', () => {
    expect(lanes('measured a>b --#F#--#').map(({ opened }) => opened)).toEqual([2]);
    expect(lanes('measured a>b ##--').map(({ opened, openTime }) => [opened, openTime])).toEqual([[1, 20e9]]);
  });
});

describe('order', () => {
  it('is by name, with numbers as numbers, or by caller', () => {
    const some = lanes(`
      measured b>node-10 ---
      measured a>node-9  ---
      measured c>node-2  -##
    `);
    const names = (by: 'name' | 'caller') => sortLanes(some, by).map(({ title }) => title);
    expect(names('name')).toEqual(['c → node-2', 'a → node-9', 'b → node-10']);
    expect(names('caller')).toEqual(['a → node-9', 'b → node-10', 'c → node-2']);
  });
});

describe('keys', () => {
  it('are the same after a refresh, and differ for twins', () => {
    const keys = (art: string) => lanes(art).map(({ key }) => key);
    expect(keys('measured a>b ---')).toEqual(keys('measured a>b #--'));
    expect(new Set(keys('measured a>b ---\nmeasured a>b ---\ninferred a>b ---')).size).toBe(3);
  });

  it('are not made for breakers without a time', () => {
    const [none] = breakers('measured a>b -');
    expect(none && makeLanes([{ ...none, intervals: [] }], [])).toEqual([]);
  });
});

describe('titles', () => {
  it.each([
    [{ name: 'cb', caller: 'a', callee: 'b' }, 'a → b', 'cb'],
    [{ name: 'b', caller: 'a', callee: 'b' }, 'a → b', undefined],
    [{ name: 'cb', caller: 'a' }, 'a → cb', undefined],
    [{ name: 'cb' }, 'cb', undefined],
    [{ name: 'cb', callee: 'b' }, 'b', 'cb'],
  ])('%j', (identity, title, own) => {
    expect(makeTitles([identity])(identity)).toBe(title);
    expect(ownName(identity)).toBe(own);
  });
});

it('leaves out the namespace that all services share', () => {
  const titles = (...edges: readonly string[]) =>
    lanes(edges.map((edge) => `measured ${edge} --`).join('\n')).map(({ title }) => title);
  expect(titles('shop/a>shop/b', 'shop/b>shop/c')).toEqual(['a → b', 'b → c']);
  expect(titles('shop/a>shop/b', 'shop/b>bank/c')).toEqual(['shop/a → shop/b', 'shop/b → bank/c']);
});

it('is one state as long as the state stayed', () => {
  const [one] = breakers('measured a>b --#');
  const [first, second] = one?.intervals ?? [];
  const split = first &&
    second &&
    one && {
      ...one,
      intervals: [{ ...first, end: nanos(5e9) }, { ...first, start: nanos(5e9), confidence: 0.5 }, second],
    };
  const [lane] = split ? makeLanes([split], []) : [];
  expect(lane?.breaker.intervals.map(({ state, end, confidence }) => [state, end / 1e9, confidence])).toEqual([
    ['closed', 20, 0.5],
    ['open', 30, 1],
  ]);
});

describe('the summary', () => {
  it('counts what stands in each state now, and what is missing', () => {
    expect(summarise(lanes(SEVERAL))).toMatchObject({
      breakers: 9,
      now: { open: 2, forced: 1, 'half-open': 1, disabled: 1, unknown: 1, closed: 3 },
      missing: 2,
      flapping: 0,
    });
  });
});

describe('changes', () => {
  it('are every change of the lane, with the reason where one is known', () => {
    const [lane] = lanes('measured a>b --##v-..');
    const rows = lane ? changesOf(lane) : [];
    expect(
      rows.map(({ at, from, to, lasted, ongoing, reason }) => [at / 1e9, from, to, lasted / 1e9, ongoing, reason?.key])
    ).toEqual([
      [60, 'closed', 'unknown', 20, true, undefined],
      [50, 'half-open', 'closed', 10, false, 'test.reason'],
      [40, 'open', 'half-open', 10, false, 'test.reason'],
      [20, 'closed', 'open', 20, false, 'test.reason'],
    ]);
  });

  it('of all lanes stand in the order of time, the newest first', () => {
    const rows = allChanges(lanes('measured a>b --#-----\nmeasured c>d ----#---'));
    expect(rows.map(({ at }) => at / 1e9)).toEqual([50, 40, 30, 20]);
  });
});

describe('the keyboard', () => {
  const some = lanes(`
    measured a>b --##--
    measured c>d ------
    measured e>f -#-#-#
  `);
  const [first, second, third] = some.map(({ key }) => key);
  const press = (focus: Focus | undefined, ...keys: readonly string[]) =>
    keys.reduce<Focus | undefined>((at, key) => focusAfter(some, at, { key, ctrl: false }, 2), focus);

  it('starts with what is the case now', () => {
    expect(press(undefined, 'ArrowDown')).toEqual({ lane: first, interval: 2 });
    expect(press(undefined, 'ArrowLeft')).toEqual({ lane: first, interval: 2 });
  });

  it('goes from state to state, and stops at the ends', () => {
    expect(press(undefined, 'ArrowDown', 'ArrowLeft')).toEqual({ lane: first, interval: 1 });
    expect(press(undefined, 'ArrowDown', 'Home', 'ArrowLeft')).toEqual({ lane: first, interval: 0 });
    expect(press(undefined, 'ArrowDown', 'Home', 'End', 'ArrowRight')).toEqual({ lane: first, interval: 2 });
  });

  it('goes to another breaker at the same time', () => {
    // Open from 20 to 40 s: there, the fourth state of the third lane ends at 40 s.
    expect(press(undefined, 'ArrowDown', 'ArrowLeft', 'ArrowDown', 'ArrowDown')?.lane).toBe(third);
    expect(press({ lane: first ?? '', interval: 1 }, 'PageDown')?.lane).toBe(second);
    expect(press({ lane: second ?? '', interval: 0 }, 'End', 'ArrowDown', 'ArrowDown')?.lane).toBe(third);
    expect(focusAfter(some, { lane: first ?? '', interval: 1 }, { key: 'End', ctrl: true }, 2)).toEqual({
      lane: third,
      interval: 3,
    });
  });

  it('has keys that lead nowhere', () => {
    expect(press({ lane: first ?? '', interval: 1 }, 'x')).toBeUndefined();
    expect(focusAfter([], undefined, { key: 'ArrowDown', ctrl: false }, 2)).toBeUndefined();
  });

  it('starts anew when its lane is gone', () => {
    expect(press({ lane: 'gone', interval: 7 }, 'ArrowDown')).toEqual({ lane: first, interval: 2 });
  });
});
