import { drawTrace, makeLogs } from '../../../../pkg/testkit';
import type { LogTable, Series, Trace } from '../../model';
import { nanos } from '../../units';
import { drawGauge, drawnWindow, drawStates, printLane, STEP_MS } from '../testing/draw';
import type { Breaker, BreakerInput, StateInterval } from '../types';
import { analyseBreakers, analysingBreakers } from './analyse';
import { associate, isSameBreaker } from './associate';
import { disagreements, knownShare } from './disagree';

const STEPS = 12;
const STATE = 'resilience4j_circuitbreaker_state';
const STATES = { c: 'closed', o: 'open', h: 'half_open' };
const labels = { application: 'checkout', name: 'payment', instance: 'a' };
const gauge = (drawing: string, more = {}): readonly Series[] =>
  drawStates(STATE, { ...labels, ...more }, 'state', STATES, drawing);
const changed = (from: string, to: string): string => `CircuitBreaker 'payment' changed state from ${from} to ${to}`;

function log(
  ...lines: ReadonlyArray<readonly [step: number, line: string, labels?: Record<string, string>]>
): LogTable {
  return makeLogs(
    lines.map(([step, line, more]) => ({
      at: step * STEP_MS,
      service: 'checkout',
      line,
      ...(more && { labels: more }),
    }))
  );
}

function analyse(input: Partial<BreakerInput>) {
  return analyseBreakers({ window: drawnWindow(STEPS), series: [], lines: [], traces: [], ...input });
}

function first(input: Partial<BreakerInput>): Breaker | undefined {
  return analyse(input).breakers[0];
}

const steps = (breaker: Breaker | undefined) =>
  breaker?.transitions.map(({ at, within, to }) => [at / (STEP_MS * 1e6), within / (STEP_MS * 1e6), to]);

describe('samples and lines of one breaker', () => {
  it('are one lane: the change happened when the line says', () => {
    const found = analyse({
      series: gauge('cccooohccccc'),
      lines: [log([2.2, changed('CLOSED', 'OPEN')], [6.5, changed('HALF_OPEN', 'CLOSED')])],
    });
    expect(found.breakers).toHaveLength(1);
    expect(steps(found.breakers[0])).toEqual([
      [2.2, 0, 'open'],
      [6, 1, 'half-open'],
      [6.5, 0, 'closed'],
    ]);
    expect(found.breakers[0]?.transitions[0]?.evidence[0]?.kind).toBe('log');
  });

  it('show a state that came and went between two samples', () => {
    const breaker = first({
      series: gauge('cccccccccccc'),
      lines: [
        log(
          [4.2, changed('CLOSED', 'OPEN')],
          [4.6, changed('OPEN', 'HALF_OPEN')],
          [4.7, changed('HALF_OPEN', 'CLOSED')]
        ),
      ],
    });
    expect(breaker?.intervals.map(({ state, start, end }) => [state, start / 15e9, end / 15e9])).toEqual([
      ['closed', 0, 4.2],
      ['open', 4.2, 4.6],
      ['half-open', 4.6, 4.7],
      ['closed', 4.7, 12],
    ]);
    expect(steps(breaker)).toEqual([
      [4.2, 0, 'open'],
      [4.6, 0, 'half-open'],
      [4.7, 0, 'closed'],
    ]);
  });

  it('keep the samples where lines do not fit them', () => {
    const series = gauge('cccooocccccc');
    const breaker = first({
      series,
      lines: [log([2.5, changed('OPEN', 'HALF_OPEN')], [8, changed('CLOSED', 'OPEN')])],
    });
    expect(breaker?.intervals).toEqual(first({ series })?.intervals);
  });

  it('of several processes find their lane by what they say, however the process is named', () => {
    const breaker = first({
      series: [...gauge('cccooocccccc'), ...gauge('ccccccooocccc'.slice(0, STEPS), { instance: 'b' })],
      lines: [
        log(
          [2.5, changed('CLOSED', 'OPEN'), { pod: 'pod-1' }],
          [5.5, changed('CLOSED', 'OPEN'), { pod: 'pod-2' }],
          [8.5, changed('OPEN', 'CLOSED')]
        ),
      ],
    });
    expect(
      breaker?.instances.map(({ transitions }) => transitions.map(({ at, within }) => [at / 15e9, within / 15e9]))
    ).toEqual([
      [
        [2.5, 0],
        [6, 1],
      ],
      [
        [5.5, 0],
        [8.5, 0],
      ],
    ]);
  });

  it('stay apart where names or services differ', () => {
    const lines = [log([2.2, changed('CLOSED', 'OPEN').replace('payment', 'stock')])];
    const found = analyse({ series: gauge('cccooohccccc'), lines });
    expect(found.breakers.map(({ identity, source }) => `${identity.name} ${source}`)).toEqual([
      'stock log',
      'payment resilience4j',
    ]);
  });
});

