import type { Random } from '../random';
import { http, NETWORK, service, sized, stores } from './parts';
import type { Step, Topology } from './service';
import { call, log, logfmtLog, ms, otlpLog, plainLog, query, work } from './steps';

/** The value that every front page shows, and how long the store works to make it. */
export const HOT_KEY = 'front-page';
const STATEMENT_MS = 9000;

/**
 * storefront -> {catalog (front page, from the cache), search, cart}: catalog and search share a database, the cart has the
 * cache to itself but for that. The front page is made by one expensive query, by whoever finds it missing.
 */
export function newsstand(random: Random, scale: number): Topology {
  const build: readonly Step[] = [
    query('products-db', 'SELECT', 'products', ms(10, 22)),
    {
      kind: 'query',
      store: 'products-db',
      verb: 'AGGREGATE',
      table: 'sales',
      latency: ms(random.between(4300, 4900), 5600),
      timeoutMs: STATEMENT_MS,
    },
  ];
  return {
    services: [
      service('storefront', {
        version: '2.0.1',
        language: 'nodejs',
        operations: [
          http(
            'home',
            'GET',
            '/',
            log('info', 'request.received', ['method', 'path', 'user_id']),
            work(2, 6),
            call('catalog', 'front', { timeoutMs: 12_000 })
          ),
          http('search', 'GET', '/search', work(2, 6), call('search', 'find', { timeoutMs: 10_000 })),
          http('cart', 'GET', '/cart', work(2, 6), call('cart', 'read', { timeoutMs: 2000 })),
        ],
      }),
      service('catalog', {
        version: '3.9.2',
        language: 'ruby',
        log: otlpLog,
        connections: sized(40, scale),
        operations: [
          http(
            'front',
            'GET',
            '/front',
            work(4, 10),
            { kind: 'cached', cache: 'page-cache', key: HOT_KEY, hitShare: 'hot', miss: build },
            log('info', 'catalog.listed', ['items'])
          ),
        ],
      }),
      service('search', {
        version: '6.4.0',
        language: 'go',
        log: logfmtLog,
        facts: [],
        connections: sized(30, scale),
        operations: [
          http(
            'find',
            'GET',
            '/find',
            work(6, 16),
            {
              kind: 'cached',
              cache: 'page-cache',
              key: 'results',
              hitShare: 0.3,
              miss: [query('products-db', 'SELECT', 'products', ms(10, 22))],
            },
            log('info', 'search.done', ['items'])
          ),
        ],
      }),
      service('cart', {
        version: '1.9.3',
        language: 'php',
        log: plainLog,
        operations: [
          http(
            'read',
            'GET',
            '/carts/{user_id}',
            {
              kind: 'cached',
              cache: 'page-cache',
              key: 'cart',
              hitShare: 0.97,
              miss: [query('carts-db', 'SELECT', 'carts', ms(5, 14))],
            },
            work(2, 6),
            log('info', 'cart.loaded', ['items'])
          ),
        ],
      }),
      ...stores({ 'page-cache': 64, 'products-db': sized(4, scale), 'carts-db': 12 }),
    ],
    entry: {
      role: 'storefront',
      operation: 'home',
      others: [
        { operation: 'search', share: random.between(0.2, 0.26) },
        { operation: 'cart', share: random.between(0.14, 0.2) },
      ],
    },
    broker: undefined,
    network: NETWORK,
  };
}
