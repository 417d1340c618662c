import type { Random } from '../random';
import { http, NETWORK, service, stores } from './parts';
import type { ServiceSpec, Topology } from './service';
import { call, log, logfmtLog, MOMENT, ms, otlpLog, query, span, work } from './steps';

/** How long auth waits for the user service before it gives up, in milliseconds. There is no breaker. */
const USER_TIMEOUT_MS = 4500;

function gateway(): ServiceSpec {
  return service('api-gateway', {
    namespace: 'edge',
    version: '7.1.0',
    language: 'go',
    log: logfmtLog,
    threads: 1000,
    operations: [
      http(
        'order',
        'POST',
        '/api/orders',
        log('info', 'request.received', ['method', 'path', 'user_id']),
        work(3, 8),
        call('auth-service', 'check', { timeoutMs: 10_000 }),
        MOMENT,
        call('order-service', 'create', { timeoutMs: 5000 }),
        work(1, 3)
      ),
    ],
  });
}

function auth(random: Random): readonly ServiceSpec[] {
  return [
    service('auth-service', {
      namespace: 'identity',
      version: '2.0.4',
      language: 'dotnet',
      instances: random.int(2, 3),
      threads: 200,
      operations: [
        http(
          'check',
          'POST',
          '/authorize',
          span('validate token', work(2, 6)),
          MOMENT,
          span(
            'check permissions',
            work(0.6, 2),
            call('user-service', 'permissions', { timeoutMs: USER_TIMEOUT_MS }),
            log('info', 'access.granted', ['user_id'])
          )
        ),
      ],
    }),
    service('user-service', {
      namespace: 'identity',
      version: '1.3.11',
      language: 'java',
      log: otlpLog,
      threads: 80,
      connections: 10,
      operations: [
        http(
          'permissions',
          'GET',
          '/users/{user_id}/permissions',
          work(1, 4),
          query('users-db', 'SELECT', 'permissions', ms(3, 11)),
          log('debug', 'user.loaded')
        ),
      ],
    }),
  ];
}

function ordering(random: Random): ServiceSpec {
  return service('order-service', {
    version: '3.5.2',
    language: 'java',
    facts: ['user_id', 'order_id'],
    instances: random.int(2, 3),
    threads: 100,
    connections: 40,
    operations: [
      http(
        'create',
        'POST',
        '/orders',
        { kind: 'mint', fact: 'order_id', prefix: 'order_' },
        log('info', 'order.creating', ['order_id', 'user_id']),
        work(8, 22),
        query('session-cache', 'GET', 'price', ms(2, 5)),
        MOMENT,
        query('orders-db', 'INSERT', 'orders', ms(62, 140)),
        log('info', 'order.written', ['order_id', 'amount'])
      ),
    ],
  });
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
      ...stores({ 'users-db': 64, 'orders-db': 64, 'session-cache': 64 }),
    ],
    entry: { role: 'api-gateway', operation: 'order' },
    broker: undefined,
    network: NETWORK,
  };
}
