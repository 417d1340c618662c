import type { Random } from '../random';
import type { ServiceSpec, Topology } from './service';
import { call, jsonLog, jsonLogWithoutSpan, log, logfmtLog, ms, otlpLog, plainLog, query, work } from './steps';

interface ShopOptions {
  /** Whether a placed order goes through the broker to shipping and notification. */
  readonly events: boolean;
}

const STORE = {
  version: '16.4',
  language: '',
  facts: [],
  threads: 64,
  connections: 0,
  instances: 1,
  operations: [],
} as const;

function frontend(random: Random): ServiceSpec {
  return {
    role: 'frontend',
    telemetry: 'full',
    namespace: 'shop',
    version: '4.2.1',
    language: 'nodejs',
    log: jsonLog,
    facts: ['user_id', 'card_type'],
    instances: 2,
    threads: 2000,
    connections: 0,
    operations: [
      {
        name: 'checkout',
        entry: { kind: 'http', method: 'POST', route: '/checkout' },
        steps: [
          log('info', 'request.received', ['method', 'path', 'user_id']),
          work(2, 6),
          call('checkout', 'place', { timeoutMs: random.pick([9000, 9500]) }),
          work(1, 3),
        ],
      },
    ],
  };
}

function checkout(random: Random, options: ShopOptions): ServiceSpec {
  const jitter = { retries: 1, backoffMs: 50, jitter: true };
  const breaker = { window: 50, minimumCalls: 20, failureRate: 0.5, openMs: 5000, trialCalls: 5 };
  return {
    role: 'checkout',
    telemetry: 'full',
    namespace: 'shop',
    version: '2.4.0',
    language: 'go',
    log: jsonLog,
    facts: ['user_id', 'order_id', 'card_type'],
    instances: random.int(2, 3),
    threads: 120,
    connections: 0,
    operations: [
      {
        name: 'place',
        entry: { kind: 'http', method: 'POST', route: '/orders' },
        steps: [
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
          ...(options.events ? [{ kind: 'publish', topic: 'orders.placed', latency: ms(4, 12) } as const] : []),
          log('info', 'checkout.placed', ['order_id', 'amount']),
        ],
      },
    ],
  };
}

function cart(): ServiceSpec {
  return {
    role: 'cart',
    telemetry: 'full',
    version: '1.9.3',
    language: 'php',
    log: plainLog,
    facts: ['user_id'],
    instances: 2,
    threads: 60,
    connections: 20,
    operations: [
      {
        name: 'read',
        entry: { kind: 'http', method: 'GET', route: '/carts/{user_id}' },
        steps: [query('session-cache', 'GET', 'cart', ms(0.6, 2)), work(2, 8), log('info', 'cart.loaded', ['items'])],
      },
    ],
  };
}

function inventory(random: Random): ServiceSpec {
  return {
    role: 'inventory',
    telemetry: 'full',
    namespace: 'shop',
    version: '3.0.7',
    language: 'java',
    log: jsonLogWithoutSpan,
    idSuffix: 'inventory',
    facts: ['order_id'],
    instances: 2,
    threads: 60,
    connections: random.int(4, 6),
    operations: [
      {
        name: 'reserve',
        entry: { kind: 'http', method: 'POST', route: '/reservations' },
        steps: [
          work(2, 6),
          query('stock-db', 'SELECT', 'stock', ms(4, 14)),
          query('stock-db', 'UPDATE', 'stock', ms(6, 25)),
          log('info', 'stock.reserved', ['items', 'order_id']),
        ],
      },
    ],
  };
}

function payment(random: Random): ServiceSpec {
  return {
    role: 'payment',
    telemetry: 'full',
    namespace: 'shop',
    version: '5.1.0',
    language: 'java',
    log: otlpLog,
    facts: ['order_id', 'card_type', 'amount'],
    instances: 2,
    threads: random.int(42, 46),
    connections: 10,
    operations: [
      {
        name: 'charge',
        entry: { kind: 'http', method: 'POST', route: '/charges' },
        steps: [
          log('info', 'card.authorising', ['card_type', 'amount']),
          work(4, 12),
          call('fraud-detection', 'score', { timeoutMs: 8000 }),
          query('orders-db', 'INSERT', 'payments', ms(5, 20)),
          log('info', 'card.charged', ['amount', 'order_id']),
        ],
      },
    ],
  };
}

