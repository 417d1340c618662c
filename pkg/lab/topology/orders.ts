import { http, NETWORK, service, stores } from './parts';
import type { Topology } from './service';
import { call, jsonLog, jsonLogWithoutSpan, log, logfmtLog, ms, query, work } from './steps';

/** What the gateway allows an order to take, in milliseconds, before it tries again. */
const ORDER_TIMEOUT_MS = 2500;

/**
 * api-gateway -> order-service -> orders-db: creating an order is not idempotent, and the gateway tries twice with the
 * same correlation ID.
 */
export function orders(): Topology {
  return {
    services: [
      service('api-gateway', {
        version: '7.0.2',
        language: 'go',
        log: logfmtLog,
        threads: 1000,
        operations: [
          http(
            'order',
            'POST',
            '/api/orders',
            log('info', 'request.received', ['method', 'path', 'user_id']),
            work(2, 6),
            call('order-service', 'create', {
              timeoutMs: ORDER_TIMEOUT_MS,
              retry: { retries: 1, backoffMs: 15, jitter: false },
            })
          ),
        ],
      }),
      service('order-service', {
        version: '3.3.0',
        language: 'dotnet',
        log: { ...jsonLog, idField: 'correlation_id' },
        facts: ['user_id', 'order_id'],
        threads: 80,
        connections: 40,
        operations: [
          http(
            'create',
            'POST',
            '/orders',
            { kind: 'mint', fact: 'order_id', prefix: 'order_' },
            log('info', 'order.creating', ['order_id', 'user_id']),
            work(6, 18),
            call('inventory', 'reserve', { timeoutMs: 1000 }),
            query('orders-db', 'INSERT', 'orders', ms(60, 160)),
            log('info', 'order.written', ['order_id', 'amount'])
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
            work(2, 6),
            query('stock-db', 'UPDATE', 'stock', ms(6, 25)),
            log('info', 'stock.reserved', ['items'])
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
