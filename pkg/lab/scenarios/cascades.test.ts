import { quantile, seriesOf } from '../testing/spans';
import { Staged } from '../testing/staged';

const CLIENT = 3;

describe.each([1, 2])('payment-cascade, seed %i', (seed) => {
  const staged = new Staged('payment-cascade', seed);
  const { truth } = staged;

  it('takes payment from 50 to 500 ms, its memory first', () => {
    const bitten = staged.onset('payment');
    expect(staged.signal('payment', 'saturation')).toBeLessThan(bitten);
    expect(quantile(staged.lengths('payment', -200, 0), 0.5)).toBeGreaterThan(40);
    expect(quantile(staged.lengths('payment', -200, 0), 0.5)).toBeLessThan(60);
    const work = staged.spans.filter(
      ({ service, span, end }) => service === 'payment' && span.name === 'INSERT payments' && staged.after(end) > 60
    );
    const apart = work
      .map(({ start, instance }) => ({ instance, at: staged.after(start) }))
      .sort((a, b) => a.at - b.at);
    const [one] = apart;
    const turns = apart.filter(({ instance }) => instance === one.instance).map(({ at }) => at);
    const gaps = turns.slice(1).map((at, row) => at - turns[row]);
    expect(quantile(gaps, 0.5)).toBeGreaterThan(0.4);
    expect(quantile(gaps, 0.5)).toBeLessThan(0.62);
  });

  it('goes on from payment to those who wait for it, and then to those who only share their threads', () => {
    expect(truth.firstService).toBe('payment');
    expect(Object.keys(truth.onsets)).toEqual([
      'payment',
      'order-service',
      'api-gateway',
      'edge-lb',
      'account-service',
    ]);
    expect(staged.onset('order-service') - staged.onset('payment')).toBeGreaterThan(2);
    expect(staged.onset('account-service') - staged.onset('order-service')).toBeGreaterThan(5);
    expect(staged.signal('order-service', 'saturation')).toBeLessThan(staged.signal('api-gateway', 'saturation'));
    expect(staged.lengths('catalog', -200, 400).every((ms) => ms < 1000)).toBe(true);
  });

  it('has everything down in four minutes: timeouts of ten seconds, then of thirty, then no gateway at all', () => {
    expect(staged.failing('edge-lb', -200, 0)).toBe(0);
    expect(staged.failing('edge-lb', 180, 240)).toBeGreaterThan(0.75);
    const timeouts = (caller: string): readonly number[] =>
      staged.spans
        .filter(({ service, span }) => service === caller && span.kind === CLIENT && span.status.code === 2)
        .map(({ ms }) => Math.round(ms / 1000));
    expect(timeouts('order-service')).toContain(10);
    expect(timeouts('api-gateway')).toContain(30);
    expect(new Set(staged.lines(/no healthy upstream|no server is available|backends of/))).toEqual(
      new Set(['edge-lb'])
    );
  });
});

describe.each([1, 12])('memory-leak-cascade, seed %i', (seed) => {
  const staged = new Staged('memory-leak-cascade', seed);
  const { truth, incident } = staged;

  it('is known by its metrics alone', () => {
    expect([staged.spans, incident.logs, incident.exemplars, truth.ids]).toEqual([[], [], [], []]);
    const memory = seriesOf(incident, 'process_resident_memory_bytes', { service: truth.firstService });
    const levels = memory.map(({ values }) => values.map(([, value]) => Number(value)));
    expect(levels.every((values) => Math.max(...values) > 1.5 * Math.max(...values.slice(0, 40)))).toBe(true);
  });

  it('names the leak first and the rest within ten minutes', () => {
    expect(Object.keys(truth.onsets)[0]).toBe(truth.firstService);
    expect(Object.keys(truth.onsets).length).toBe(5);
    expect(truth.fault).toEqual({ service: truth.firstService, kind: 'resource' });
    expect(Math.max(...Object.keys(truth.onsets).map((service) => staged.onset(service)))).toBeLessThan(600);
  });
});

