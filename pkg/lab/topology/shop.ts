import type { Random } from '../random';
import { http, NETWORK, outside, service, stores } from './parts';
import type { ServiceSpec, Topology } from './service';
import { call, jsonLogWithoutSpan, log, logfmtLog, ms, otlpLog, plainLog, query, work } from './steps';

interface ShopOptions {
  /** Whether a placed order goes through the broker to shipping and notification. */
  readonly events: boolean;
}

/** How many queries each store works on at a time: more than it is ever asked. */
const STORE_THREADS = 64;
const TOPIC = 'orders.placed';

function frontend(random: Random): ServiceSpec {
  return service('frontend', {
    version: '4.2.1',
    language: 'nodejs',
    facts: ['user_id', 'card_type'],
    threads: 2000,
    operations: [
      http(
        'checkout',
        'POST',
        '/checkout',
        log('info', 'request.received', ['method', 'path', 'user_id']),
        work(2, 6),
        call('checkout', 'place', { timeoutMs: random.pick([9000, 9500]) }),
        work(1, 3)
      ),
    ],
  });
}

function checkout(random: Random, { events }: ShopOptions): ServiceSpec {
  const jitter = { retries: 1, backoffMs: 50, jitter: true };
  const breaker = { window: 50, minimumCalls: 20, failureRate: 0.5, openMs: 5000, trialCalls: 5 };
  return service('checkout', {
    version: '2.4.0',
    language: 'go',
    facts: ['user_id', 'order_id', 'card_type'],
    instances: random.int(2, 3),
    threads: 120,
    operations: [
      http(
        'place',
        'POST',
        '/orders',
        { kind: 'mint', fact: 'order_id', prefix: 'order_' },
        log('info', 'checkout.started', ['order_id', 'user_id']),
        work(3, 9),
        {
          kind: 'together',
          branches: [
            [call('cart', 'read', { timeoutMs: 1000, retry: jitter })],
            [call('inventory', 'reserve', { timeoutMs: 2000, retry: jitter, breaker })],
          ],
        },
        call('payment', 'charge', { timeoutMs: 7500 }),
        ...(events ? [{ kind: 'publish', topic: TOPIC, latency: ms(4, 12) } as const] : []),
        log('info', 'checkout.placed', ['order_id', 'amount'])
      ),
    ],
  });
}

function cart(): ServiceSpec {
  return service('cart', {
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
        work(2, 8),
        log('info', 'cart.loaded', ['items'])
      ),
    ],
  });
}

function inventory(random: Random): ServiceSpec {
  return service('inventory', {
    version: '3.0.7',
    language: 'java',
    log: jsonLogWithoutSpan,
    idSuffix: 'inventory',
    facts: ['order_id'],
    threads: 60,
    connections: random.int(4, 6),
    operations: [
      http(
        'reserve',
        'POST',
        '/reservations',
        work(2, 6),
        query('stock-db', 'SELECT', 'stock', ms(4, 14)),
        query('stock-db', 'UPDATE', 'stock', ms(6, 25)),
        log('info', 'stock.reserved', ['items', 'order_id'])
      ),
    ],
  });
}

function payment(random: Random): ServiceSpec {
  return service('payment', {
    version: '5.1.0',
    language: 'java',
    log: otlpLog,
    facts: ['order_id', 'card_type', 'amount'],
    threads: random.int(42, 46),
    connections: 10,
    operations: [
      http(
        'charge',
        'POST',
        '/charges',
        log('info', 'card.authorising', ['card_type', 'amount']),
        work(4, 12),
        call('fraud-detection', 'score', { timeoutMs: 8000 }),
        query('orders-db', 'INSERT', 'payments', ms(5, 20)),
        log('info', 'card.charged', ['amount', 'order_id'])
      ),
    ],
  });
}

function fraudDetection(): ServiceSpec {
  return service('fraud-detection', {
    namespace: 'risk',
    version: '1.12.2',
    language: 'python',
    log: logfmtLog,
    facts: ['order_id', 'card_type'],
    instances: 3,
    operations: [
      http(
        'score',
        'POST',
        '/scores',
        log('debug', 'fraud.checking', ['order_id']),
        work(3, 8),
        call('external-fraud-api', 'score', { timeoutMs: 10_000 }),
        log('info', 'fraud.scored', ['order_id'])
      ),
    ],
  });
}

function consumers(): readonly ServiceSpec[] {
  return [
    service('shipping', {
      version: '2.2.5',
      language: 'dotnet',
      log: otlpLog,
      idSuffix: 'shipping',
      facts: ['order_id'],
      threads: 40,
      connections: 8,
      operations: [
        {
          name: 'book',
          entry: { kind: 'consumer', topic: TOPIC, group: 'shipping' },
          steps: [
            work(8, 25),
            query('orders-db', 'INSERT', 'shipments', ms(6, 22)),
            log('info', 'shipment.booked', ['order_id']),
          ],
        },
      ],
    }),
    service('notification', {
      version: '0.8.11',
      language: 'ruby',
      log: plainLog,
      threads: 40,
      connections: 8,
      operations: [
        {
          name: 'mail',
          entry: { kind: 'consumer', topic: TOPIC, group: 'notification' },
          steps: [work(20, 70), log('info', 'mail.sent', ['user_id'])],
        },
      ],
    }),
  ];
}

/**
 * The shop of the source documents: frontend -> checkout -> {cart, inventory, payment -> fraud-detection ->
 * external-fraud-api}, and with events checkout -> Kafka -> {shipping, notification}. Stores are known by their exporters'
 * metrics only; the external API emits nothing. Instance counts and limits vary with the seed.
 */
export function shop(random: Random, options: ShopOptions): Topology {
  const { events } = options;
  return {
    services: [
      frontend(random),
      checkout(random, options),
      cart(),
      inventory(random),
      payment(random),
      fraudDetection(),
      outside('external-fraud-api', 'score', '/v1/score', ms(140, 185)),
      ...(events ? consumers() : []),
      ...stores({
        'stock-db': STORE_THREADS,
        'orders-db': STORE_THREADS,
        'session-cache': STORE_THREADS,
        ...(events ? { kafka: STORE_THREADS } : {}),
      }),
    ],
    entry: { role: 'frontend', operation: 'checkout' },
    broker: events ? 'kafka' : undefined,
    network: NETWORK,
  };
}
