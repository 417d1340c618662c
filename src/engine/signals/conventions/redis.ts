import { type Citation, type Convention, STORE_LABELS } from '../convention';

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
    {
      kind: 'connections',
      name: 'redis',
      used: { metric: 'redis_connected_clients', as: 'value' },
      capacity: { metric: 'redis_config_maxclients', as: 'value' },
      unit: 'percentunit',
    },
    {
      kind: 'memory',
      name: 'redis',
      used: { metric: 'redis_memory_used_bytes', as: 'value' },
      capacity: { metric: 'redis_memory_max_bytes', as: 'value' },
      unit: 'percentunit',
    },
    {
      kind: 'queue',
      name: 'redis-blocked',
      used: { metric: 'redis_blocked_clients', as: 'value' },
      unit: 'short',
    },
  ],
};
