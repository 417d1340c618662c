import type { Instance } from '../../simulation';
import { jobOf, REQUEST_SECONDS } from '../conventions';
import type { MetricLabels } from '../registry';
import { type Called, CORES, type Dialect, REQUEST_MILLISECONDS } from './happenings';

const FAILING = 500;
const MS = 1000;

/** As Prometheus' OTLP receiver names a resource. */
function target(instance: Instance): MetricLabels {
  return { job: jobOf(instance), instance: instance.pod };
}

function errorType({ failed, status }: Pick<Called, 'failed' | 'status'>): MetricLabels {
  return failed ? { error_type: status === 0 ? 'timeout' : String(status) } : {};
}

/** OpenTelemetry's stable names: seconds, `http_response_status_code`, `error_type`. */
export const otelStable: Dialect = {
  served: ({ instance, method, route, status, seconds }, { registry }) =>
    registry.observe(
      'http_server_request_duration_seconds',
      {
        ...target(instance),
        http_request_method: method,
        http_route: route,
        http_response_status_code: String(status),
        url_scheme: 'http',
        ...errorType({ failed: status >= FAILING, status }),
      },
      REQUEST_SECONDS,
      seconds
    ),
  called: (called, { registry }) => {
    const { instance, server, method, status, seconds, store } = called;
    if (store === undefined) {
      const code: MetricLabels = status === 0 ? {} : { http_response_status_code: String(status) };
      const labels = {
        ...target(instance),
        http_request_method: method,
        server_address: server,
        ...code,
        ...errorType(called),
      };
      registry.observe('http_client_request_duration_seconds', labels, REQUEST_SECONDS, seconds);
      return;
    }
    const labels = {
      ...target(instance),
      db_system_name: store.system,
      db_operation_name: store.operation,
      db_namespace: server.replace(/-/g, '_'),
      server_address: server,
      ...errorType(called),
    };
    registry.observe('db_client_operation_duration_seconds', labels, REQUEST_SECONDS, seconds);
  },
  instance: (
    instance,
    { cpuSeconds, intervalSeconds, memoryBytes, memoryLimitBytes, gcSeconds },
    { registry, words }
  ) => {
    const labels = target(instance);
    registry.set('http_server_active_requests', { ...labels, url_scheme: 'http' }, instance.threads.active);
    for (const [role, calls] of instance.calls) {
      const peer = { ...labels, server_address: words.name(role) };
      registry.set('http_client_open_connections', { ...peer, http_connection_state: 'active' }, calls);
      registry.set('http_client_open_connections', { ...peer, http_connection_state: 'idle' }, Math.max(1, 8 - calls));
    }
    if (instance.connections !== undefined) {
      const { active, size, queued } = instance.connections;
      const pool = { ...labels, db_client_connection_pool_name: 'main' };
      registry.set('db_client_connection_count', { ...pool, db_client_connection_state: 'used' }, active);
      registry.set('db_client_connection_count', { ...pool, db_client_connection_state: 'idle' }, size - active);
      registry.set('db_client_connection_max', pool, size);
      registry.set('db_client_connection_pending_requests', pool, queued);
    }
    if (instance.spec.language === 'java') {
      const heap = { ...labels, jvm_memory_type: 'heap', jvm_memory_pool_name: 'G1 Old Gen' };
      registry.set('jvm_memory_used_bytes', heap, Math.round(memoryBytes * 0.6));
      registry.set('jvm_memory_limit_bytes', heap, Math.round(memoryLimitBytes * 0.7));
      registry.set('jvm_cpu_recent_utilization_ratio', labels, Math.min(1, cpuSeconds / intervalSeconds / CORES));
      const gc = { ...labels, jvm_gc_name: 'G1 Young Generation', jvm_gc_action: 'end of minor GC' };
      registry.count('jvm_gc_duration_seconds_sum', gc, gcSeconds);
      registry.count('jvm_gc_duration_seconds_count', gc);
    }
  },
};

/** OpenTelemetry's names before they were settled: milliseconds, `http_status_code`. */
export const otelOld: Dialect = {
  served: ({ instance, method, route, status, seconds }, { registry }) => {
    const labels = {
      ...target(instance),
      http_method: method,
      http_route: route,
      http_status_code: String(status),
      http_scheme: 'http',
    };
    registry.observe('http_server_duration_milliseconds', labels, REQUEST_MILLISECONDS, seconds * MS);
  },
  called: ({ instance, server, method, status, seconds, store }, { registry }) => {
    if (store === undefined) {
      const code: MetricLabels = status === 0 ? {} : { http_status_code: String(status) };
      const labels = { ...target(instance), http_method: method, net_peer_name: server, ...code };
      registry.observe('http_client_duration_milliseconds', labels, REQUEST_MILLISECONDS, seconds * MS);
    }
  },
  instance: (instance, _, { registry }) => {
    if (instance.connections !== undefined) {
      const { active, size } = instance.connections;
      const pool = { ...target(instance), pool_name: 'main' };
      registry.set('db_client_connections_usage', { ...pool, state: 'used' }, active);
      registry.set('db_client_connections_usage', { ...pool, state: 'idle' }, size - active);
      registry.set('db_client_connections_max', pool, size);
    }
  },
};

const GRPC_CODES: Readonly<Record<number, readonly [string, string, number]>> = {
  200: ['OK', 'OK', 0],
  404: ['NotFound', 'NOT_FOUND', 5],
  429: ['ResourceExhausted', 'RESOURCE_EXHAUSTED', 8],
  503: ['Unavailable', 'UNAVAILABLE', 14],
  504: ['DeadlineExceeded', 'DEADLINE_EXCEEDED', 4],
};
const UNKNOWN_CODE = ['Unknown', 'UNKNOWN', 2] as const;

/** The same requests as if they had come by gRPC: OpenTelemetry's RPC metrics of three generations, and go-grpc-middleware's. */
export const rpc: Dialect = {
  served: ({ instance, route, status, seconds }, { registry }) => {
    const [camel, upper, number] = GRPC_CODES[status] ?? UNKNOWN_CODE;
    const service = `shop.${instance.spec.role}`;
    const method = route.replace(/[{}]/g, '');
    const common = { ...target(instance), rpc_system: 'grpc', rpc_service: service, rpc_method: method };
    const stable = { ...common, rpc_response_status_code: upper };
    const old = { ...common, rpc_grpc_status_code: String(number) };
    registry.observe('rpc_server_call_duration_seconds', stable, REQUEST_SECONDS, seconds);
    registry.observe('rpc_server_duration_milliseconds', old, REQUEST_MILLISECONDS, seconds * MS);
    registry.observe('rpc_server_duration_seconds', old, REQUEST_SECONDS, seconds);
    const middleware = { ...target(instance), grpc_type: 'unary', grpc_service: service, grpc_method: method };
    registry.count('grpc_server_handled_total', { ...middleware, grpc_code: camel });
    registry.observe('grpc_server_handling_seconds', middleware, REQUEST_SECONDS, seconds);
  },
};
