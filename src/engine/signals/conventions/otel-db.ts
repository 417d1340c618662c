import {
  type Citation,
  type Convention,
  equals,
  INSTANCE_LABELS,
  like,
  PER_INSTANCE,
  SERVICE_LABELS,
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
    {
      breakdowns: ['edge'],
      failed: { form: 'label', alternatives: [like('error_type', '.+')] },
      latency: [
        { metric: 'db_client_operation_duration_seconds', perSecond: 1 },
        { metric: 'db_client_operation_duration', perSecond: 1 },
      ],
    },
  ],
  resources: [
    {
      kind: 'query-time',
      name: 'db-client',
      used: { metric: 'db_client_operation_duration_seconds_sum', as: 'rate' },
      capacity: { metric: 'db_client_operation_duration_seconds_count', as: 'rate' },
      per: [...PER_INSTANCE, 'db_namespace', 'server_address'],
      unit: 's',
    },
    {
      kind: 'pool',
      name: 'db-client',
      used: {
        metric: 'db_client_connection_count',
        as: 'value',
        matchers: [equals('db_client_connection_state', 'used')],
      },
      capacity: { metric: 'db_client_connection_max', as: 'value' },
      per: [...PER_INSTANCE, 'db_client_connection_pool_name'],
      unit: 'percentunit',
    },
    {
      kind: 'pool',
      name: 'db-client-usage',
      used: { metric: 'db_client_connections_usage', as: 'value', matchers: [equals('state', 'used')] },
      capacity: { metric: 'db_client_connections_max', as: 'value' },
      per: [...PER_INSTANCE, 'pool_name'],
      unit: 'percentunit',
    },
    {
      kind: 'queue',
      name: 'db-client-pending',
      used: { metric: 'db_client_connection_pending_requests', as: 'value' },
      per: [...PER_INSTANCE, 'db_client_connection_pool_name'],
      unit: 'short',
    },
  ],
};
