import type { Instance } from '../../simulation';
import { jobOf, REQUEST_SECONDS, SPAN_KINDS } from '../conventions';
import type { MetricLabels } from '../registry';
import { CORES, type Dialect, REQUEST_MILLISECONDS, seconds } from './happenings';

const FAILING = 500;
const MS = 1000;

function outcome(status: number): string {
  return status >= FAILING ? 'SERVER_ERROR' : status >= 400 ? 'CLIENT_ERROR' : 'SUCCESS';
}

function application(instance: Instance): MetricLabels {
  return { application: instance.service, instance: instance.address, job: 'spring' };
}

/** Spring Boot's actuator by Micrometer. */
export const micrometer: Dialect = {
  served: ({ instance, method, route, status, seconds: took }, { registry }) =>
    registry.observe(
      'http_server_requests_seconds',
      { ...application(instance), method, uri: route, status: String(status), outcome: outcome(status) },
      REQUEST_SECONDS,
      took
    ),
  instance: (
    instance,
    { cpuSeconds, intervalSeconds, memoryBytes, memoryLimitBytes, gcSeconds },
    { registry, random }
  ) => {
    const labels = application(instance);
    const { threads, connections } = instance;
    registry.set('tomcat_threads_busy_threads', { ...labels, name: 'http-nio-8080' }, threads.active);
    registry.set('tomcat_threads_config_max_threads', { ...labels, name: 'http-nio-8080' }, threads.size);
    registry.set('executor_active_threads', { ...labels, name: 'applicationTaskExecutor' }, threads.active);
    registry.set('executor_pool_max_threads', { ...labels, name: 'applicationTaskExecutor' }, threads.size);
    registry.set('executor_queued_tasks', { ...labels, name: 'applicationTaskExecutor' }, threads.queued);
    if (connections !== undefined) {
      const pool = { ...labels, pool: 'HikariPool-1' };
      registry.set('hikaricp_connections_active', pool, connections.active);
      registry.set('hikaricp_connections_max', pool, connections.size);
      registry.set('hikaricp_connections_pending', pool, connections.queued);
      // Who waits has waited for about as long as the queue is.
      registry.count('hikaricp_connections_acquire_seconds_sum', pool, connections.queued * random.between(0.05, 0.15));
      registry.count(
        'hikaricp_connections_acquire_seconds_count',
        pool,
        Math.max(1, connections.active + connections.queued)
      );
    }
    const heap = { ...labels, area: 'heap', id: 'G1 Old Gen' };
    registry.set('jvm_memory_used_bytes', heap, Math.round(memoryBytes * 0.6));
    registry.set('jvm_memory_max_bytes', heap, Math.round(memoryLimitBytes * 0.7));
    registry.set('jvm_memory_used_bytes', { ...labels, area: 'nonheap', id: 'Metaspace' }, 91_226_112);
    const gc = { ...labels, action: 'end of minor GC', cause: 'G1 Evacuation Pause' };
    registry.count('jvm_gc_pause_seconds_sum', gc, gcSeconds);
    registry.count('jvm_gc_pause_seconds_count', gc);
    registry.set('process_cpu_usage', labels, Math.min(1, cpuSeconds / intervalSeconds / CORES));
  },
};

/** What hand-made instrumentation and the examples of client libraries count. */
export const plain: Dialect = {
  served: ({ instance, method, route, status, seconds: took }, { registry }) => {
    const labels = { app: instance.service, instance: instance.address, job: 'apps', method, handler: route };
    registry.count('http_requests_total', { ...labels, code: String(status) });
    registry.observe('http_request_duration_seconds', labels, REQUEST_SECONDS, took);
    registry.observe('http_request_duration_milliseconds', labels, REQUEST_MILLISECONDS, took * MS);
  },
  instance: ({ service, address, threads }, _, { registry }) =>
    registry.set('http_requests_in_flight', { app: service, instance: address, job: 'apps' }, threads.active),
};

/** Span metrics of the OpenTelemetry collector's connector, with its namespace and without, in both units. */
export const spanMetrics: Dialect = {
  spanEnded: (span, { registry }) => {
    const labels = {
      service_name: span.instance.service,
      span_name: span.name,
      span_kind: SPAN_KINDS[span.kind],
      status_code: span.failure === undefined ? 'STATUS_CODE_UNSET' : 'STATUS_CODE_ERROR',
      service_instance_id: span.instance.pod,
    };
    for (const prefix of ['traces_span_metrics_', '']) {
      registry.count(`${prefix}calls_total`, labels);
      registry.observe(`${prefix}duration_seconds`, labels, REQUEST_SECONDS, seconds(span));
      registry.observe(`${prefix}duration_milliseconds`, labels, REQUEST_MILLISECONDS, seconds(span) * MS);
    }
  },
};

/** What client libraries say of their process, and the runtimes of Go and Node.js. */
export const processRuntime: Dialect = {
  instance: (instance, { cpuSeconds, memoryBytes, gcSeconds }, { registry }) => {
    const labels = { service: instance.service, instance: instance.address, job: jobOf(instance) };
    const { threads, connections } = instance;
    registry.count('process_cpu_seconds_total', labels, cpuSeconds);
    registry.set('process_open_fds', labels, 24 + threads.active + (connections?.active ?? 0));
    registry.set('process_max_fds', labels, 1024);
    registry.set('process_virtual_memory_bytes', labels, memoryBytes * 3);
    if (instance.spec.language === 'go') {
      registry.set('go_goroutines', labels, 12 + 2 * threads.active);
      registry.count('go_gc_duration_seconds_sum', labels, gcSeconds);
      registry.count('go_gc_duration_seconds_count', labels);
    }
    if (instance.spec.language === 'nodejs') {
      registry.count('nodejs_gc_duration_seconds_sum', { ...labels, kind: 'minor' }, gcSeconds);
      registry.count('nodejs_gc_duration_seconds_count', { ...labels, kind: 'minor' });
      registry.set('nodejs_eventloop_lag_p99_seconds', labels, 0.01 + threads.active / 20_000);
    }
  },
};
