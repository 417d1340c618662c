import type { Random } from '../random';
import { http, NETWORK, outside, service, sized, stores } from './parts';
import type { Topology } from './service';
import { call, log, logfmtLog, ms, otlpLog, query, work } from './steps';

/** How long a request waits for a connection of the pool before it fails. */
const CONNECTION_MS = 5000;

/**
 * storefront -> {booking -> {availability, payment}, search -> availability}. A room is held in a transaction that stays
 * open while a partner outside the house confirms it (650 ms), so every hold keeps a connection for that long.
 */
export function hotel(random: Random, scale: number): Topology {
  const hold = [
    query('rooms-db', 'SELECT', 'rooms', ms(5, 14)),
    call('channel-manager', 'confirm', { timeoutMs: 4000 }),
    query('rooms-db', 'UPDATE', 'rooms', ms(7, 18)),
  ];
  return {
    services: [
      service('storefront', {
        version: '9.1.0',
        language: 'nodejs',
        namespace: 'travel',
        operations: [
          http(
            'book',
            'POST',
            '/bookings',
            log('info', 'request.received', ['method', 'path', 'user_id']),
            work(2, 6),
            call('booking', 'book', { timeoutMs: 15_000 })
          ),
          http('search', 'GET', '/offers', work(2, 6), call('search', 'find', { timeoutMs: 8000 })),
        ],
      }),
      service('booking', {
        version: '4.0.2',
        language: 'java',
        namespace: 'travel',
        log: otlpLog,
        facts: ['user_id', 'order_id'],
        operations: [
          http(
            'book',
            'POST',
            '/book',
            { kind: 'mint', fact: 'order_id', prefix: 'booking_' },
            work(4, 11),
            call('availability', 'hold', { timeoutMs: 10_000 }),
            call('payment', 'charge', { timeoutMs: 4000 }),
            log('info', 'booking.confirmed', ['order_id'])
          ),
        ],
      }),
      service('availability', {
        version: '2.17.4',
        language: 'java',
        namespace: 'travel',
        facts: ['order_id'],
        instances: sized(2, Math.max(1, scale)),
        threads: 200,
        connections: 10,
        connectionTimeoutMs: CONNECTION_MS,
        operations: [
          http(
            'hold',
            'POST',
            '/holds',
            work(2, 5),
            { kind: 'transaction', steps: hold },
            log('info', 'room.held', ['items'])
          ),
          http('lookup', 'GET', '/rooms', work(1, 3), query('rooms-db', 'SELECT', 'rooms', ms(5, 14))),
        ],
      }),
      service('search', {
        version: '6.3.1',
        language: 'go',
        namespace: 'travel',
        log: logfmtLog,
        facts: [],
        operations: [
          http(
            'find',
            'GET',
            '/search',
            work(8, 20),
            call('availability', 'lookup', { timeoutMs: 6000 }),
            log('info', 'search.done', ['items'])
          ),
        ],
      }),
      service('payment', {
        version: '5.2.3',
        language: 'dotnet',
        namespace: 'travel',
        facts: ['order_id', 'card_type'],
        connections: 10,
        operations: [
          http(
            'charge',
            'POST',
            '/charges',
            work(20, 45),
            query('payments-db', 'INSERT', 'payments', ms(5, 14)),
            log('info', 'card.charged', ['amount', 'order_id'])
          ),
        ],
      }),
      outside('channel-manager', 'confirm', '/v3/confirm', ms(random.between(620, 680), 820)),
      ...stores({ 'rooms-db': 24, 'payments-db': 16 }),
    ],
    entry: {
      role: 'storefront',
      operation: 'book',
      others: [{ operation: 'search', share: random.between(0.36, 0.44) }],
    },
    broker: undefined,
    network: NETWORK,
  };
}
