import { type Citation, type Convention, equals, like, OWN_LABELS, PER_INSTANCE } from '../convention';

export const micrometerSources: readonly Citation[] = [
  { url: 'https://docs.spring.io/spring-boot/reference/actuator/metrics.html', version: '3.5' },
  { url: 'https://docs.micrometer.io/micrometer/reference/reference/jvm.html', version: '1.15' },
  {
    url: 'https://github.com/brettwooldridge/HikariCP/blob/dev/src/main/java/com/zaxxer/hikari/metrics/micrometer/MicrometerMetricsTracker.java',
    version: '6.3.0',
  },
];

/** Spring Boot's actuator through Micrometer's Prometheus registry. Its timers have buckets only when asked for. */
export const micrometer: Convention = {
  name: 'micrometer',
  labels: OWN_LABELS,
  requests: [
    {
      breakdowns: ['service', 'instance'],
      failed: { form: 'label', alternatives: [equals('outcome', 'SERVER_ERROR'), like('status', '5..')] },
      latency: [{ metric: 'http_server_requests_seconds', perSecond: 1 }],
    },
  ],
  resources: [
    {
      kind: 'pool',
      name: 'hikaricp',
      used: { metric: 'hikaricp_connections_active', as: 'value' },
      capacity: { metric: 'hikaricp_connections_max', as: 'value' },
      per: [...PER_INSTANCE, 'pool'],
      unit: 'percentunit',
    },
    {
      kind: 'queue',
      name: 'hikaricp-pending',
      used: { metric: 'hikaricp_connections_pending', as: 'value' },
      per: [...PER_INSTANCE, 'pool'],
      unit: 'short',
    },
    {
      kind: 'connections',
      name: 'hikaricp-acquire',
      used: { metric: 'hikaricp_connections_acquire_seconds_sum', as: 'rate' },
      capacity: { metric: 'hikaricp_connections_acquire_seconds_count', as: 'rate' },
      per: [...PER_INSTANCE, 'pool'],
      unit: 's',
    },
    {
      kind: 'threads',
      name: 'executor',
      used: { metric: 'executor_active_threads', as: 'value' },
      capacity: { metric: 'executor_pool_max_threads', as: 'value' },
      per: [...PER_INSTANCE, 'name'],
      unit: 'percentunit',
    },
    {
      kind: 'queue',
      name: 'executor-queued',
      used: { metric: 'executor_queued_tasks', as: 'value' },
      per: [...PER_INSTANCE, 'name'],
      unit: 'short',
    },
    {
      kind: 'threads',
      name: 'tomcat',
      used: { metric: 'tomcat_threads_busy_threads', as: 'value' },
      capacity: { metric: 'tomcat_threads_config_max_threads', as: 'value' },
      per: [...PER_INSTANCE, 'name'],
      unit: 'percentunit',
    },
    {
      kind: 'memory',
      name: 'jvm-heap',
      used: { metric: 'jvm_memory_used_bytes', as: 'value', matchers: [equals('area', 'heap')] },
      capacity: { metric: 'jvm_memory_max_bytes', as: 'value', matchers: [equals('area', 'heap')] },
      unit: 'percentunit',
    },
    {
      kind: 'gc',
      name: 'jvm',
      used: { metric: 'jvm_gc_pause_seconds_sum', as: 'rate' },
      unit: 'percentunit',
    },
    {
      kind: 'cpu',
      name: 'process',
      used: { metric: 'process_cpu_usage', as: 'value' },
      unit: 'percentunit',
    },
  ],
};
