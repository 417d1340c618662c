import { counter, gauge, histogram, type SignalFixture } from './fixture';

const OTEL = { job: 'shop/payment', instance: 'payment-0' };

export const rpcFixtures: readonly SignalFixture[] = [
  {
    convention: 'otel-rpc',
    name: 'milliseconds, gRPC codes',
    source: { url: 'https://opentelemetry.io/docs/specs/semconv/rpc/rpc-metrics/', version: '1.37.0' },
    breakdown: 'service',
    series: [
      ...histogram(
        'rpc_server_duration_milliseconds',
        { ...OTEL, rpc_system: 'grpc', rpc_method: 'Charge', rpc_grpc_status_code: '0' },
        { '10': 0, '25': 3, '+Inf': 3 },
        50
      ),
      ...histogram(
        'rpc_server_duration_milliseconds',
        { ...OTEL, rpc_system: 'grpc', rpc_method: 'Charge', rpc_grpc_status_code: '14' },
        { '10': 0, '25': 1, '+Inf': 1 },
        20
      ),
    ],
    rows: [{ service: 'payment', traffic: 4, errors: 0.25, p50: 0.0175, p95: 0.02425, p99: 0.02485 }],
  },
  {
    convention: 'otel-rpc',
    name: 'seconds, codes as words',
    source: {
      url: 'https://github.com/open-telemetry/semantic-conventions/blob/main/docs/rpc/rpc-metrics.md',
      version: '1.39.0',
    },
    breakdown: 'service',
    series: [
      ...histogram(
        'rpc_server_call_duration_seconds',
        { ...OTEL, rpc_method: 'Charge', rpc_response_status_code: 'OK' },
        { '0.1': 0, '0.25': 3, '+Inf': 3 },
        0.5
      ),
      ...histogram(
        'rpc_server_call_duration_seconds',
        { ...OTEL, rpc_method: 'Charge', rpc_response_status_code: 'UNAVAILABLE', error_type: 'UNAVAILABLE' },
        { '0.1': 0, '0.25': 1, '+Inf': 1 },
        0.2
      ),
    ],
    rows: [{ service: 'payment', traffic: 4, errors: 0.25, p50: 0.175, p95: 0.2425, p99: 0.2485 }],
  },
  {
    convention: 'grpc',
    name: 'counters of the interceptor',
    source: {
      url: 'https://github.com/grpc-ecosystem/go-grpc-middleware/tree/main/providers/prometheus',
      version: '1.1.0',
    },
    breakdown: 'service',
    series: [
      counter(
        'grpc_server_handled_total',
        { job: 'payment', grpc_type: 'unary', grpc_service: 'pay', grpc_method: 'Charge', grpc_code: 'OK' },
        9
      ),
      counter(
        'grpc_server_handled_total',
        { job: 'payment', grpc_type: 'unary', grpc_service: 'pay', grpc_method: 'Charge', grpc_code: 'Internal' },
        1
      ),
    ],
    rows: [{ service: 'payment', traffic: 10, errors: 0.1 }],
  },
  {
    convention: 'otel-db',
    name: 'queries as edges',
    source: { url: 'https://opentelemetry.io/docs/specs/semconv/database/database-metrics/', version: '1.37.0' },
    breakdown: 'edge',
    series: [
      ...histogram(
        'db_client_operation_duration_seconds',
        { ...OTEL, db_system_name: 'postgresql', server_address: 'orders-db', db_operation_name: 'SELECT' },
        { '0.01': 0, '0.05': 8, '+Inf': 8 },
        0.2
      ),
      ...histogram(
        'db_client_operation_duration_seconds',
        { ...OTEL, db_system_name: 'postgresql', server_address: 'orders-db', error_type: '57014' },
        { '0.01': 0, '0.05': 2, '+Inf': 2 },
        0.1
      ),
    ],
    rows: [{ client: 'payment', service: 'orders-db', traffic: 10, errors: 0.2, p50: 0.03, p95: 0.048, p99: 0.0496 }],
  },
  {
    convention: 'otel-db',
    name: 'the pool of connections of a service that is asked for',
    source: { url: 'https://opentelemetry.io/docs/specs/semconv/database/database-metrics/', version: '1.37.0' },
    breakdown: 'service',
    services: ['payment'],
    series: [
      gauge(
        'db_client_connection_count',
        { ...OTEL, db_client_connection_pool_name: 'p', db_client_connection_state: 'used' },
        18
      ),
      gauge(
        'db_client_connection_count',
        { ...OTEL, db_client_connection_pool_name: 'p', db_client_connection_state: 'idle' },
        2
      ),
      gauge('db_client_connection_max', { ...OTEL, db_client_connection_pool_name: 'p' }, 20),
    ],
    rows: [{ service: 'payment', worst: ['pool:db-client', 0.9] }],
    resources: ['pool:db-client'],
  },
  {
    convention: 'postgres',
    name: 'connections and sessions that wait for a lock',
    source: { url: 'https://github.com/prometheus-community/postgres_exporter/tree/v0.17.1', version: '0.17.1' },
    breakdown: 'service',
    services: ['orders-db'],
    series: [
      gauge(
        'pg_stat_activity_count',
        { service: 'orders-db', datname: 'orders', state: 'active', wait_event_type: '' },
        60
      ),
      gauge(
        'pg_stat_activity_count',
        { service: 'orders-db', datname: 'orders', state: 'active', wait_event_type: 'Lock' },
        15
      ),
      gauge('pg_settings_max_connections', { service: 'orders-db' }, 100),
    ],
    rows: [{ service: 'orders-db', worst: ['connections:postgres', 0.75] }],
    resources: ['connections:postgres', 'lock-wait:postgres'],
  },
  {
    convention: 'mysql',
    name: 'connections, and time that rows were waited for',
    source: { url: 'https://github.com/prometheus/mysqld_exporter/tree/v0.18.0/collector', version: '0.18.0' },
    breakdown: 'service',
    services: ['stock-db'],
    series: [
      gauge('mysql_global_status_threads_connected', { job: 'stock-db', instance: 'db:9104' }, 30),
      gauge('mysql_global_variables_max_connections', { job: 'stock-db', instance: 'db:9104' }, 150),
      counter('mysql_global_status_innodb_row_lock_time', { job: 'stock-db', instance: 'db:9104' }, 400),
    ],
    rows: [{ service: 'stock-db', worst: ['lock-wait:innodb-rows', 0.4] }],
    resources: ['connections:mysql', 'lock-wait:innodb-rows'],
  },
  {
    convention: 'redis',
    name: 'clients and memory of what is allowed',
    source: { url: 'https://github.com/oliver006/redis_exporter/tree/v1.77.0', version: '1.77.0' },
    breakdown: 'service',
    services: ['sessions'],
    series: [
      gauge('redis_connected_clients', { service: 'sessions', instance: 'redis:9121' }, 20),
      gauge('redis_config_maxclients', { service: 'sessions', instance: 'redis:9121' }, 10_000),
      gauge('redis_memory_used_bytes', { service: 'sessions', instance: 'redis:9121' }, 800),
      gauge('redis_memory_max_bytes', { service: 'sessions', instance: 'redis:9121' }, 1000),
    ],
    rows: [{ service: 'sessions', worst: ['memory:redis', 0.8] }],
    resources: ['connections:redis', 'memory:redis'],
  },
];
