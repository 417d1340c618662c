import type { Random } from '../random';
import { http, NETWORK, service, stores } from './parts';
import type { ServiceSpec, Topology } from './service';
import { call, log, logfmtLog, ms, otlpLog, query, span, work } from './steps';

function ordering(leewayMs: number): ServiceSpec {
  return service('order-service', {
    version: '3.6.0',
    language: 'java',
    facts: ['user_id', 'order_id'],
    instances: 3,
    connections: 40,
    operations: [
      http(
        'create',
        'POST',
        '/orders',
        span('validate token', work(1, 3), { kind: 'check-token', leewayMs }),
        { kind: 'mint', fact: 'order_id', prefix: 'order_' },
        log('info', 'order.creating', ['order_id', 'user_id']),
        work(5, 14),
        call('user-service', 'permissions', { timeoutMs: 3000 }),
        call('inventory', 'reserve', { timeoutMs: 3000 }),
        query('orders-db', 'INSERT', 'orders', ms(12, 40)),
        log('info', 'order.written', ['order_id', 'amount'])
      ),
    ],
  });
}

/**
 * api-gateway -> order-service -> {user-service, inventory}: the gateway signs a short-lived token for each request, and
 * the order service checks when it was issued.
 */
export function tokens(random: Random): Topology {
  return {
    services: [
      service('api-gateway', {
        namespace: 'edge',
        version: '7.3.0',
        language: 'go',
        log: logfmtLog,
        instances: 3,
        operations: [
          http(
            'order',
            'POST',
            '/api/orders',
            log('info', 'request.received', ['method', 'path', 'user_id']),
            work(2, 6),
            { kind: 'issue-token' },
            call('order-service', 'create', { timeoutMs: 8000 }),
            work(1, 3)
          ),
        ],
      }),
      ordering(random.pick([30_000, 60_000])),
      service('inventory', {
        version: '3.0.7',
        language: 'java',
        log: otlpLog,
        facts: ['order_id'],
        connections: 10,
        operations: [
          http(
            'reserve',
            'POST',
            '/reservations',
            work(2, 6),
            query('stock-db', 'UPDATE', 'stock', ms(6, 25)),
            log('info', 'stock.reserved', ['items'])
          ),
        ],
      }),
      service('user-service', {
        namespace: 'identity',
        version: '1.3.11',
        language: 'dotnet',
        operations: [
          http(
            'permissions',
            'GET',
            '/users/{user_id}/permissions',
            work(2, 7),
            log('debug', 'user.loaded', ['user_id'])
          ),
        ],
      }),
      ...stores({ 'orders-db': 64, 'stock-db': 64 }),
    ],
    entry: { role: 'api-gateway', operation: 'order' },
    broker: undefined,
    network: NETWORK,
  };
}
