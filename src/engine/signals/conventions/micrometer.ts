import {
  type Citation,
  type Convention,
  equals,
  gauge,
  like,
  OWN_LABELS,
  PER_INSTANCE,
  rate,
  seconds,
} from '../convention';

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
      latency: [seconds('http_server_requests_seconds')],
    },
  ],
  resources: [
    {
      kind: 'pool',
      name: 'hikaricp',
      used: gauge('hikaricp_connections_active'),
      capacity: gauge('hikaricp_connections_max'),
      per: [...PER_INSTANCE, 'pool'],
      unit: 'percentunit',
    },
    {
      kind: 'queue',
      name: 'hikaricp-pending',
      used: gauge('hikaricp_connections_pending'),
      per: [...PER_INSTANCE, 'pool'],
      unit: 'short',
    },
    {
      kind: 'connections',
      name: 'hikaricp-acquire',
      used: rate('hikaricp_connections_acquire_seconds_sum'),
      capacity: rate('hikaricp_connections_acquire_seconds_count'),
      per: [...PER_INSTANCE, 'pool'],
      unit: 's',
    },
    {
      kind: 'threads',
      name: 'executor',
      used: gauge('executor_active_threads'),
      capacity: gauge('executor_pool_max_threads'),
      per: [...PER_INSTANCE, 'name'],
      unit: 'percentunit',
    },
    {
      kind: 'queue',
      name: 'executor-queued',
      used: gauge('executor_queued_tasks'),
      per: [...PER_INSTANCE, 'name'],
      unit: 'short',
    },
    {
      kind: 'threads',
      name: 'tomcat',
      used: gauge('tomcat_threads_busy_threads'),
      capacity: gauge('tomcat_threads_config_max_threads'),
      per: [...PER_INSTANCE, 'name'],
      unit: 'percentunit',
    },
    {
      kind: 'memory',
      name: 'jvm-heap',
      used: gauge('jvm_memory_used_bytes', [equals('area', 'heap')]),
      capacity: gauge('jvm_memory_max_bytes', [equals('area', 'heap')]),
      unit: 'percentunit',
    },
    {
      kind: 'gc',
      name: 'jvm',
      used: rate('jvm_gc_pause_seconds_sum'),
      unit: 'percentunit',
    },
    {
      kind: 'cpu',
      name: 'process',
      used: gauge('process_cpu_usage'),
      unit: 'percentunit',
    },
  ],
};
