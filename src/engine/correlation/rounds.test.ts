import { atMs, traceIdOf } from '../../../pkg/testkit';
import type { TraceId } from '../units';
import { serviceIdentity } from './identity';
import type { Signal } from './join-types';
import type { CorrelationKey } from './key';
import { defaultRoundLimits, type Lookup, type LookupAnswer, type RoundState, type TimeWindow } from './lookup';
import { presetKeys, traceKey } from './presets';
import { idProblem, leftOut, planRound } from './rounds';

const WINDOW: TimeWindow = { from: atMs(0), to: atMs(60_000) };
const requestKey = presetKeys.find(({ name }) => name === 'request_id') ?? traceKey;
const T1 = traceIdOf('1');
const T2 = traceIdOf('2');
const CART = serviceIdentity('cart', undefined, 'label:service');
const BANK = serviceIdentity('bank', undefined, 'label:service');

function ask(key: CorrelationKey, id: string, signals: readonly Signal[] = ['traces', 'logs', 'metrics']): RoundState {
  return { key, id, signals, window: WINDOW, asked: [], answers: [] };
}

/** Asks everything that is planned, and answers nothing yet. */
function step(state: RoundState, limits = defaultRoundLimits): RoundState {
  return { ...state, asked: [...state.asked, ...planRound(state, limits)] };
}

function answer(state: RoundState, lookup: string, learnt: Partial<LookupAnswer> = {}): RoundState {
  const rows = (learnt.traceIds?.length ?? 0) + (learnt.ids?.length ?? 0) + (learnt.services?.length ?? 0);
  const full: LookupAnswer = {
    lookup,
    settled: true,
    traceIds: [],
    ids: [],
    services: [],
    window: undefined,
    rows,
    ...learnt,
  };
  return { ...state, answers: [...state.answers.filter((one) => one.lookup !== lookup), full] };
}

function say(lookup: Lookup): string {
  switch (lookup.kind) {
    case 'span-search':
    case 'log-search':
      return `${lookup.name} ${lookup.id}`;
    case 'traces':
    case 'logs-by-trace':
      return `${lookup.name} ${lookup.traceIds.map((traceId: TraceId) => traceId.replace(/^0+/, '')).join()}`;
    case 'metrics':
      return `${lookup.name} ${lookup.services.map(({ key }) => key).join()}`;
  }
}

function plan(state: RoundState, limits = defaultRoundLimits): readonly string[] {
  return planRound(state, limits).map(say);
}

describe('planRound', () => {
  it('looks the ID up in traces and logs at once', () => {
    expect(plan(ask(requestKey, 'req_1'))).toEqual(['span-search:0 req_1', 'log-search:0 req_1']);
  });

  it('asks for a trace ID directly, padded, and for the lines that name it', () => {
    expect(plan(ask(traceKey, 'AB'))).toEqual(['traces:0 ab', 'logs-by-trace:0 ab']);
    expect(plan(ask(traceKey, 'not hex'))).toEqual([]);
    expect(idProblem(traceKey, 'not hex')).toMatchObject({ code: 'rounds.bad-trace-id' });
    expect(idProblem(requestKey, '')).toMatchObject({ code: 'rounds.empty-id' });
    expect(idProblem(requestKey, 'x')).toBeUndefined();
  });

  it('fetches what a search found without waiting for the slower leg', () => {
    const searched = answer(step(ask(requestKey, 'req_1')), 'span-search:0', { traceIds: [T1], rows: 1 });

    expect(plan(searched)).toEqual(['traces:0 1', 'logs-by-trace:0 1']);
    expect(plan(step(searched))).toEqual([]);
  });

  it('follows trace IDs of lines and IDs of spans, nested ones being covered already', () => {
    const found = answer(step(ask(requestKey, 'req_1')), 'log-search:0', {
      traceIds: [T2],
      ids: ['req_1', 'req_1_bank', 'corr_9_x', 'corr_9'],
    });

    expect(plan(found)).toEqual(['traces:0 2', 'logs-by-trace:0 2', 'span-search:1 corr_9', 'log-search:1 corr_9']);
  });

  it('stops at the hops, traces and IDs that the limits allow, and says what it left out', () => {
    const limits = { ...defaultRoundLimits, maxTraces: 1, maxIds: 2, maxHops: 1 };
    const found = answer(step(ask(requestKey, 'req_1')), 'log-search:0', { traceIds: [T1, T2], ids: ['a', 'b'] });

    expect(plan(found, limits)).toEqual(['traces:0 1', 'logs-by-trace:0 1', 'span-search:1 a', 'log-search:1 a']);
    const further = answer(step(found, limits), 'log-search:1', { ids: ['c'] });
    expect(plan(further, limits)).toEqual([]);
    expect(leftOut(further, limits)).toEqual([
      { code: 'rounds.traces-left-out', params: { limit: 1 }, count: 1 },
      { code: 'rounds.ids-left-out', params: { limit: 2 }, count: 1 },
      { code: 'rounds.hops-left-out', params: { limit: 1 }, count: 1 },
    ]);
  });

  it('widens the window step by step when nothing was found, then gives up', () => {
    const empty = (state: RoundState): RoundState =>
      state.asked.reduce((answered, { name }) => answer(answered, name), state);
    const first = step(ask(requestKey, 'req_1'));

    expect(plan(answer(first, 'span-search:0'))).toEqual([]);
    const second = step(empty(first));
    expect(second.asked.slice(2)).toMatchObject([
      { name: 'span-search:1', step: 1, window: { from: atMs(-3_600_000), to: atMs(3_660_000) } },
      { name: 'log-search:1', step: 1 },
    ]);
    const third = step(empty(second));
    expect(third.asked).toHaveLength(6);
    expect(plan(empty(third))).toEqual([]);
  });

  it('looks for lines around a trace that lies outside the asked window', () => {
    const asked = step(ask(traceKey, '1'));
    const window = { from: atMs(-900_000), to: atMs(-800_000) };
    const found = answer(asked, 'traces:0', { traceIds: [T1], rows: 5, window });

    expect(planRound(found, defaultRoundLimits)).toMatchObject([
      { kind: 'logs-by-trace', traceIds: [T1], window: { from: atMs(-960_000), to: atMs(-740_000) } },
    ]);
    expect(plan(step(found))).toEqual([]);
  });

  it('asks for metrics once traces or logs have said all, and for services that come later', () => {
    let state = step(ask(requestKey, 'req_1'));
    state = step(answer(state, 'span-search:0', { traceIds: [T1] }));
    state = answer(state, 'traces:0', { services: [CART], traceIds: [T1], rows: 9 });

    expect(plan(state)).toEqual(['metrics:0 cart']);
    state = step(state);
    state = answer(answer(state, 'log-search:0', { services: [BANK] }), 'logs-by-trace:0');
    expect(plan(state)).toEqual(['metrics:1 bank']);
    expect(plan(step(state))).toEqual([]);
  });

  it('looks only where it was told to; metrics alone need the services of the traces', () => {
    expect(plan(ask(requestKey, 'r', ['logs']))).toEqual(['log-search:0 r']);
    expect(plan(ask(requestKey, 'r', ['traces']))).toEqual(['span-search:0 r']);
    expect(plan(ask(requestKey, 'r', ['metrics']))).toEqual(['span-search:0 r']);
  });
});