describe('findings and order', () => {
  it('puts what is open now first, and says so', () => {
    const series = [
      ...gauge('cccccccccccc', { name: 'calm' }),
      ...gauge('cooooooooocc', { name: 'over' }),
      ...gauge('cccccccccooo', { name: 'now' }),
    ];
    const { breakers, findings, origin } = analyse({ series });
    expect(breakers.map(({ identity }) => identity.name)).toEqual(['now', 'over', 'calm']);
    expect(findings.filter(({ kind }) => kind === 'breaker-open')).toEqual([
      expect.objectContaining({
        severity: 'critical',
        origin,
        window: { start: 9 * 15e9, end: STEPS * 15e9 },
        message: { key: 'breaker.open', params: { name: 'now', caller: 'checkout', callee: '', forNs: 45e9 } },
      }),
    ]);
  });

  it('only warns of one that waits for a call or is held open by hand', () => {
    const waiting = analyse({ series: gauge('oooooooooooo') }).findings[0];
    expect(waiting).toMatchObject({
      kind: 'breaker-open',
      severity: 'warning',
      window: { start: 0, end: STEPS * 15e9 },
    });
    const forced = drawStates(STATE, labels, 'state', { c: 'closed', f: 'forced_open' }, 'ccccccffffff');
    expect(analyse({ series: forced }).findings[0]).toMatchObject({
      severity: 'warning',
      message: { key: 'breaker.forced' },
    });
  });

  it('takes lanes that were measured elsewhere as they are', () => {
    const measured = analyse({ series: gauge('cccooocccccc') }).breakers;
    expect(analyse({ measured }).breakers).toEqual(measured);
  });

  it('knows nothing of nothing, and yields on the way', () => {
    expect(analyse({})).toMatchObject({ breakers: [], findings: [], problems: [] });
    const slices = [...analysingBreakers({ window: drawnWindow(2), series: gauge('cc'), lines: [], traces: [] })];
    expect(slices.length).toBeGreaterThan(2);
  });
});

describe('whose breaker it is', () => {
  const services = new Set(['shop/checkout', 'checkout', 'shop/payment', 'stock', 'card-payment-gateway']);
  const edges = ['shop/payment', 'stock', 'card-payment-gateway'].map((callee) => ({
    caller: 'shop/checkout',
    callee,
  }));
  const calleeOf = (name: string, caller?: string): string | undefined =>
    associate(caller === undefined ? { name } : { name, caller }, services, edges).callee;

  it('is found by the names of those that the caller calls', () => {
    expect(calleeOf('payment', 'checkout')).toBe('shop/payment');
    expect(calleeOf('PaymentService', 'checkout')).toBe('shop/payment');
    expect(calleeOf('cardPaymentGateway', 'checkout')).toBe('card-payment-gateway');
    expect(calleeOf('stock_client', 'checkout')).toBe('stock');
    expect(calleeOf('backendA', 'checkout')).toBeUndefined();
    expect(calleeOf('stock')).toBe('stock');
    expect(calleeOf('sto')).toBeUndefined();
  });

  it('takes a bare name for the only namespaced service of that name', () => {
    expect(associate({ name: 'x', caller: 'checkout', callee: 'payment' }, services, edges)).toEqual({
      name: 'x',
      caller: 'shop/checkout',
      callee: 'shop/payment',
    });
    const two = new Set(['a/checkout', 'b/checkout']);
    expect(associate({ name: 'x', caller: 'checkout' }, two, []).caller).toBe('checkout');
  });

  it('is the same for names that differ in spelling only', () => {
    expect(isSameBreaker({ name: 'payment-api', caller: 'a' }, { name: 'PaymentApi', caller: 'a', callee: 'b' })).toBe(
      true
    );
    expect(isSameBreaker({ name: 'payment', caller: 'a' }, { name: 'payment', caller: 'b' })).toBe(false);
  });
});

