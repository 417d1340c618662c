import type { Random } from '../random';
import { http, NETWORK, service, sized, stores } from './parts';
import type { Topology } from './service';
import { call, log, logfmtLog, ms, otlpLog, query, work } from './steps';

/** What zones are called, by who rents them out. */
const STYLES = [
  ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
  ['europe-west4-a', 'europe-west4-b', 'europe-west4-c'],
  ['dc-north', 'dc-east', 'dc-south'],
] as const;

/**
 * global-router -> frontend -> {mailbox -> message store, contacts}, in three zones: a request stays in the zone that the
 * router has sent it to. Each zone has room for its own users and half as many again; mailbox works with few threads.
 */
export function webmail(random: Random, scale: number): Topology & { readonly zones: readonly string[] } {
  const zones = random.pick(STYLES);
  const inEach = { instances: zones.length, namespace: 'mail' } as const;
  return {
    services: [
      service('global-router', {
        version: '14.2.0',
        language: 'cpp',
        namespace: 'edge',
        log: logfmtLog,
        facts: ['user_id', 'region', 'zone'],
        instances: 1,
        operations: [
          http('open', 'GET', '/mail', work(0.4, 1), call('frontend', 'open', { timeoutMs: 20_000 })),
          http('contacts', 'GET', '/contacts', work(0.4, 1), call('frontend', 'contacts', { timeoutMs: 20_000 })),
        ],
      }),
      service('frontend', {
        ...inEach,
        version: '30.1.4',
        language: 'java',
        facts: ['user_id'],
        operations: [
          http(
            'open',
            'GET',
            '/mail',
            log('info', 'request.received', ['method', 'path', 'user_id']),
            work(5, 12),
            call('mailbox', 'list', { timeoutMs: 8000 })
          ),
          http('contacts', 'GET', '/contacts', work(4, 10), call('contacts', 'list', { timeoutMs: 8000 })),
        ],
      }),
      service('mailbox', {
        ...inEach,
        version: '12.8.0',
        language: 'python',
        log: otlpLog,
        threads: sized(2, scale),
        connections: 10,
        operations: [
          http(
            'list',
            'GET',
            '/mailbox',
            work(random.between(330, 370), 480),
            query('messages-db', 'SELECT', 'messages', ms(8, 20)),
            log('info', 'mail.listed', ['items'])
          ),
        ],
      }),
      service('contacts', {
        ...inEach,
        version: '4.4.1',
        language: 'go',
        log: logfmtLog,
        connections: 10,
        operations: [
          http('list', 'GET', '/contacts', work(6, 15), query('messages-db', 'SELECT', 'contacts', ms(5, 12))),
        ],
      }),
      ...stores({ 'messages-db': 48 }),
    ],
    entry: {
      role: 'global-router',
      operation: 'open',
      others: [{ operation: 'contacts', share: random.between(0.25, 0.32) }],
    },
    broker: undefined,
    network: NETWORK,
    zones,
  };
}
