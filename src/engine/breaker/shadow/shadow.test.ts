import { EPOCH } from '../../../../pkg/testkit';
import { nanos } from '../../units';
import { defaultConfiguration } from '../machine/machine';
import { type CallDraft, makeEdge, series } from '../testing/calls';
import type { Breaker, BreakerState, StateInterval } from '../types';
import { missingBreakers, settingFindings, shadowBreaker } from './index';

const SECOND = 1e9;
const window = { origin: EPOCH, end: nanos(120 * SECOND) };

/** A call a second; those from `from` to `to` fail after two seconds. */
function failing(from: number, to: number, more: Partial<CallDraft> = {}): readonly CallDraft[] {
  return series(120, 1000, (row) =>
    row >= from && row < to ? { ms: 2000, outcome: 'failure', ...more } : { ms: 100, ...more }
  );
}

describe('a breaker that is not there', () => {
  it('opens at the fifth failure in a row, tries after 30 s, and saves what was waited meanwhile', () => {
    const run = shadowBreaker(makeEdge('shop', 'pay', failing(10, 60)), defaultConfiguration, window);
    // Failures end two seconds after their start: the fifth, of second 14, at 16.
    expect(run?.breaker.transitions.map(({ at, to }) => [at / SECOND, to])).toEqual([
      [16, 'open'],
      [46, 'half-open'],
      [48, 'open'],
      [78, 'half-open'],
      [78.1, 'closed'],
    ]);
    // Refused: seconds 16 to 45, those while the trial runs (47), and 48 to 77; of these all up to 59 would have taken two.
    expect(run?.breaker.shadow.openedAt).toBe(16 * SECOND);
    expect(run?.breaker.shadow.saved).toEqual({
      calls: 30 + 1 + 30,
      waiting: (30 + 1 + 12) * 2 * SECOND + 18 * 0.1 * SECOND,
    });
    expect(run?.breaker.intervals.at(-1)).toMatchObject({ state: 'closed', end: window.end });
  });

  it('is one for each process of the caller', () => {
    const both = [...failing(10, 60, { instance: 'one' }), ...failing(200, 200, { instance: 'two' })];
    const run = shadowBreaker(makeEdge('shop', 'pay', both), defaultConfiguration, window);
    expect(run?.breaker.instances.map(({ transitions }) => transitions.length)).toEqual([5, 0]);
  });

  it('is none where it would never have opened', () => {
    expect(shadowBreaker(makeEdge('shop', 'pay', failing(10, 14)), defaultConfiguration, window)).toBeUndefined();
  });
});

describe('breaker-missing', () => {
  it('is reported for the edge whose failures are its own, and not for who passes them on', () => {
    const front = failing(10, 60).map((draft, row) => ({ ...draft, trace: String(row) }));
    const edges = [makeEdge('web', 'shop', front), makeEdge('shop', 'pay', front)];
    const { breakers, findings } = missingBreakers(edges, [], window);
    expect(breakers).toHaveLength(2);
    expect(findings.map(({ kind, severity, entities }) => [kind, severity, entities])).toEqual([
      ['breaker-missing', 'critical', [{ kind: 'edge', caller: 'shop', callee: 'pay' }]],
    ]);
    expect(findings[0]?.message.params).toMatchObject({ savedCalls: 61, assumes: 'failure-independent-of-load' });
  });

  it('is not reported where there is one, by whatever name it goes', () => {
    const edges = [makeEdge('prod/shop', 'prod/pay', failing(10, 60))];
    for (const identity of [{ name: 'x', caller: 'shop', callee: 'pay' }, { name: 'pay' }]) {
      expect(missingBreakers(edges, [laneOf(identity, [])], window).findings).toEqual([]);
    }
    expect(missingBreakers(edges, [laneOf({ name: 'stock' }, [])], window).findings).toHaveLength(1);
  });
});

/** A measured lane that changes at these seconds. */
function laneOf(identity: Breaker['identity'], changes: ReadonlyArray<readonly [number, BreakerState]>): Breaker {
  const reason = { key: 'breaker.reason.sampled', params: {} };
  const all: ReadonlyArray<readonly [number, BreakerState]> = [[0, 'closed'], ...changes];
  const intervals = all.map(([from, state], row): StateInterval => ({
    state,
    start: nanos(from * SECOND),
    end: nanos((all[row + 1]?.[0] ?? 120) * SECOND),
    confidence: 1,
    evidence: [],
  }));
  const transitions = changes.map(([at, to], row) => ({
    at: nanos(at * SECOND),
    within: nanos(0),
    from: all[row]?.[1] ?? 'closed',
    to,
    reason,
    evidence: [],
  }));
  return { identity, basis: 'measured', source: 'test', intervals, transitions, disagreements: [], instances: [] };
}

describe('settings that hurt', () => {
  const identity = { name: 'pay', caller: 'shop', callee: 'pay' };
  const told = (
    changes: ReadonlyArray<readonly [number, BreakerState]>,
    drafts: readonly CallDraft[]
  ): readonly string[] =>
    settingFindings([laneOf(identity, changes)], [makeEdge('shop', 'pay', drafts)], window).map(
      ({ kind, message }) => `${kind} ${JSON.stringify(message.params)}`
    );

  it('names a breaker that opens again and again', () => {
    const changes = [10, 40, 70].flatMap(
      (at) =>
        [
          [at, 'open'],
          [at + 10, 'half-open'],
        ] as const
    );
    expect(told(changes, [])).toEqual(['breaker-flapping {"name":"pay","opened":3,"reopened":2}']);
    expect(told(changes.slice(0, 4), [])).toEqual([]);
  });

  it('names one that opened long after failures began', () => {
    const drafts = series(120, 1000, (row) => (row >= 20 ? { outcome: 'failure' } : {}));
    expect(told([[100, 'open']], drafts)).toEqual([
      'breaker-too-slow {"name":"pay","failures":80,"delayNs":80000000000}',
    ]);
    expect(told([[30, 'open']], drafts)).toEqual([]);
  });

  it('names one that opened on few failures', () => {
    const drafts = series(120, 1000, (row) => (row === 59 ? { outcome: 'failure' } : {}));
    expect(told([[60, 'open']], drafts)).toEqual(['breaker-too-eager {"name":"pay","failures":1,"calls":20}']);
  });

  it('names one that counts no slow calls', () => {
    const drafts = series(120, 1000, (row) => ({ ms: row >= 60 && row < 110 ? 5000 : 50 }));
    expect(told([], drafts)).toEqual([
      'breaker-too-slow {"name":"pay","slow":50,"slowNs":5000000000,"usualNs":50000000}',
    ]);
  });

  it('names one that refuses while other processes are served', () => {
    const lane = laneOf(identity, [
      [30, 'open'],
      [90, 'half-open'],
      [91, 'closed'],
    ]);
    const breaker = {
      ...lane,
      instances: [
        { ...lane, instance: 'one' },
        { ...laneOf(identity, []), instance: 'two' },
      ],
    };
    const drafts = [
      ...series(120, 1000, (row) => (row >= 30 && row < 90 ? { outcome: 'rejected', refusedBy: 'breaker' } : {})),
      ...series(120, 1000, () => ({ instance: 'two' })),
    ];
    expect(
      settingFindings([breaker], [makeEdge('shop', 'pay', drafts)], window).map(({ message }) => message.params)
    ).toContainEqual({ name: 'pay', refused: 60, succeeded: 60, calls: 60 });
  });
});
