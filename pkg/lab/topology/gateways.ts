import type { Random } from '../random';
import { sized, stores } from './parts';
import type { ServiceSpec, Topology } from './service';
import { call, jsonLog, log, logfmtLog, ms, otlpLog, plainLog, query, work } from './steps';

/** How long who waits for whom, as told: the gateway for orders, orders for payments; the balancer gives up last. */
const BALANCER_MS = 60_000;
const GATEWAY_MS = 30_000;
const ORDER_MS = 10_000;

const PLAIN = { telemetry: 'full', connections: 0, namespace: 'shop' } as const;

/** One route of the entrance: it is passed on to the service behind as it came. */
function route(name: string, method: string, path: string): Pick<ServiceSpec['operations'][number], 'name' | 'entry'> {
  return { name, entry: { kind: 'http', method, route: path } };
}

const ROUTES = [
  route('order', 'POST', '/api/orders'),
  route('account', 'GET', '/api/account'),
  route('browse', 'GET', '/api/catalog'),
];

function entrance(random: Random, scale: number): readonly ServiceSpec[] {
  const behind = [
    call('order-service', 'create', { timeoutMs: GATEWAY_MS }),
    call('account-service', 'show', { timeoutMs: GATEWAY_MS }),
    call('catalog', 'list', { timeoutMs: GATEWAY_MS }),
  ];
  return [
    {
      ...PLAIN,
      role: 'edge-lb',
      namespace: 'edge',
      version: '1.32.3',
      language: 'cpp',
      log: logfmtLog,
      facts: ['user_id'],
      instances: 1,
      threads: 100_000,
      operations: ROUTES.map(({ name, entry }) => ({
        name,
        entry,
        steps: [work(0.3, 0.8), call('api-gateway', name, { timeoutMs: BALANCER_MS })],
      })),
    },
    {
      ...PLAIN,
      role: 'api-gateway',
      namespace: 'edge',
      version: '7.4.0',
      language: 'java',
      log: jsonLog,
      facts: ['user_id'],
      instances: 3,
      threads: sized(random.int(42, 46), scale),
      health: { everyMs: 5000, timeoutMs: 2000, failures: 2, passes: 2, by: 'edge-lb' },
      operations: ROUTES.map(({ name, entry }, row) => ({
        name,
        entry,
        steps: [log('info', 'request.received', ['method', 'path', 'user_id']), work(2, 5), behind[row]],
      })),
    },
  ];
}

function ordering(random: Random, scale: number): readonly ServiceSpec[] {
  const charge = call('payment', 'charge', { timeoutMs: ORDER_MS });
  const quote = call('shipping-quotes', 'quote', { timeoutMs: ORDER_MS });
  return [
    {
      ...PLAIN,
      role: 'order-service',
      version: '3.8.1',
      language: 'java',
      log: otlpLog,
      facts: ['user_id', 'order_id'],
      instances: 2,
      threads: sized(random.int(19, 21), scale),
      connections: 20,
      operations: [
        {
          name: 'create',
          entry: { kind: 'http', method: 'POST', route: '/orders' },
          steps: [
            { kind: 'mint', fact: 'order_id', prefix: 'order_' },
            log('info', 'order.creating', ['order_id', 'user_id']),
            work(5, 12),
            // The card is charged while carriers are asked for their prices, which takes longer on any good day.
            { kind: 'together', branches: [[charge], [quote]] },
            query('orders-db', 'INSERT', 'orders', ms(8, 20)),
            log('info', 'order.written', ['order_id', 'amount']),
          ],
        },
        {
          name: 'history',
          entry: { kind: 'http', method: 'GET', route: '/orders' },
          steps: [work(3, 8), query('orders-db', 'SELECT', 'orders', ms(6, 16))],
        },
      ],
    },
    {
      ...PLAIN,
      role: 'account-service',
      namespace: 'identity',
      version: '2.2.0',
      language: 'go',
      log: jsonLog,
      facts: ['user_id'],
      instances: 2,
      threads: 200,
      operations: [
        {
          name: 'show',
          entry: { kind: 'http', method: 'GET', route: '/account/{user_id}' },
          steps: [
            work(6, 15),
            call('order-service', 'history', { timeoutMs: ORDER_MS }),
            log('info', 'user.loaded', ['user_id']),
          ],
        },
      ],
    },
  ];
}

/** One worker to an instance: what takes ten times as long is done a tenth as often. */
function payment(scale: number, leak: { readonly softMib: number; readonly limitMib: number }): ServiceSpec {
  return {
    ...PLAIN,
    role: 'payment',
    version: '5.3.0',
    language: 'python',
    log: logfmtLog,
    facts: ['order_id', 'card_type', 'amount'],
    instances: sized(2, scale),
    threads: 1,
    connections: 4,
    memory: { requestMib: 0.05, ...leak, slowdown: 13.5 },
    operations: [
      {
        name: 'charge',
        entry: { kind: 'http', method: 'POST', route: '/charges' },
        steps: [
          log('info', 'card.authorising', ['card_type', 'amount']),
          work(38, 56),
          query('payments-db', 'INSERT', 'payments', ms(8, 16)),
          log('info', 'card.charged', ['amount', 'order_id']),
        ],
      },
    ],
  };
}

function aside(): readonly ServiceSpec[] {
  return [
    {
      ...PLAIN,
      role: 'catalog',
      version: '1.14.2',
      language: 'php',
      log: plainLog,
      facts: [],
      instances: 2,
      threads: 60,
      operations: [
        {
          name: 'list',
          entry: { kind: 'http', method: 'GET', route: '/catalog' },
          steps: [
            query('session-cache', 'GET', 'catalog', ms(0.6, 2)),
            work(8, 20),
            log('info', 'catalog.listed', ['items']),
          ],
        },
      ],
    },
    {
      role: 'shipping-quotes',
      telemetry: 'dark',
      version: '',
      language: '',
      log: plainLog,
      facts: [],
      instances: 1,
      threads: 100_000,
      connections: 0,
      operations: [
        { name: 'quote', entry: { kind: 'http', method: 'POST', route: '/v2/quotes' }, steps: [work(640, 900)] },
      ],
    },
  ];
}

/**
 * edge-lb -> api-gateway (three, health-checked) -> {order-service, account-service -> order-service, catalog}. An order
 * charges the card (50 ms) while carriers outside the house are asked for prices (650 ms).
 */
export function gateways(
  random: Random,
  scale: number,
  leak: { readonly softMib: number; readonly limitMib: number }
): Topology {
  return {
    services: [
      ...entrance(random, scale),
      ...ordering(random, scale),
      payment(scale, leak),
      ...aside(),
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
    network: ms(0.4, 1.5),
  };
}
