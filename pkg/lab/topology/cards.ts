import type { Random } from '../random';
import { http, NETWORK, outside, service, stores } from './parts';
import type { ServiceSpec, Topology } from './service';
import { call, jsonLogWithoutSpan, log, logfmtLog, MOMENT, ms, otlpLog, plainLog, query, work } from './steps';

/** Nobody set a timeout for this call: the HTTP client's own is what is left. */
const CLIENT_DEFAULT_TIMEOUT_MS = 30_000;

function entrance(random: Random): readonly ServiceSpec[] {
  const cart = call('cart', 'read', { timeoutMs: 1000 });
  const inventory = call('inventory', 'reserve', { timeoutMs: 2000 });
  return [
    service('frontend', {
      version: '4.4.0',
      language: 'nodejs',
      facts: ['user_id', 'card_type'],
      threads: 2000,
      operations: [
        http(
          'checkout',
          'POST',
          '/checkout',
          log('info', 'request.received', ['method', 'path', 'user_id']),
          work(1, 3),
          call('checkout', 'place', { timeoutMs: 45_000 }),
          work(0.6, 2)
        ),
      ],
    }),
    service('checkout', {
      version: '2.6.1',
      language: 'go',
      log: logfmtLog,
      facts: ['user_id', 'order_id', 'card_type'],
      instances: random.int(2, 3),
      threads: 300,
      operations: [
        http(
          'place',
          'POST',
          '/orders',
          { kind: 'mint', fact: 'order_id', prefix: 'order_' },
          log('info', 'checkout.started', ['order_id', 'user_id']),
          work(2, 6),
          ...(random.chance(0.5)
            ? [{ kind: 'together', branches: [[cart], [inventory]] } as const]
            : [cart, MOMENT, inventory]),
          MOMENT,
          call('payment', 'charge', { timeoutMs: 40_000 }),
          log('info', 'checkout.placed', ['order_id', 'amount'])
        ),
      ],
    }),
  ];
}

function basket(): readonly ServiceSpec[] {
  return [
    service('cart', {
      // Older than the namespaces: its signals are joined by the bare name.
      namespace: undefined,
      version: '1.9.3',
      language: 'php',
      log: plainLog,
      threads: 60,
      connections: 20,
      operations: [
        http(
          'read',
          'GET',
          '/carts/{user_id}',
          query('session-cache', 'GET', 'cart', ms(0.6, 2)),
          work(1, 4),
          log('info', 'cart.loaded', ['items'])
        ),
      ],
    }),
    service('inventory', {
      version: '3.0.7',
      language: 'java',
      log: jsonLogWithoutSpan,
      idSuffix: 'inventory',
      facts: ['order_id'],
      threads: 60,
      connections: 10,
      operations: [
        http(
          'reserve',
          'POST',
          '/reservations',
          work(1, 4),
          query('stock-db', 'UPDATE', 'stock', ms(3, 12)),
          log('info', 'stock.reserved', ['items', 'order_id'])
        ),
      ],
    }),
  ];
}

function payment(random: Random): ServiceSpec {
  return service('payment', {
    version: '5.2.3',
    language: 'java',
    log: otlpLog,
    facts: ['order_id', 'card_type', 'amount'],
    threads: random.int(180, 240),
    connections: 20,
    operations: [
      http(
        'charge',
        'POST',
        '/charges',
        log('info', 'card.authorising', ['card_type', 'amount']),
        work(2, 6),
        call('card-network', 'validate', { timeoutMs: CLIENT_DEFAULT_TIMEOUT_MS }),
        MOMENT,
        query('orders-db', 'INSERT', 'payments', ms(4, 14)),
        log('info', 'card.charged', ['amount', 'order_id'])
      ),
    ],
  });
}

/**
 * A checkout of about 60 ms: frontend -> checkout -> {cart, inventory} (at once or one after the other, by the seed), then
 * payment, which has every card validated by an API outside the house, without a timeout of its own.
 */
export function cards(random: Random): Topology {
  return {
    services: [
      ...entrance(random),
      ...basket(),
      payment(random),
      outside('card-network', 'validate', '/v1/validate-card', ms(24, 50)),
      ...stores({ 'stock-db': 64, 'orders-db': 64, 'session-cache': 64 }),
    ],
    entry: { role: 'frontend', operation: 'checkout' },
    broker: undefined,
    network: NETWORK,
  };
}