function fraudDetection(): ServiceSpec {
  return {
    role: 'fraud-detection',
    telemetry: 'full',
    namespace: 'risk',
    version: '1.12.2',
    language: 'python',
    log: logfmtLog,
    facts: ['order_id', 'card_type'],
    instances: 3,
    threads: 400,
    connections: 0,
    operations: [
      {
        name: 'score',
        entry: { kind: 'http', method: 'POST', route: '/scores' },
        steps: [
          log('debug', 'fraud.checking', ['order_id']),
          work(3, 8),
          call('external-fraud-api', 'score', { timeoutMs: 10000 }),
          log('info', 'fraud.scored', ['order_id']),
        ],
      },
    ],
  };
}

function externalFraudApi(): ServiceSpec {
  return {
    role: 'external-fraud-api',
    telemetry: 'dark',
    version: '',
    language: '',
    log: plainLog,
    facts: [],
    instances: 1,
    threads: 100000,
    connections: 0,
    operations: [
      { name: 'score', entry: { kind: 'http', method: 'POST', route: '/v1/score' }, steps: [work(140, 185)] },
    ],
  };
}

function consumers(): readonly ServiceSpec[] {
  const shared = { telemetry: 'full', namespace: 'shop', instances: 2, threads: 40, connections: 8 } as const;
  return [
    {
      ...shared,
      role: 'shipping',
      version: '2.2.5',
      language: 'dotnet',
      log: otlpLog,
      idSuffix: 'shipping',
      facts: ['order_id'],
      operations: [
        {
          name: 'book',
          entry: { kind: 'consumer', topic: 'orders.placed', group: 'shipping' },
          steps: [
            work(8, 25),
            query('orders-db', 'INSERT', 'shipments', ms(6, 22)),
            log('info', 'shipment.booked', ['order_id']),
          ],
        },
      ],
    },
    {
      ...shared,
      role: 'notification',
      version: '0.8.11',
      language: 'ruby',
      log: plainLog,
      facts: ['user_id'],
      operations: [
        {
          name: 'mail',
          entry: { kind: 'consumer', topic: 'orders.placed', group: 'notification' },
          steps: [work(20, 70), log('info', 'mail.sent', ['user_id'])],
        },
      ],
    },
  ];
}

function stores(events: boolean): readonly ServiceSpec[] {
  const store = { ...STORE, telemetry: 'metrics', log: plainLog } as const;
  return [
    { ...store, role: 'stock-db', system: 'postgresql' },
    { ...store, role: 'orders-db', system: 'postgresql' },
    { ...store, role: 'session-cache', system: 'redis', version: '7.2' },
    ...(events ? [{ ...store, role: 'kafka', system: 'kafka', version: '3.7.1' } as const] : []),
  ];
}

/**
 * The shop of the source documents: frontend -> checkout -> {cart, inventory, payment -> fraud-detection ->
 * external-fraud-api}, and with events checkout -> Kafka -> {shipping, notification}. Stores are known by their exporters'
 * metrics only; the external API emits nothing. Instance counts and limits vary with the seed.
 */
export function shop(random: Random, options: ShopOptions): Topology {
  return {
    services: [
      frontend(random),
      checkout(random, options),
      cart(),
      inventory(random),
      payment(random),
      fraudDetection(),
      externalFraudApi(),
      ...(options.events ? consumers() : []),
      ...stores(options.events),
    ],
    entry: { role: 'frontend', operation: 'checkout' },
    broker: options.events ? 'kafka' : undefined,
    network: ms(0.4, 1.5),
  };
}
