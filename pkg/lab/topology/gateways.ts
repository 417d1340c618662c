import type { Random } from '../random';
import { http, NETWORK, outside, service, sized, stores } from './parts';
import type { ServiceSpec, Topology } from './service';
import { call, log, logfmtLog, ms, otlpLog, plainLog, query, work } from './steps';

/** How long who waits for whom, as told: the gateway for orders, orders for payments; the balancer gives up last. */
const BALANCER_MS = 60_000;
const GATEWAY_MS = 30_000;
const ORDER_MS = 10_000;

/** Where a payment process that leaks slows down, and where it does nothing but collect garbage. */
interface LeakLimits {
  readonly softMib: number;
  readonly limitMib: number;
}

/** Routes of the entrance, each passed on to the service behind as it came. */
const ROUTES = [
  { name: 'order', method: 'POST', path: '/api/orders', behind: ['order-service', 'create'] },
  { name: 'account', method: 'GET', path: '/api/account', behind: ['account-service', 'show'] },
  { name: 'browse', method: 'GET', path: '/api/catalog', behind: ['catalog', 'list'] },
] as const;

function entrance(random: Random, scale: number): readonly ServiceSpec[] {
  return [
    service('edge-lb', {
      namespace: 'edge',
      version: '1.32.3',
      language: 'cpp',
      log: logfmtLog,
      instances: 1,
      threads: 100_000,
      operations: ROUTES.map(({ name, method, path }) =>
        http(name, method, path, work(0.3, 0.8), call('api-gateway', name, { timeoutMs: BALANCER_MS }))
      ),
    }),
    service('api-gateway', {
      namespace: 'edge',
      version: '7.4.0',
      language: 'java',
      instances: 3,
      threads: sized(random.int(42, 46), scale),
      health: { everyMs: 5000, timeoutMs: 2000, failures: 2, passes: 2, by: 'edge-lb' },
      operations: ROUTES.map(({ name, method, path, behind: [role, operation] }) =>
        http(
          name,
          method,
          path,
          log('info', 'request.received', ['method', 'path', 'user_id']),
          work(2, 5),
          call(role, operation, { timeoutMs: GATEWAY_MS })
        )
      ),
    }),
  ];
}

function ordering(random: Random, scale: number): readonly ServiceSpec[] {
  const charge = call('payment', 'charge', { timeoutMs: ORDER_MS });
  const quote = call('shipping-quotes', 'quote', { timeoutMs: ORDER_MS });
  return [
    service('order-service', {
      version: '3.8.1',
      language: 'java',
      log: otlpLog,
      facts: ['user_id', 'order_id'],
      threads: sized(random.int(19, 21), scale),
      connections: 20,
      operations: [
        http(
          'create',
          'POST',
          '/orders',
          { kind: 'mint', fact: 'order_id', prefix: 'order_' },
          log('info', 'order.creating', ['order_id', 'user_id']),
          work(5, 12),
          // The card is charged while carriers are asked for their prices, which takes longer on any good day.
          { kind: 'together', branches: [[charge], [quote]] },
          query('orders-db', 'INSERT', 'orders', ms(8, 20)),
          log('info', 'order.written', ['order_id', 'amount'])
        ),
        http('history', 'GET', '/orders', work(3, 8), query('orders-db', 'SELECT', 'orders', ms(6, 16))),
      ],
    }),
    service('account-service', {
      namespace: 'identity',
      version: '2.2.0',
      language: 'go',
      threads: 200,
      operations: [
        http(
          'show',
          'GET',
          '/account/{user_id}',
          work(6, 15),
          call('order-service', 'history', { timeoutMs: ORDER_MS }),
          log('info', 'user.loaded', ['user_id'])
        ),
      ],
    }),
  ];
}

/** One worker to an instance: what takes ten times as long is done a tenth as often. */
function payment(scale: number, leak: LeakLimits): ServiceSpec {
  return service('payment', {
    version: '5.3.0',
    language: 'python',
    log: logfmtLog,
    facts: ['order_id', 'card_type', 'amount'],
    instances: sized(2, scale),
    threads: 1,
    connections: 4,
    memory: { requestMib: 0.05, ...leak, slowdown: 13.5 },
    operations: [
      http(
        'charge',
        'POST',
        '/charges',
        log('info', 'card.authorising', ['card_type', 'amount']),
        work(38, 56),
        query('payments-db', 'INSERT', 'payments', ms(8, 16)),
        log('info', 'card.charged', ['amount', 'order_id'])
      ),
    ],
  });
}

function catalog(): ServiceSpec {
  return service('catalog', {
    version: '1.14.2',
    language: 'php',
    log: plainLog,
    facts: [],
    threads: 60,
    operations: [
      http(
        'list',
        'GET',
        '/catalog',
        query('session-cache', 'GET', 'catalog', ms(0.6, 2)),
        work(8, 20),
        log('info', 'catalog.listed', ['items'])
      ),
    ],
  });
}

/**
 * edge-lb -> api-gateway (three, health-checked) -> {order-service, account-service -> order-service, catalog}. An order
 * charges the card (50 ms) while carriers outside the house are asked for prices (650 ms).
 */
export function gateways(random: Random, scale: number, leak: LeakLimits): Topology {
  return {
    services: [
      ...entrance(random, scale),
      ...ordering(random, scale),
      payment(scale, leak),
      catalog(),
      outside('shipping-quotes', 'quote', '/v2/quotes', ms(640, 900)),
      ...stores({ 'orders-db': 24, 'payments-db': 16, 'session-cache': 64 }),
    ],
    entry: {
      role: 'edge-lb',
      operation: 'order',
      others: [
        { operation: 'account', share: random.between(0.16, 0.22) },
        { operation: 'browse', share: random.between(0.12, 0.18) },
      ],
    },
    broker: undefined,
    network: NETWORK,
  };
}
