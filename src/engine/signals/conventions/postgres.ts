import {
  amount,
  type Citation,
  type Convention,
  duration,
  equals,
  gauge,
  PER_INSTANCE,
  share,
  STORE_LABELS,
} from '../convention';

export const postgresSources: readonly Citation[] = [
  { url: 'https://github.com/prometheus-community/postgres_exporter/tree/v0.17.1/collector', version: '0.17.1' },
];

/** postgres_exporter: connections of those allowed, sessions that wait for a lock, the longest transaction. */
export const postgres: Convention = {
  name: 'postgres',
  labels: STORE_LABELS,
  attachedOnly: true,
  requests: [],
  resources: [
    share('connections', 'postgres', gauge('pg_stat_activity_count'), {
      capacity: gauge('pg_settings_max_connections'),
    }),
    amount('lock-wait', 'postgres', gauge('pg_stat_activity_count', [equals('wait_event_type', 'Lock')])),
    duration('query-time', 'postgres-longest', gauge('pg_stat_activity_max_tx_duration'), {
      per: [...PER_INSTANCE, 'datname', 'state'],
    }),
  ],
};
