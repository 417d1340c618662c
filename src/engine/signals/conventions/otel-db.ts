import {
  amount,
  called,
  type Citation,
  type Convention,
  duration,
  equals,
  failedBy,
  gauge,
  INSTANCE_LABELS,
  like,
  PER_INSTANCE,
  rate,
  seconds,
  SERVICE_LABELS,
  share,
} from '../convention';

export const otelDbSources: readonly Citation[] = [
  { url: 'https://opentelemetry.io/docs/specs/semconv/database/database-metrics/', version: '1.37.0' },
];

/** OpenTelemetry's database client: queries as edges from a service to its database, query time and pools as saturation. */
export const otelDb: Convention = {
  name: 'otel-db',
  labels: {
    service: SERVICE_LABELS,
    instance: INSTANCE_LABELS,
    client: SERVICE_LABELS,
    server: ['server_address', 'db_namespace', 'db_system_name', 'db_system'],
  },
  requests: [
    called(failedBy(like('error_type', '.+')), [
      seconds('db_client_operation_duration_seconds'),
      seconds('db_client_operation_duration'),
    ]),
  ],
  resources: [
    duration('query-time', 'db-client', rate('db_client_operation_duration_seconds_sum'), {
      capacity: rate('db_client_operation_duration_seconds_count'),
      per: [...PER_INSTANCE, 'db_namespace', 'server_address'],
    }),
    share('pool', 'db-client', gauge('db_client_connection_count', [equals('db_client_connection_state', 'used')]), {
      capacity: gauge('db_client_connection_max'),
      per: [...PER_INSTANCE, 'db_client_connection_pool_name'],
    }),
    share('pool', 'db-client-usage', gauge('db_client_connections_usage', [equals('state', 'used')]), {
      capacity: gauge('db_client_connections_max'),
      per: [...PER_INSTANCE, 'pool_name'],
    }),
    amount('queue', 'db-client-pending', gauge('db_client_connection_pending_requests'), {
      per: [...PER_INSTANCE, 'db_client_connection_pool_name'],
    }),
  ],
};
