import { drawTrace, EPOCH, makeTrace, type SpanDraft } from '../../../../pkg/testkit';
import type { SpanEvent, Trace } from '../../model';
import { nanosFromMs } from '../../units';
import { edgeOutcomes } from './index';

const window = { origin: EPOCH, end: nanosFromMs(60_000) };

function told(...traces: readonly Trace[]): readonly string[] {
  return edgeOutcomes(traces, window).flatMap(({ caller, callee, calls }) =>
    calls.map(({ outcome, source, refusedBy, refuser, duration }) => {
      const refused = refusedBy === undefined ? '' : ` by ${refusedBy} ${refuser ?? '?'}`;
      return `${caller}>${callee} ${source} ${outcome}${refused} ${duration / 1e6}`;
    })
  );
}

function exception(type: string, message: string): SpanEvent {
  return {
    time: nanosFromMs(2),
    name: 'exception',
    attributes: [
      { key: 'exception.type', value: type },
      { key: 'exception.message', value: message },
    ],
  };
}

function client(draft: Partial<SpanDraft>): Trace {
  return makeTrace({
    traceId: '2',
    spans: [
      { id: 'a', service: 'shop', kind: 'server', start: 0, end: 10 },
      { id: 'b', parent: 'a', service: 'shop', kind: 'client', start: 1, end: 3, ...draft },
    ],
  });
}

/** One call that is answered, so that the address is known to be the service `pay`. */
const ANSWERED = drawTrace(
  `
  shop/order [0-100] server
    shop/charge [10-90] client server.address=pay.prod.svc peer.port=80
      billing/charge [12-88] server`,
  { traceId: '1' }
);

describe('whom a call calls', () => {
  it('is who answers, and for a call that nobody answered who answers at that address', () => {
    expect(told(ANSWERED, client({ attributes: { 'server.address': 'pay.prod.svc' }, status: 'error' }))).toEqual([
      'shop>billing client failure 2',
      'shop>billing client success 80',
    ]);
  });

  it.each([
    [{ 'peer.service': 'pay' }, 'pay'],
    [{ 'net.peer.name': 'pay', 'net.peer.port': 80 }, 'pay'],
    [{ 'http.host': 'pay:8080' }, 'pay'],
    [{ 'http.url': 'https://user@pay:8080/x?y' }, 'pay'],
    [{ 'url.full': 'http://pay/x' }, 'pay'],
    [{ 'db.system': 'redis' }, 'redis'],
    [{}, ''],
  ])('is told by %j', (attributes, callee) => {
    expect(edgeOutcomes([client({ attributes })], window)[0]?.callee).toBe(callee);
  });

  it('counts the innermost of nested client spans, and no messages', () => {
    const trace = drawTrace(`
    shop/order [0-100] server
      shop/wrapper [10-90] client peer.service=pay
        shop/charge [11-40] client peer.service=pay error
        shop/charge [50-89] client peer.service=pay
      shop/send [91-92] producer
        mail/receive [95-99] consumer`);
    expect(told(trace)).toEqual(['shop>pay client failure 29', 'shop>pay client success 39']);
  });

  it('takes the callee where callers record no client spans', () => {
    expect(told(drawTrace('shop/order [0-9] server\n  pay/charge [1-8] server error'))).toEqual([
      'shop>pay server failure 7',
    ]);
  });
});

describe('how a call ended', () => {
  it.each<[string, Partial<SpanDraft>, string]>([
    ['an old status code', { attributes: { 'http.status_code': 503 } }, 'failure 2'],
    [
      'a status that blames the request',
      { attributes: { 'http.response.status_code': 404 }, status: 'error' },
      'success 2',
    ],
    ['too many requests', { attributes: { 'http.response.status_code': 429 }, status: 'error' }, 'failure 2'],
    ["gRPC's not found", { attributes: { 'rpc.grpc.status_code': 5 }, status: 'error' }, 'success 2'],
    ["gRPC's deadline", { attributes: { 'rpc.grpc.status_code': 4 }, status: 'error' }, 'timeout 2'],
    ['a status message', { status: 'error', statusMessage: 'context deadline exceeded' }, 'timeout 2'],
    [
      'resilience4j',
      { status: 'error', statusMessage: "CircuitBreaker 'pay-api' is OPEN and does not permit further calls" },
      'rejected by breaker pay-api 2',
    ],
    [
      'a full bulkhead',
      { status: 'error', statusMessage: "Bulkhead 'pay' is full and does not permit further calls" },
      'rejected by bulkhead pay 2',
    ],
    ['opossum', { status: 'error', events: [exception('EOPENBREAKER', 'Breaker is open')] }, 'rejected by breaker ? 2'],
    [
      'Polly',
      { status: 'error', events: [exception('Polly.CircuitBreaker.BrokenCircuitException', '')] },
      'rejected by breaker ? 2',
    ],
    ['gobreaker', { status: 'error', statusMessage: 'circuit breaker is open' }, 'rejected by breaker ? 2'],
    ['Envoy', { attributes: { response_flags: 'UO', 'http.status_code': 503 } }, 'rejected by breaker ? 2'],
  ])('%s', (_, draft, expected) => {
    const attributes = { 'peer.service': 'pay', ...draft.attributes };
    expect(told(client({ ...draft, attributes }))).toEqual([`shop>pay client ${expected}`]);
  });

  it("is the callee's failure, not a refusal, when the callee's own breaker refused and said so", () => {
    const words = 'error.type=CallNotPermittedException';
    const trace = drawTrace(`
    shop/order [0-100] server
      shop/charge [10-90] client error ${words}
        pay/charge [12-88] server error ${words}`);
    expect(told(trace)).toEqual(['shop>pay client failure 80', 'pay> caller rejected by breaker ? 0']);
  });
});

describe('a refused call without a client span', () => {
  const refused = (message: string): Trace =>
    makeTrace({
      traceId: '3',
      spans: [
        {
          id: 'a',
          service: 'web',
          kind: 'client',
          start: 0,
          end: 10,
          status: 'error',
          attributes: { 'peer.service': 'shop' },
        },
        {
          id: 'b',
          parent: 'a',
          service: 'shop',
          kind: 'server',
          start: 1,
          end: 9,
          status: 'error',
          events: [exception('CallNotPermittedException', message)],
        },
        {
          id: 'c',
          parent: 'b',
          service: 'shop',
          kind: 'internal',
          start: 2,
          end: 5,
          status: 'error',
          events: [exception('CallNotPermittedException', message)],
        },
      ],
    });

  it('is told once, by the innermost span that recorded the exception, and called whom the caller usually calls', () => {
    expect(told(ANSWERED, refused('no name'))).toContain('shop>billing caller rejected by breaker ? 0');
    expect(told(ANSWERED, refused('no name')).filter((line) => line.includes('rejected'))).toHaveLength(1);
  });

  it('called the service that its breaker is named after', () => {
    expect(told(ANSWERED, refused("CircuitBreaker 'web' is OPEN and does not permit further calls"))).toContain(
      'shop>web caller rejected by breaker web 0'
    );
  });
});
