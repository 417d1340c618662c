import { type LabIncident, runScenario } from '../index';
import { attribute, quantile, type PlacedSpan, seriesOf, spansOf } from '../testing/spans';

const SERVER = 2;
const CLIENT = 3;
const CONSUMER = 5;
const SECOND = BigInt(1_000_000_000);

function servers(spans: readonly PlacedSpan[], service: string): readonly PlacedSpan[] {
  return spans.filter((placed) => placed.service === service && placed.span.kind === SERVER);
}

function requestId({ span }: PlacedSpan): string {
  return attribute(span.attributes, 'request_id');
}

/** The spans of every trace that carries the ID or a child of it. */
function found(spans: readonly PlacedSpan[], id: string): readonly PlacedSpan[] {
  return spans.filter((placed) => requestId(placed) === id || requestId(placed).startsWith(`${id}_`));
}

function linesOf(incident: LabIncident, id: string): readonly string[] {
  return incident.logs
    .filter(({ line }) => line.includes(id))
    .map(({ labels, line }) => `${labels.service_name}: ${line}`);
}

describe('healthy', () => {
  const incident = runScenario('healthy', { seed: 1 });
  const spans = spansOf(incident);

  it('has no failure and no slow request', () => {
    expect(spans.filter(({ span }) => span.status.code === 2)).toEqual([]);
    expect(incident.logs.filter(({ labels }) => labels.level === 'error')).toEqual([]);
    expect(
      quantile(
        servers(spans, 'frontend').map(({ ms }) => ms),
        0.99
      )
    ).toBeLessThan(400);
  });

  it('has no orphan: every parent exists', () => {
    const ids = new Set(spans.map(({ span }) => span.spanId));
    expect(spans.filter(({ span }) => span.parentSpanId !== '' && !ids.has(span.parentSpanId))).toEqual([]);
  });

  it('goes through the queue in one trace, with a link', () => {
    const consumers = spans.filter(({ span }) => span.kind === CONSUMER);
    expect(new Set(consumers.map(({ service }) => service))).toEqual(new Set(['shipping', 'notification']));
    expect(consumers.every(({ span }) => span.links[0].spanId === span.parentSpanId)).toBe(true);
  });

  it('keeps its breaker closed, and the cache and the databases known by metrics only', () => {
    const closed = seriesOf(incident, 'resilience4j_circuitbreaker_state', { name: 'inventory', state: 'closed' });
    expect(closed.length).toBeGreaterThan(0);
    expect(closed.every(({ values }) => values.every(([, value]) => value === '1'))).toBe(true);
    expect(seriesOf(incident, 'redis_commands_processed_total', { service: 'session-cache' })).toHaveLength(1);
    expect(spans.some(({ service }) => service === 'session-cache')).toBe(false);
  });
});

