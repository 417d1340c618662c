import type { Random } from '../random';
import { http, NETWORK, outside, service, sized, stores } from './parts';
import type { Topology } from './service';
import { call, log, logfmtLog, ms, otlpLog, query, work } from './steps';

/** What one request keeps in memory while it waits, and how much there is. */
const REQUEST_MIB = 14;
const SOFT_MIB = 700;

/**
 * storefront -> {order-api (four, health-checked, with little memory), tracking -> order-api}: order-api reads its database
 * beside a slower partner (240 ms), the storefront and the tracking page show it beside slower ones still.
 */
export function parcels(random: Random, scale: number): Topology {
  const memory = { requestMib: REQUEST_MIB, softMib: SOFT_MIB, limitMib: random.int(800, 860), slowdown: 1.5 };
  return {
    services: [
      service('storefront', {
        version: '11.0.3',
        language: 'nodejs',
        operations: [
          http('orders', 'GET', '/orders', log('info', 'request.received', ['method', 'path', 'user_id']), work(2, 6), {
            kind: 'together',
            branches: [
              [call('order-api', 'list', { timeoutMs: 20_000 })],
              [call('recommendations', 'suggest', { timeoutMs: 20_000 })],
            ],
          }),
          http('track', 'GET', '/parcels', work(2, 6), call('tracking', 'where', { timeoutMs: 20_000 })),
        ],
      }),
      service('tracking', {
        version: '1.6.2',
        language: 'go',
        log: logfmtLog,
        facts: [],
        operations: [
          http(
            'where',
            'GET',
            '/where',
            work(3, 8),
            {
              kind: 'together',
              branches: [
                [call('order-api', 'list', { timeoutMs: 15_000 })],
                [call('carrier-api', 'position', { timeoutMs: 15_000 })],
              ],
            },
            log('info', 'parcel.found', ['user_id'])
          ),
        ],
      }),
      service('order-api', {
        version: '8.5.0',
        language: 'java',
        log: otlpLog,
        instances: 4,
        threads: sized(14, scale),
        connections: sized(14, scale),
        memory: { ...memory, restartMs: random.int(16_000, 22_000) },
        health: { everyMs: 2000, timeoutMs: 1000, failures: 2, passes: 2, by: 'storefront' },
        operations: [
          http(
            'list',
            'GET',
            '/api/orders',
            work(4, 10),
            {
              kind: 'together',
              branches: [
                [query('orders-db', 'SELECT', 'orders', ms(24, 40))],
                [call('loyalty-api', 'points', { timeoutMs: 8000 })],
              ],
            },
            log('info', 'orders.listed', ['user_id'])
          ),
        ],
      }),
      outside('loyalty-api', 'points', '/v1/points', ms(240, 330)),
      outside('carrier-api', 'position', '/v1/position', ms(560, 760)),
      outside('recommendations', 'suggest', '/v2/suggest', ms(900, 1250)),
      ...stores({ 'orders-db': sized(12, scale) }),
    ],
    entry: {
      role: 'storefront',
      operation: 'orders',
      others: [{ operation: 'track', share: random.between(0.3, 0.4) }],
    },
    broker: undefined,
    network: NETWORK,
  };
}
