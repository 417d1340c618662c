import type { Random } from '../random';
import type { ServiceSpec, Topology } from './service';
import { call, jsonLog, log, logfmtLog, ms, otlpLog, plainLog, query, span, work } from './steps';

/** How long auth waits for the user service before it gives up, in milliseconds. There is no breaker. */
const USER_TIMEOUT_MS = 4500;

/** Code between two calls takes a moment. */
const MOMENT = work(0.05, 0.2);

function gateway(): ServiceSpec {
  return {
    role: 'api-gateway',
    telemetry: 'full',
    namespace: 'edge',
    version: '7.1.0',
    language: 'go',
    log: logfmtLog,
    facts: ['user_id'],
    instances: 2,
    threads: 1000,
    connections: 0,
    operations: [
      {
        name: 'order',
        entry: { kind: 'http', method: 'POST', route: '/api/orders' },
        steps: [
          log('info', 'request.received', ['method', 'path', 'user_id']),
          work(3, 8),
          call('auth-service', 'check', { timeoutMs: 10_000 }),
          MOMENT,
          call('order-service', 'create', { timeoutMs: 5000 }),
          work(1, 3),
        ],
      },
    ],
  };
}

function auth(random: Random): readonly ServiceSpec[] {
  return [
    {
      role: 'auth-service',
      telemetry: 'full',
      namespace: 'identity',
      version: '2.0.4',
      language: 'dotnet',
      log: jsonLog,
      facts: ['user_id'],
      instances: random.int(2, 3),
      threads: 200,
      connections: 0,
      operations: [
        {
          name: 'check',
          entry: { kind: 'http', method: 'POST', route: '/authorize' },
          steps: [
            span('validate token', work(2, 6)),
            MOMENT,
            span(
              'check permissions',
              work(0.6, 2),
              call('user-service', 'permissions', { timeoutMs: USER_TIMEOUT_MS }),
              log('info', 'access.granted', ['user_id'])
            ),
          ],
        },
      ],
    },
    {
      role: 'user-service',
      telemetry: 'full',
      namespace: 'identity',
      version: '1.3.11',
      language: 'java',
      log: otlpLog,
      facts: ['user_id'],
      instances: 2,
      threads: 80,
      connections: 10,
      operations: [
        {
          name: 'permissions',
          entry: { kind: 'http', method: 'GET', route: '/users/{user_id}/permissions' },
          steps: [work(1, 4), query('users-db', 'SELECT', 'permissions', ms(3, 11)), log('debug', 'user.loaded')],
        },
      ],
    },
  ];
}

function ordering(random: Random): ServiceSpec {
  return {
    role: 'order-service',
    telemetry: 'full',
    namespace: 'shop',
    version: '3.5.2',
    language: 'java',
    log: jsonLog,
    facts: ['user_id', 'order_id'],
    instances: random.int(2, 3),
    threads: 100,
    connections: 40,
    operations: [
      {
        name: 'create',
        entry: { kind: 'http', method: 'POST', route: '/orders' },
        steps: [
          { kind: 'mint', fact: 'order_id', prefix: 'order_' },
          log('info', 'order.creating', ['order_id', 'user_id']),
          work(8, 22),
          query('session-cache', 'GET', 'price', ms(2, 5)),
          MOMENT,
          query('orders-db', 'INSERT', 'orders', ms(62, 140)),
          log('info', 'order.written', ['order_id', 'amount']),
        ],
      },
    ],
  };
}

/**
 * An order of about 90 ms: api-gateway -> auth-service (token, then permissions from the user service), then
 * order-service with a cache and a database.
 */
export function access(random: Random): Topology {
  return {
    services: [
      gateway(),
      ...auth(random),
      ordering(random),
      ...(['users-db', 'orders-db', 'session-cache'] as const).map((role) => ({
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
    entry: { role: 'api-gateway', operation: 'order' },
    broker: undefined,
    network: ms(0.4, 1.5),
  };
}
