import type { Random } from '../random';
import { http, NETWORK, service, sized, stores } from './parts';
import type { Topology } from './service';
import { call, jsonLogWithoutSpan, log, logfmtLog, ms, otlpLog, query, work } from './steps';

/**
 * storefront -> basket -> pricing -> tax, of which basket asks twice and pricing three times, always after the same pauses, and
 * browsing beside it: storefront -> catalog ->
 * tax for the prices shown. The tax tables have room for a few queries at a time.
 */
export function quotes(random: Random, scale: number): Topology {
  const backoffMs = random.pick([100, 150, 200]);
  return {
    services: [
      service('storefront', {
        version: '3.12.0',
        language: 'nodejs',
        operations: [
          http(
            'quote',
            'POST',
            '/basket/quote',
            log('info', 'request.received', ['method', 'path', 'user_id']),
            work(2, 6),
            call('basket', 'total', { timeoutMs: 5000 })
          ),
          http('browse', 'GET', '/products', work(2, 6), call('catalog', 'list', { timeoutMs: 4000 })),
        ],
      }),
      service('basket', {
        version: '2.2.9',
        language: 'dotnet',
        log: jsonLogWithoutSpan,
        facts: ['user_id'],
        operations: [
          http(
            'total',
            'POST',
            '/total',
            work(4, 10),
            call('pricing', 'price', { timeoutMs: 1500, retry: { retries: 1, jitter: false, backoffMs } }),
            log('info', 'basket.totalled', ['amount'])
          ),
        ],
      }),
      service('pricing', {
        version: '7.7.1',
        language: 'java',
        log: otlpLog,
        facts: [],
        operations: [
          http(
            'price',
            'POST',
            '/price',
            work(5, 12),
            call('tax', 'rate', { timeoutMs: 400, retry: { retries: 2, jitter: false, backoffMs } }),
            log('info', 'price.made', ['amount'])
          ),
        ],
      }),
      service('tax', {
        version: '1.4.4',
        language: 'go',
        log: logfmtLog,
        facts: [],
        threads: sized(60, scale),
        connections: sized(12, scale),
        operations: [
          http(
            'rate',
            'GET',
            '/rates',
            work(2, 6),
            query('tax-db', 'SELECT', 'rates', ms(28, 40)),
            log('debug', 'tax.read')
          ),
        ],
      }),
      service('catalog', {
        version: '5.5.0',
        language: 'php',
        facts: [],
        operations: [
          http(
            'list',
            'GET',
            '/list',
            work(8, 20),
            call('tax', 'rate', { timeoutMs: 2500 }),
            log('info', 'catalog.listed', ['items'])
          ),
        ],
      }),
      ...stores({ 'tax-db': sized(3, scale) }),
    ],
    entry: {
      role: 'storefront',
      operation: 'quote',
      others: [{ operation: 'browse', share: random.between(0.3, 0.4) }],
    },
    broker: undefined,
    network: NETWORK,
  };
}
