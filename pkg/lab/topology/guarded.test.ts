import { withPolicy } from './guarded';
import { service } from './parts';
import type { CallPolicy, Step, Topology } from './service';
import { call, ms, span, work } from './steps';

const BREAKER = { window: 10, minimumCalls: 5, failureRate: 0.5, openMs: 5000, trialCalls: 1 };
const guarded: Step = call('callee', 'op', { timeoutMs: 100, breaker: BREAKER });
const plain: Step = call('callee', 'op', { timeoutMs: 100 });

function calling(role: string, step: Step) {
  return service(role, {
    version: '1',
    language: 'go',
    operations: [{ name: 'op', entry: { kind: 'http', method: 'GET', route: '/' }, steps: [work(1, 2), step] }],
  });
}

function topology(step: Step): Topology {
  return {
    services: [calling('caller', step), calling('other', plain)],
    entry: { role: 'caller', operation: 'op' },
    broker: undefined,
    network: ms(1, 2),
  };
}

function changed(step: Step, policy: Partial<CallPolicy>): readonly Step[] {
  return withPolicy(topology(step), { caller: 'caller', callee: 'callee' }, policy).services.map(
    ({ operations }) => operations[0].steps[1]
  );
}

describe('withPolicy', () => {
  it.each<[string, (inner: Step) => Step]>([
    ['by itself', (inner) => inner],
    ['in a span', (inner) => span('name', work(1, 2), inner)],
    ['in a transaction', (inner) => ({ kind: 'transaction', steps: [inner] })],
    ['on a miss', (inner) => ({ kind: 'cached', cache: 'cache', key: 'k', hitShare: 0.5, miss: [inner] })],
    ['beside others', (inner) => ({ kind: 'together', branches: [[work(1, 2)], [span('name', inner)]] })],
  ])('changes the calls of one edge, and no others: %s', (_, around) => {
    expect(changed(around(plain), { breaker: BREAKER })).toEqual([around(guarded), plain]);
  });

  it('leaves calls of others as they are', () => {
    const elsewhere = call('elsewhere', 'op', { timeoutMs: 100 });
    expect(changed(elsewhere, { breaker: BREAKER })).toEqual([elsewhere, plain]);
  });
});
