import type { Random } from '../random';
import type { ServiceSpec, Topology } from './service';
import { call, jsonLog, jsonLogWithoutSpan, log, logfmtLog, ms, otlpLog, plainLog, query, work } from './steps';

/** Nobody set a timeout for this call: the HTTP client's own is what is left. */
const CLIENT_DEFAULT_TIMEOUT_MS = 30_000;

/** Code between two calls takes a moment. */
const MOMENT = work(0.05, 0.2);

function entrance(random: Random): readonly ServiceSpec[] {
  const reads = [
    [call('cart', 'read', { timeoutMs: 1000 })],
    [call('inventory', 'reserve', { timeoutMs: 2000 })],
  ] as const;
  return [
    {
      role: 'frontend',
      telemetry: 'full',
      namespace: 'shop',
      version: '4.4.0',
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
            work(1, 3),
            call('checkout', 'place', { timeoutMs: 45_000 }),
            work(0.6, 2),
          ],
        },
      ],
    },
    {
      role: 'checkout',
      telemetry: 'full',
      namespace: 'shop',
      version: '2.6.1',
      language: 'go',
      log: logfmtLog,
      facts: ['user_id', 'order_id', 'card_type'],
      instances: random.int(2, 3),
      threads: 300,
      connections: 0,
      operations: [
        {
          name: 'place',
          entry: { kind: 'http', method: 'POST', route: '/orders' },
          steps: [
            { kind: 'mint', fact: 'order_id', prefix: 'order_' },
            log('info', 'checkout.started', ['order_id', 'user_id']),
            work(2, 6),
            ...(random.chance(0.5)
              ? [{ kind: 'together', branches: reads } as const]
              : [reads[0][0], MOMENT, reads[1][0]]),
            MOMENT,
            call('payment', 'charge', { timeoutMs: 40_000 }),
            log('info', 'checkout.placed', ['order_id', 'amount']),
          ],
        },
      ],
    },
  ];
}

function basket(): readonly ServiceSpec[] {
  return [
    {
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
          steps: [query('session-cache', 'GET', 'cart', ms(0.6, 2)), work(1, 4), log('info', 'cart.loaded', ['items'])],
        },
      ],
    },
    {
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
      connections: 10,
      operations: [
        {
          name: 'reserve',
          entry: { kind: 'http', method: 'POST', route: '/reservations' },
          steps: [
            work(1, 4),
            query('stock-db', 'UPDATE', 'stock', ms(3, 12)),
            log('info', 'stock.reserved', ['items', 'order_id']),
          ],
        },
      ],
    },
  ];
}

function payment(random: Random): readonly ServiceSpec[] {
  return [
    {
      role: 'payment',
      telemetry: 'full',
      namespace: 'shop',
      version: '5.2.3',
      language: 'java',
      log: otlpLog,
      facts: ['order_id', 'card_type', 'amount'],
      instances: 2,
      threads: random.int(180, 240),
      connections: 20,
      operations: [
        {
          name: 'charge',
          entry: { kind: 'http', method: 'POST', route: '/charges' },
          steps: [
            log('info', 'card.authorising', ['card_type', 'amount']),
            work(2, 6),
            call('card-network', 'validate', { timeoutMs: CLIENT_DEFAULT_TIMEOUT_MS }),
            MOMENT,
            query('orders-db', 'INSERT', 'payments', ms(4, 14)),
            log('info', 'card.charged', ['amount', 'order_id']),
          ],
        },
      ],
    },
    {
      role: 'card-network',
      telemetry: 'dark',
      version: '',
      language: '',
      log: plainLog,
      facts: [],
      instances: 1,
      threads: 100_000,
      connections: 0,
      operations: [
        {
          name: 'validate',
          entry: { kind: 'http', method: 'POST', route: '/v1/validate-card' },
          steps: [work(24, 50)],
        },
      ],
    },
  ];
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
      ...payment(random),
      ...(['stock-db', 'orders-db', 'session-cache'] as const).map((role) => ({
        role,
        telemetry: 'metrics' as const,
        system: role === 'session-cache' ? ('redis' as const) : ('postgresql' as const),
        version: '16.4',
        language: '',
        log: plainLog,
        facts: [],
        instances: 1,
        threads: 64,
        connections: 0,
        operations: [],
      })),
    ],
    entry: { role: 'frontend', operation: 'checkout' },
    broker: undefined,
    network: ms(0.4, 1.5),
  };
}
