import type { Topology } from './service';
import { call, jsonLog, log, logfmtLog, ms, plainLog, query, work } from './steps';

/** What the gateway allows an order to take, in milliseconds, before it tries again. */
const ORDER_TIMEOUT_MS = 2500;

/**
 * api-gateway -> order-service -> orders-db: creating an order is not idempotent, and the gateway tries twice with the
 * same correlation ID.
 */
export function orders(): Topology {
  const plain = { telemetry: 'full', namespace: 'shop', connections: 0 } as const;
  return {
    services: [
      {
        ...plain,
        role: 'api-gateway',
        version: '7.0.2',
        language: 'go',
        log: logfmtLog,
        facts: ['user_id'],
        instances: 2,
        threads: 1000,
        operations: [
          {
            name: 'order',
            entry: { kind: 'http', method: 'POST', route: '/api/orders' },
            steps: [
              log('info', 'request.received', ['method', 'path', 'user_id']),
              work(2, 6),
              call('order-service', 'create', {
                timeoutMs: ORDER_TIMEOUT_MS,
                retry: { retries: 1, backoffMs: 15, jitter: false },
              }),
            ],
          },
        ],
      },
      {
        ...plain,
        role: 'order-service',
        version: '3.3.0',
        language: 'dotnet',
        log: { ...jsonLog, idField: 'correlation_id' },
        facts: ['user_id', 'order_id'],
        instances: 2,
        threads: 80,
        connections: 40,
        operations: [
          {
            name: 'create',
            entry: { kind: 'http', method: 'POST', route: '/orders' },
            steps: [
              { kind: 'mint', fact: 'order_id', prefix: 'order_' },
              log('info', 'order.creating', ['order_id', 'user_id']),
              work(6, 18),
              call('inventory', 'reserve', { timeoutMs: 1000 }),
              query('orders-db', 'INSERT', 'orders', ms(60, 160)),
              log('info', 'order.written', ['order_id', 'amount']),
            ],
          },
        ],
      },
      {
        ...plain,
        role: 'inventory',
        version: '3.0.7',
        language: 'java',
        log: { ...jsonLog, ids: 'trace' },
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
              work(2, 6),
              query('stock-db', 'UPDATE', 'stock', ms(6, 25)),
              log('info', 'stock.reserved', ['items']),
            ],
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
