import type { Random } from '../random';
import { http, NETWORK, service, stores } from './parts';
import type { Topology } from './service';
import { call, log, logfmtLog, ms, otlpLog, query, work } from './steps';

/** What one document takes in the cache of an instance, which nobody has given a limit for each tenant. */
const DOCUMENT_MIB = 2.2;
const LIMIT_MIB = 640;

/**
 * api-gateway -> workspace -> {document-service, permissions}, for many tenants: document-service keeps every document that
 * it has read in its memory.
 */
export function documents(random: Random): Topology {
  return {
    services: [
      service('api-gateway', {
        version: '7.0.4',
        language: 'go',
        namespace: 'edge',
        log: logfmtLog,
        facts: ['user_id', 'tenant'],
        operations: [
          http(
            'open',
            'GET',
            '/api/documents',
            log('info', 'request.received', ['method', 'path', 'tenant']),
            work(2, 5),
            call('workspace', 'open', { timeoutMs: 20_000 })
          ),
        ],
      }),
      service('workspace', {
        version: '3.17.0',
        language: 'nodejs',
        namespace: 'app',
        facts: ['tenant'],
        operations: [
          http(
            'open',
            'GET',
            '/documents',
            work(4, 10),
            {
              kind: 'together',
              branches: [
                [call('document-service', 'read', { timeoutMs: 10_000 })],
                [call('permissions', 'check', { timeoutMs: 5000 })],
              ],
            },
            log('info', 'document.opened', ['tenant'])
          ),
        ],
      }),
      service('document-service', {
        version: '8.2.6',
        language: 'java',
        namespace: 'app',
        log: otlpLog,
        facts: ['tenant', 'document'],
        threads: 60,
        connections: 12,
        health: { everyMs: 5000, timeoutMs: 2000, failures: 2, passes: 2, by: 'workspace' },
        memory: {
          requestMib: 0.4,
          softMib: LIMIT_MIB * random.between(0.8, 0.84),
          limitMib: LIMIT_MIB,
          slowdown: 30,
          restartMs: random.int(18_000, 26_000),
        },
        operations: [
          http(
            'read',
            'GET',
            '/documents/{document}',
            work(12, 28),
            query('documents-db', 'SELECT', 'documents', ms(8, 20)),
            { kind: 'remember', fact: 'document', mib: DOCUMENT_MIB },
            log('info', 'document.read', ['tenant'])
          ),
        ],
      }),
      service('permissions', {
        version: '2.0.8',
        language: 'go',
        namespace: 'identity',
        log: logfmtLog,
        facts: ['tenant'],
        operations: [http('check', 'POST', '/check', work(4, 10), log('debug', 'access.granted', ['user_id']))],
      }),
      ...stores({ 'documents-db': 24 }),
    ],
    entry: { role: 'api-gateway', operation: 'open' },
    broker: undefined,
    network: NETWORK,
  };
}
