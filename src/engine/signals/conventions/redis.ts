import { amount, type Citation, type Convention, gauge, share, STORE_LABELS } from '../convention';

export const redisSources: readonly Citation[] = [
  { url: 'https://github.com/oliver006/redis_exporter/tree/v1.77.0', version: '1.77.0' },
];

/** redis_exporter: clients and memory of what is allowed, clients that wait in a blocking call. */
export const redis: Convention = {
  name: 'redis',
  labels: STORE_LABELS,
  attachedOnly: true,
  requests: [],
  resources: [
    share('connections', 'redis', gauge('redis_connected_clients'), { capacity: gauge('redis_config_maxclients') }),
    share('memory', 'redis', gauge('redis_memory_used_bytes'), { capacity: gauge('redis_memory_max_bytes') }),
    amount('queue', 'redis-blocked', gauge('redis_blocked_clients')),
  ],
};