describe.each([1, 11])('db-domino, seed %i', (seed) => {
  const staged = new Staged('db-domino', seed);
  const { truth } = staged;
  const [database, api, ...fronts] = Object.keys(truth.onsets);

  it('falls stone by stone: database, servers, those in front, threads, health checks, crashes', () => {
    expect(database).toBe(truth.firstService);
    expect(fronts).toHaveLength(2);
    const checks = staged.times(/unhealthy|taking it out|DOWN/);
    const crashes = staged.times(/OutOfMemoryError|out of memory|process killed/);
    const stones = [
      staged.onset(database),
      staged.onset(api),
      staged.onset(fronts[0]),
      staged.signal(api, 'saturation'),
      checks[0],
      crashes[0],
    ];
    expect([...stones].sort((a, b) => a - b)).toEqual(stones);
    const gaps = stones.slice(1).map((at, row) => at - stones[row]);
    expect(quantile(gaps, 0.5)).toBeGreaterThan(2.5);
    expect(quantile(gaps, 0.5)).toBeLessThan(9);
    expect(crashes.length).toBeGreaterThan(3);
  });

  it('leaves nobody to ask, and ends with the slow database', () => {
    expect(staged.times(/no healthy upstream|no server is available|backends of/).length).toBeGreaterThan(50);
    expect(staged.failing(fronts[0], 50, 80)).toBeGreaterThan(0.4);
    expect(staged.failing(fronts[0], 190, 210)).toBe(0);
  });
});

describe.each([1, 11])('retry-storm, seed %i', (seed) => {
  const staged = new Staged('retry-storm', seed);
  const { truth } = staged;
  const retries = (truth.spread ?? []).filter(({ kind }) => kind === 'retries');
  const [{ from: pricing, to: tax }, { from: basket }] = retries;

  it('multiplies the calls by what both layers ask', () => {
    const calls = (caller: string, from: number, to: number): number =>
      staged.calls(caller).filter(({ start }) => staged.after(start) >= from && staged.after(start) < to).length;
    const before = calls(pricing, -60, 0) / calls(basket, -60, 0);
    expect(before).toBeCloseTo(1, 1);
    expect(calls(basket, -60, 0)).toBe(staged.served(basket, -60, 0).length);
    const orders = staged.served(basket, 20, 60).length;
    expect(calls(pricing, 20, 60) / orders).toBeGreaterThan(5);
    expect(staged.lines(/retrying|attempt/).every((service) => [pricing, basket].includes(service))).toBe(true);
  });

  it('retries without jitter and without a breaker', () => {
    const traces = new Map<string, bigint[][]>();
    for (const { span, start, end } of staged.calls(pricing)) {
      traces.set(span.parentSpanId, [...(traces.get(span.parentSpanId) ?? []), [start, end]]);
    }
    const pauses = [...traces.values()]
      .filter(({ length }) => length === 3)
      .map((attempts) => attempts.sort((a, b) => (a[0] < b[0] ? -1 : 1)))
      .map(([first, second]) => Math.round(Number(second[0] - first[1]) / 1e6));
    expect(pauses.length).toBeGreaterThan(100);
    expect(new Set(pauses).size).toBe(1);
    expect(seriesOf(staged.incident, 'resilience4j_circuitbreaker_state')).toEqual([]);
  });

  it('begins with the store, fells even those who do not retry, and lasts longer than its cause', () => {
    expect(truth.fault?.service).toBe(truth.firstService);
    expect(Object.keys(truth.onsets).slice(0, 2)).toContain(truth.firstService);
    expect(truth.blastRadius).toContain(tax);
    expect(truth.blastRadius).toHaveLength(6);
    expect(staged.failing(basket, 30, 60)).toBeGreaterThan(0.9);
    expect(staged.failing(basket, 130, 160)).toBe(0);
  });
});