describe('measured against inferred', () => {
  const lane = (basis: Breaker['basis'], drawing: string, confidence = 1): Breaker => {
    const state: Record<string, StateInterval['state']> = { c: 'closed', o: 'open', h: 'half-open', '?': 'unknown' };
    const intervals = [...drawing].map((sign, step): StateInterval => ({
      state: state[sign] ?? 'unknown',
      start: nanos(step),
      end: nanos(step + 1),
      confidence,
      evidence: [],
    }));
    const none = { transitions: [], disagreements: [], instances: [] };
    return { identity: { name: 'x' }, basis, source: '', intervals, ...none };
  };

  it('disagrees where one refuses and the other does not, as far as both know', () => {
    const found = disagreements(lane('measured', 'ccooc?h'), lane('inferred', 'coo?hoc'));
    expect(found.map(({ start, measured, inferred }) => [start, measured, inferred])).toEqual([
      [1, 'closed', 'open'],
      [4, 'closed', 'half-open'],
      [6, 'half-open', 'closed'],
    ]);
    expect(disagreements(lane('measured', 'cc'), lane('inferred', 'oo', 0.3))).toEqual([]);
  });

  it('knows how much of the window a lane knows', () => {
    expect(knownShare(lane('measured', 'c?o?'))).toBe(0.5);
    expect(knownShare(lane('measured', ''))).toBe(0);
  });
});

describe('a breaker that metrics and spans tell of', () => {
  /** A call of checkout each second: payment answers, or checkout's breaker refuses (`x`). */
  const calls = (drawing: string): readonly Trace[] =>
    [...drawing].map((sign, second) => {
      const at = second * 1000;
      const answered = `
        checkout/pay [${at}-${at + 60}] server
          checkout/POST [${at + 5}-${at + 55}] client
            payment/POST [${at + 10}-${at + 50}] server`;
      const refused = `
        checkout/pay [${at}-${at + 3}] server error
          checkout/POST [${at + 1}-${at + 2}] client error peer.service=payment error.type=CallNotPermittedException`;
      return drawTrace(sign === 'x' ? refused : answered, { traceId: (second + 1).toString(16) });
    });
  const traces = calls('.'.repeat(60) + 'x'.repeat(30) + '.'.repeat(60));

  it('is inferred from spans alone', () => {
    const [breaker, ...others] = analyse({ traces }).breakers;
    expect(others).toEqual([]);
    expect(breaker).toMatchObject({ basis: 'inferred', identity: { caller: 'checkout', callee: 'payment' } });
    expect(breaker && printLane(breaker, 10).toLowerCase()).toBe('ccccoocccc');
  });

  it('is one lane where metrics speak, associated with the callee, and says where spans contradict', () => {
    const agreed = analyse({ traces, series: gauge('ccccoocccccc') }).breakers;
    expect(agreed).toMatchObject([
      { basis: 'measured', identity: { caller: 'checkout', callee: 'payment', name: 'payment' }, disagreements: [] },
    ]);
    const [contradicted, ...others] = analyse({ traces, series: gauge('cccccccccccc') }).breakers;
    expect(others).toEqual([]);
    expect(contradicted?.disagreements).toMatchObject([{ measured: 'closed', inferred: 'open' }]);
  });

  it('is inferred beside a gauge that was not there for most of the time', () => {
    const bases = analyse({ traces, series: gauge('cc          ') }).breakers.map(({ basis }) => basis);
    expect(bases.sort()).toEqual(['inferred', 'measured']);
  });

  it('is not a limit of the mesh, which only counts connections', () => {
    const mesh = { app: 'checkout', pod: 'a', cluster_name: 'payment' };
    const limits = drawGauge('envoy_cluster_circuit_breakers_default_cx_open', mesh, '000000000000');
    const found = analyse({ series: [limits], traces });
    expect(found.breakers.map(({ identity, basis }) => `${identity.name} ${basis}`).sort()).toEqual([
      'limits measured',
      'payment inferred',
    ]);
  });
});
