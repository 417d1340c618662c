import { runScenario } from '../index';
import { attribute, type PlacedSpan, quantile, seriesOf, spansOf } from '../testing/spans';

const SERVER = 2;
const CLIENT = 3;
const NS_PER_MS = BigInt(1_000_000);

function rootsOf(spans: readonly PlacedSpan[]): readonly PlacedSpan[] {
  return spans.filter(({ span }) => span.parentSpanId === '' && span.kind === SERVER);
}

function lengths(spans: readonly PlacedSpan[]): readonly number[] {
  return spans.map(({ ms }) => ms);
}

describe.each([1, 2])('latency-spike, seed %i', (seed) => {
  const incident = runScenario('latency-spike', { seed });
  const { truth } = incident;
  const spans = spansOf(incident);
  const roots = rootsOf(spans);
  const onset = BigInt(truth.onsetNs);
  const before = roots.filter(({ end }) => end < onset);
  const after = roots.filter(({ start }) => start > onset + BigInt(10) * NS_PER_MS);

  it('goes from 100 ms to nearly 5 s, for a minority of the run', () => {
    expect(quantile(lengths(before), 0.5)).toBeGreaterThan(70);
    expect(quantile(lengths(before), 0.5)).toBeLessThan(130);
    expect(quantile(lengths(after), 0.05)).toBeGreaterThan(4500);
    expect(quantile(lengths(after), 0.99)).toBeLessThan(5000);
    expect(after.length / roots.length).toBeGreaterThan(0.2);
    expect(after.length / roots.length).toBeLessThan(0.45);
  });

  it('fails at the gateway, and never reaches the order service or a breaker', () => {
    expect(before.filter(({ span }) => span.status.code === 2)).toEqual([]);
    expect(after.every(({ span }) => attribute(span.attributes, 'http.response.status_code') === '504')).toBe(true);
    const late = new Set(after.map(({ span }) => span.traceId));
    expect(spans.filter(({ service, span }) => service === 'order-service' && late.has(span.traceId))).toEqual([]);
    expect(seriesOf(incident, 'resilience4j_circuitbreaker_state')).toEqual([]);
  });

  it('waits 4.5 s in the call that the truth names, below the check of permissions', () => {
    const { operation } = truth;
    const waits = spans.filter(
      ({ service, span, start }) =>
        service === operation?.service && span.name === operation.name && span.kind === CLIENT && start > onset
    );
    expect(waits.length).toBe(
      after.length + waits.filter(({ start }) => start < onset + BigInt(10) * NS_PER_MS).length
    );
    expect(waits.every(({ ms }) => Math.abs(ms - 4500) < 1)).toBe(true);
    const parents = new Set(waits.map(({ span }) => span.parentSpanId));
    const checks = spans.filter(({ span }) => parents.has(span.spanId));
    expect(new Set(checks.map(({ span }) => span.name))).toEqual(new Set(['check permissions']));
    expect(
      seriesOf(incident, 'up', { service: 'user-service' }).every(({ values }) => values.at(-1)?.[1] === '0')
    ).toBe(true);
  });

  it('names the dead service first, and IDs of requests that waited', () => {
    expect(truth.firstService).toBe('user-service');
    expect(Object.keys(truth.onsets)).toEqual(['user-service', 'auth-service', 'api-gateway']);
    expect(truth.fault).toEqual({ service: 'user-service', kind: 'dependency' });
    const story = spans.filter(({ span }) => attribute(span.attributes, 'request_id') === truth.ids[0]);
    expect(story.some(({ ms }) => ms > 4499)).toBe(true);
  });
});

