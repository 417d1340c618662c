import { TestScheduler } from 'rxjs/testing';
import { defaultRoundLimits, presetKeys, type Lookup, type ReportLine } from '../../engine/correlation';
import { epochNs, normaliseTraceId } from '../../engine/units';
import { NOTHING_LEARNT, type Learnt, type LegUpdate } from '../legs/leg';
import type { Linked } from '../linked';
import { NOT_NARROWED } from '../filters/narrowing';
import type { CorrelatePlan } from '../plan';
import { answerRounds } from './rounds';

const key = presetKeys.find(({ name }) => name === 'request_id') ?? presetKeys[0];
const traceId = normaliseTraceId('0af7651916cd43dd8448eb211c80319c');

const plan: CorrelatePlan = {
  view: 'correlate',
  refId: 'A',
  narrowing: NOT_NARROWED,
  key,
  id: 'req_x',
  signals: ['traces', 'logs'],
  window: { from: epochNs(BigInt(0)), to: epochNs(BigInt(3_600_000_000_000)) },
  limits: { traces: 20, lines: 100, services: 10 },
  rounds: { ...defaultRoundLimits, widening: [] },
};

function update(lookup: Lookup, rows: number, settled: boolean, learnt: Partial<Learnt> = {}): LegUpdate {
  const signal = lookup.kind === 'span-search' || lookup.kind === 'traces' ? 'traces' : 'logs';
  const source: Linked = { signal, uid: signal, name: signal, type: '', jsonData: {}, unknown: false, selector: '' };
  const report: ReportLine = {
    leg: lookup.name,
    signal,
    source: signal,
    state: settled ? 'done' : 'loading',
    message: settled ? 'leg.done' : 'leg.loading',
    params: {},
    rows,
    elapsedMs: undefined,
  };
  const known = { ...NOTHING_LEARNT, rows, ...learnt };
  return {
    lookup: lookup.name,
    leg: lookup.name,
    source,
    settled,
    arrival: { leg: lookup.name, report },
    learnt: known,
    targets: [],
  };
}

/** Runs marbles: a digit is an update with so many rows, settled; `t` one that teaches a trace ID. */
function run(
  legs: Readonly<Record<string, string>>,
  expected: string,
  unsubscribed?: string
): Readonly<Record<string, string[]>> {
  const subscriptions: Record<string, string[]> = {};
  new TestScheduler((actual, wanted) => expect(actual).toEqual(wanted)).run(({ cold, expectObservable, flush }) => {
    const started: Record<string, Array<ReturnType<typeof cold<LegUpdate>>>> = {};
    const summary = answerRounds(plan, (lookup) => {
      const marbles = legs[lookup.kind];
      if (marbles === undefined) {
        return [];
      }
      const teaching = update(lookup, 1, false, { traceIds: traceId === undefined ? [] : [traceId] });
      const leg = cold<LegUpdate>(marbles, {
        t: teaching,
        1: update(lookup, 1, true),
        2: update(lookup, 2, true),
        0: update(lookup, 0, true),
      });
      (started[lookup.kind] ??= []).push(leg);
      return [leg];
    });
    const seen: string[] = [];
    const subscription = summary.subscribe(({ legs: heard, finished }) => {
      seen.push(`${heard.map(({ leg, learnt }) => `${leg}=${learnt.rows}`).join(' ')}${finished ? ' end' : ''}`);
    });
    expectObservable(cold(expected), unsubscribed).toBe(expected);
    flush();
    subscription.unsubscribe();
    subscriptions.seen = seen;
    for (const [kind, all] of Object.entries(started)) {
      subscriptions[kind] = all.flatMap((leg) =>
        leg.subscriptions.map(({ subscribedFrame: from, unsubscribedFrame: to }) => `${from}-${to}`)
      );
    }
  });
  return subscriptions;
}

describe('the rounds of a question', () => {
  it('emits what the first leg brought before the slow one answers', () => {
    const { seen } = run({ 'span-search': '5s (0|)', 'log-search': '10ms (2|)' }, '|');
    expect(seen).toEqual(['log-search:0=2', 'log-search:0=2 span-search:0=0', 'log-search:0=2 span-search:0=0 end']);
  });

  it('asks for a trace as soon as its ID is known, not when the leg that taught it ends', () => {
    const legs = run(
      { 'span-search': '10ms t 9s (1|)', 'log-search': '1s (0|)', traces: '5ms (2|)', 'logs-by-trace': '(0|)' },
      '|'
    );
    expect(legs.traces).toEqual(['10-15']);
    expect(legs['logs-by-trace'][0]).toBe('10-10');
  });

  it('ends when the planner names nothing more and every leg has settled', () => {
    const { seen } = run({ 'span-search': '(0|)', 'log-search': '(0|)' }, '|');
    expect(seen[seen.length - 1]).toBe('span-search:0=0 log-search:0=0 end');
  });

  it('ends at once when no source serves any lookup', () => {
    expect(run({}, '|').seen).toEqual([' end']);
  });
});

describe('cancelling', () => {
  it('ends every leg at that moment', () => {
    new TestScheduler((actual, wanted) => expect(actual).toEqual(wanted)).run(
      ({ cold, expectSubscriptions, flush, hot }) => {
        const never = cold<LegUpdate>('-');
        const subscription = answerRounds(plan, () => [never]).subscribe();
        hot('--x').subscribe(() => subscription.unsubscribe());
        flush();
        expectSubscriptions(never.subscriptions).toBe(['^-!', '^-!']);
      }
    );
  });
});
