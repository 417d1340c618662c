import {
  amount,
  type Citation,
  type Convention,
  duration,
  equals,
  failedBy,
  gauge,
  like,
  OWN_LABELS,
  PER_INSTANCE,
  rate,
  seconds,
  served,
  share,
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
    served(failedBy(equals('outcome', 'SERVER_ERROR'), like('status', '5..')), [
      seconds('http_server_requests_seconds'),
    ]),
  ],
  resources: [
    share('pool', 'hikaricp', gauge('hikaricp_connections_active'), {
      capacity: gauge('hikaricp_connections_max'),
      per: [...PER_INSTANCE, 'pool'],
    }),
    amount('queue', 'hikaricp-pending', gauge('hikaricp_connections_pending'), { per: [...PER_INSTANCE, 'pool'] }),
    duration('connections', 'hikaricp-acquire', rate('hikaricp_connections_acquire_seconds_sum'), {
      capacity: rate('hikaricp_connections_acquire_seconds_count'),
      per: [...PER_INSTANCE, 'pool'],
    }),
    share('threads', 'executor', gauge('executor_active_threads'), {
      capacity: gauge('executor_pool_max_threads'),
      per: [...PER_INSTANCE, 'name'],
    }),
    amount('queue', 'executor-queued', gauge('executor_queued_tasks'), { per: [...PER_INSTANCE, 'name'] }),
    share('threads', 'tomcat', gauge('tomcat_threads_busy_threads'), {
      capacity: gauge('tomcat_threads_config_max_threads'),
      per: [...PER_INSTANCE, 'name'],
    }),
    share('memory', 'jvm-heap', gauge('jvm_memory_used_bytes', [equals('area', 'heap')]), {
      capacity: gauge('jvm_memory_max_bytes', [equals('area', 'heap')]),
    }),
    share('gc', 'jvm', rate('jvm_gc_pause_seconds_sum')),
    share('cpu', 'process', gauge('process_cpu_usage')),
  ],
};