describe.each([1, 2])('mysterious-timeout, seed %i', (seed) => {
  const incident = runScenario('mysterious-timeout', { seed });
  const { truth } = incident;
  const spans = spansOf(incident);
  const onset = BigInt(truth.onsetNs);
  const before = spans.filter(({ end }) => end < onset);
  const spike = spans.filter(({ start }) => start > onset + SECOND * BigInt(12) && start < onset + SECOND * BigInt(65));

  it('raises the p99 of fraud-detection from 200 ms to over 7 s', () => {
    const p99 = (some: readonly PlacedSpan[]): number =>
      quantile(
        servers(some, 'fraud-detection').map(({ ms }) => ms),
        0.99
      );
    expect(p99(before)).toBeGreaterThan(150);
    expect(p99(before)).toBeLessThan(250);
    expect(p99(spike)).toBeGreaterThan(7000);
  });

  it('has 50 concurrent calls to the external API usually, and 500 in the spike', () => {
    const calls = new Map<number, number>();
    for (const { values } of seriesOf(incident, 'http_client_active_requests', {
      server_address: 'external-fraud-api',
    })) {
      values.forEach(([at, value]) => calls.set(at, (calls.get(at) ?? 0) + Number(value)));
    }
    const onsetSec = Number(onset / SECOND);
    const usual = [...calls].filter(([at]) => at > onsetSec - 200 && at < onsetSec - 5).map(([, value]) => value);
    expect(quantile(usual, 0.5)).toBeGreaterThan(40);
    expect(quantile(usual, 0.5)).toBeLessThan(60);
    expect(Math.max(...calls.values())).toBeGreaterThan(480);
    expect(Math.max(...calls.values())).toBeLessThan(620);
  });

  it('knows the external API only by its callers', () => {
    expect(spans.some(({ service }) => service === 'external-fraud-api')).toBe(false);
    expect(incident.logs.some(({ labels }) => labels.service_name === 'external-fraud-api')).toBe(false);
    const calls = spans.filter(({ span }) => attribute(span.attributes, 'peer.service') === 'external-fraud-api');
    expect(calls.every(({ service, span }) => service === 'fraud-detection' && span.kind === CLIENT)).toBe(true);
    expect(calls.some(({ ms }) => ms >= 9999)).toBe(true);
  });

  it('fails many checkouts with 504 in the spike, none before, and recovers', () => {
    const failed = (some: readonly PlacedSpan[]): number =>
      servers(some, 'frontend').filter(({ span }) => attribute(span.attributes, 'http.response.status_code') === '504')
        .length;
    expect(failed(before)).toBe(0);
    expect(failed(spike)).toBeGreaterThan(50);
    expect(servers(spike, 'frontend').length - failed(spike)).toBeGreaterThan(20);
    expect(failed(spans.filter(({ start }) => start > onset + SECOND * BigInt(110)))).toBe(0);
  });

  it('tells it all in the first ID: every service, errors down to the connection timeout', () => {
    const [id] = truth.ids;
    const story = found(spans, id);
    expect(new Set(story.map(({ span }) => span.traceId)).size).toBe(1);
    expect(new Set(story.map(({ service }) => service))).toEqual(
      new Set(['frontend', 'checkout', 'cart', 'inventory', 'payment', 'fraud-detection'])
    );
    const lines = linesOf(incident, id);
    for (const service of ['frontend', 'checkout', 'payment', 'fraud-detection']) {
      expect(lines.some((line) => line.startsWith(service) && /error/.test(line))).toBe(true);
    }
    expect(lines.some((line) => line.startsWith('fraud-detection') && line.includes('connection timeout'))).toBe(true);
    expect(lines.some((line) => line.includes(`${id}_inventory`))).toBe(true);
  });

  it('lets the server go on after its client gave up', () => {
    const [id] = truth.ids;
    const story = found(spans, id);
    const call = story.find(({ service, span }) => service === 'checkout' && span.name === 'POST /charges');
    const answer = story.find(({ service, span }) => service === 'payment' && span.kind === SERVER);
    expect(call?.ms).toBeCloseTo(7500, 0);
    expect(call?.span.status.code).toBe(2);
    expect(call?.span.events.some(({ name }) => name === 'exception')).toBe(true);
    expect(answer?.ms).toBeGreaterThan(7600);
  });

  it('names cause, path and onsets, the API first', () => {
    expect(truth.firstService).toBe('external-fraud-api');
    expect(truth.blastRadius).toEqual(['external-fraud-api', 'fraud-detection', 'payment', 'checkout', 'frontend']);
    const order = Object.entries(truth.onsets).sort((a, b) => (BigInt(a[1]) < BigInt(b[1]) ? -1 : 1));
    expect(order.map(([service]) => service).sort()).toEqual([...truth.blastRadius].sort());
    expect(order[0][1]).toBe(truth.onsets['external-fraud-api']);
  });

  it('shows where requests wait for a thread', () => {
    const waits = spans.filter(({ span }) => span.name === 'wait for worker thread');
    expect(waits.length).toBeGreaterThan(0);
    expect(
      Math.max(...seriesOf(incident, 'executor_queued_tasks').flatMap(({ values }) => values.map(([, v]) => Number(v))))
    ).toBeGreaterThan(0);
  });
});