describe.each([1, 2])('the signals of latency-spike, seed %i', (seed) => {
  const { truth } = runScenario('latency-spike', { seed });
  const { signals = {}, onsetNs, onsets } = truth;
  const after = (time = ''): number => Number(BigInt(time) - BigInt(onsetNs)) / Number(NS_PER_MS);

  it('tell of the dead service by the calls that wait for it, and of those who wait by their own requests', () => {
    expect(signals['user-service']).toMatchObject({
      latency: onsets['user-service'],
      errors: onsets['user-service'],
    });
    for (const waiting of ['auth-service', 'api-gateway']) {
      expect(Object.keys(signals[waiting] ?? {}).sort()).toEqual(['errors', 'latency']);
      expect(after(signals[waiting]?.latency)).toBeGreaterThanOrEqual(4500);
      expect(after(signals[waiting]?.latency)).toBeLessThan(6000);
    }
  });

  it('tell of those who are no longer asked by their traffic alone', () => {
    for (const idle of ['order-service', 'orders-db', 'session-cache', 'users-db']) {
      expect(Object.keys(signals[idle] ?? {})).toEqual(['traffic']);
      expect(after(signals[idle]?.traffic)).toBeLessThan(15_000);
    }
  });
});

describe.each([1, 2])('amex-slow, seed %i', (seed) => {
  const incident = runScenario('amex-slow', { seed });
  const { truth } = incident;
  const spans = spansOf(incident);
  const roots = rootsOf(spans);
  const onset = BigInt(truth.onsetNs);
  const after = roots.filter(({ start }) => start > onset);
  const { key = '', value = '' } = truth.attribute ?? {};
  const has = ({ span }: PlacedSpan): boolean => attribute(span.attributes, key) === value;

  it('takes requests with one card type from 50 ms to 4 s, and no other', () => {
    const slow = lengths(after.filter(has));
    const others = lengths([...roots.filter(({ end }) => end < onset), ...after.filter((root) => !has(root))]);
    expect(slow.length).toBeGreaterThan(40);
    expect(quantile(slow, 0.01)).toBeGreaterThan(2000);
    expect(quantile(slow, 0.99)).toBeGreaterThan(3300);
    expect(quantile(others, 0.5)).toBeGreaterThan(40);
    expect(quantile(others, 0.5)).toBeLessThan(80);
    expect(Math.max(...others)).toBeLessThan(500);
  });

  it('fails nothing, and says nothing above info', () => {
    expect(spans.filter(({ span }) => span.status.code === 2)).toEqual([]);
    expect(incident.logs.filter(({ labels }) => !['debug', 'info'].includes(labels.level ?? ''))).toEqual([]);
  });

  it('spends the time in the call that the truth names', () => {
    const { operation } = truth;
    const slow = new Set(after.filter(has).map(({ span }) => span.traceId));
    const calls = spans.filter(
      ({ service, span }) => slow.has(span.traceId) && service === operation?.service && span.name === operation.name
    );
    expect(calls).toHaveLength(slow.size);
    expect(Math.min(...lengths(calls))).toBeGreaterThan(2000);
    expect(truth.ids.length).toBe(20);
  });
});

describe('a run with one operation made faster', () => {
  it.each(['latency-spike', 'amex-slow'] as const)('is the same run but for what waited for it: %s', (name) => {
    const usual = runScenario(name, { seed: 4, scale: 0.3 });
    const { operation } = usual.truth;
    const { service = '', name: span = '' } = operation ?? {};
    const faster = runScenario(name, { seed: 4, scale: 0.3, faster: { service, operation: span, factor: 0.5 } });
    const [was, is] = [usual, faster].map((run) => new Map(spansOf(run).map((placed) => [placed.span.spanId, placed])));
    expect([...is.keys()].sort()).toEqual([...was.keys()].sort());
    const parents = new Set([...was.values()].map((placed) => placed.span.parentSpanId));
    // Calls that a callee answers with a span of its own are faster by their own part only.
    const named = [...was.values()].filter(
      (placed) => placed.service === service && placed.span.name === span && !parents.has(placed.span.spanId)
    );
    expect(named.length).toBeGreaterThan(20);
    for (const placed of named) {
      expect((is.get(placed.span.spanId)?.ms ?? NaN) / placed.ms).toBeCloseTo(0.5, 2);
    }
    // What runs beside it or before it has not moved; nothing has become longer.
    const longer = [...was.values()].filter(
      (placed) => (is.get(placed.span.spanId)?.ms ?? Infinity) > placed.ms + 0.01
    );
    expect(longer).toEqual([]);
  });
});
