import type { Random } from '../random';
import type { ServiceSpec, Topology } from './service';
import { call, jsonLog, log, logfmtLog, ms, otlpLog, plainLog, query, span, work } from './steps';

const PLAIN = { telemetry: 'full', connections: 0, threads: 400 } as const;

function ordering(leewayMs: number): ServiceSpec {
  return {
    ...PLAIN,
    role: 'order-service',
    namespace: 'shop',
    version: '3.6.0',
    language: 'java',
    log: jsonLog,
    facts: ['user_id', 'order_id'],
    instances: 3,
    connections: 40,
    operations: [
      {
        name: 'create',
        entry: { kind: 'http', method: 'POST', route: '/orders' },
        steps: [
          span('validate token', work(1, 3), { kind: 'check-token', leewayMs }),
          { kind: 'mint', fact: 'order_id', prefix: 'order_' },
          log('info', 'order.creating', ['order_id', 'user_id']),
          work(5, 14),
          call('user-service', 'permissions', { timeoutMs: 3000 }),
          call('inventory', 'reserve', { timeoutMs: 3000 }),
          query('orders-db', 'INSERT', 'orders', ms(12, 40)),
          log('info', 'order.written', ['order_id', 'amount']),
        ],
      },
    ],
  };
}

/**
 * api-gateway -> order-service -> {user-service, inventory}: the gateway signs a short-lived token for each request, and
 * the order service checks when it was issued.
 */
export function tokens(random: Random): Topology {
  return {
    services: [
      {
        ...PLAIN,
        role: 'api-gateway',
        namespace: 'edge',
        version: '7.3.0',
        language: 'go',
        log: logfmtLog,
        facts: ['user_id'],
        instances: 3,
        operations: [
          {
            name: 'order',
            entry: { kind: 'http', method: 'POST', route: '/api/orders' },
            steps: [
              log('info', 'request.received', ['method', 'path', 'user_id']),
              work(2, 6),
              { kind: 'issue-token' },
              call('order-service', 'create', { timeoutMs: 8000 }),
              work(1, 3),
            ],
          },
        ],
      },
      ordering(random.pick([30_000, 60_000])),
      {
        ...PLAIN,
        role: 'inventory',
        namespace: 'shop',
        version: '3.0.7',
        language: 'java',
        log: otlpLog,
        facts: ['order_id'],
        instances: 2,
        connections: 10,
        operations: [
          {
            name: 'reserve',
            entry: { kind: 'http', method: 'POST', route: '/reservations' },
            steps: [
              work(2, 6),
              query('stock-db', 'UPDATE', 'stock', ms(6, 25)),
              log('info', 'stock.reserved', ['items']),
            ],
          },
        ],
      },
      {
        ...PLAIN,
        role: 'user-service',
        namespace: 'identity',
        version: '1.3.11',
        language: 'dotnet',
        log: jsonLog,
        facts: ['user_id'],
        instances: 2,
        operations: [
          {
            name: 'permissions',
            entry: { kind: 'http', method: 'GET', route: '/users/{user_id}/permissions' },
            steps: [work(2, 7), log('debug', 'user.loaded', ['user_id'])],
          },
        ],
      },
      ...(['orders-db', 'stock-db'] as const).map((role) => ({
        role,
        telemetry: 'metrics' as const,
        system: 'postgresql' as const,
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