describe.each([1, 2])('duplicate-orders, seed %i', (seed) => {
  const incident = runScenario('duplicate-orders', { seed });
  const { truth } = incident;
  const spans = spansOf(incident);

  it('writes two orders for one request ID, and only after the onset', () => {
    const orders = new Map<string, Set<string>>();
    for (const placed of servers(spans, 'order-service')) {
      const id = requestId(placed);
      orders.set(id, (orders.get(id) ?? new Set()).add(attribute(placed.span.attributes, 'order_id')));
    }
    const twice = [...orders].filter(([, ids]) => ids.size > 1).map(([id]) => id);
    expect(twice.length).toBeGreaterThan(10);
    expect([...truth.ids].sort()).toEqual(twice.sort());
  });

  it('has a timeout below the p99 of the callee', () => {
    const late = servers(spans, 'order-service').filter(({ start }) => start > BigInt(truth.onsetNs));
    expect(
      quantile(
        late.map(({ ms }) => ms),
        0.99
      )
    ).toBeGreaterThan(2500);
    expect(
      quantile(
        late.map(({ ms }) => ms),
        0.5
      )
    ).toBeLessThan(200);
  });

  it('shows both attempts in one trace: one timed out, one answered, both written', () => {
    const [id] = truth.ids;
    const story = found(spans, id);
    expect(new Set(story.map(({ span }) => span.traceId)).size).toBe(1);
    const attempts = story.filter(({ service, span }) => service === 'api-gateway' && span.kind === CLIENT);
    expect(attempts.map(({ span }) => span.status.code)).toEqual([2, undefined]);
    expect(attempts[0].ms).toBeCloseTo(2500, 0);
    expect(attribute(attempts[1].span.attributes, 'http.request.resend_count')).toBe('1');
    expect(story.filter(({ span }) => span.name === 'INSERT orders')).toHaveLength(2);
    const created = linesOf(incident, id).filter(
      (line) => line.startsWith('order-service') && line.includes(`"correlation_id":"${id}"`)
    );
    expect(created.length).toBeGreaterThanOrEqual(4);
    expect(
      servers(story, 'api-gateway').every(
        ({ span }) => attribute(span.attributes, 'http.response.status_code') === '200'
      )
    ).toBe(true);
  });
});

describe.each([1, 3])('broken-propagation, seed %i', (seed) => {
  const incident = runScenario('broken-propagation', { seed });
  const { truth } = incident;
  const spans = spansOf(incident);
  const consumers = spans.filter(({ span }) => span.kind === CONSUMER);
  const cut = consumers.filter(({ span }) => span.parentSpanId === '');

  it('starts new traces at the hop after the onset, for a share of the messages', () => {
    expect(cut.every(({ start }) => start > BigInt(truth.onsetNs))).toBe(true);
    const late = consumers.filter(({ start }) => start > BigInt(truth.onsetNs) + SECOND);
    const share = cut.length / late.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.8);
    const lost = new Set(cut.map(({ span }) => attribute(span.attributes, 'messaging.destination.partition.id')));
    const kept = consumers.filter(
      ({ span, start }) => span.parentSpanId !== '' && start > BigInt(truth.onsetNs) + SECOND
    );
    expect(kept.some(({ span }) => lost.has(attribute(span.attributes, 'messaging.destination.partition.id')))).toBe(
      false
    );
  });

  it('leaves the request ID as the only thread between the traces', () => {
    for (const id of truth.ids) {
      const story = found(spans, id);
      expect(new Set(story.map(({ span }) => span.traceId)).size).toBe(3);
      expect(story.filter(({ span }) => span.kind === CONSUMER).every(({ span }) => span.links.length === 0)).toBe(
        true
      );
      expect(story.map(requestId)).toContain(`${id}_shipping`);
    }
    const lines = linesOf(incident, truth.ids[0]);
    expect(lines.some((line) => line.startsWith('notification') && line.includes(`[${truth.ids[0]}]`))).toBe(true);
    expect(lines.some((line) => line.startsWith('shipping') && line.includes(`${truth.ids[0]}_shipping`))).toBe(true);
  });

  it('has a few orphans whose parent was never exported', () => {
    const ids = new Set(spans.map(({ span }) => span.spanId));
    const orphans = spans.filter(({ span }) => span.parentSpanId !== '' && !ids.has(span.parentSpanId));
    expect(orphans.length).toBeGreaterThan(0);
    expect(orphans.length).toBeLessThan(consumers.length / 10);
    expect(orphans.every(({ span }) => span.kind === CONSUMER)).toBe(true);
  });
});
