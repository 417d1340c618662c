import { counter, gauge, histogram, type SignalFixture } from './fixture';

const SPRING = { application: 'orders', instance: 'orders:8080' };
const KUBE = { namespace: 'shop', pod: 'cart-7d9f', container: 'cart' };
const HTTP = counter('http_requests_total', { service: 'cart', status: '200' }, 1);

export const runtimeFixtures: readonly SignalFixture[] = [
  {
    convention: 'micrometer',
    name: 'a timer with buckets, pools and threads',
    source: { url: 'https://docs.spring.io/spring-boot/reference/actuator/metrics.html', version: '3.5' },
    breakdown: 'service',
    series: [
      ...histogram(
        'http_server_requests_seconds',
        { ...SPRING, method: 'GET', uri: '/orders', status: '200', outcome: 'SUCCESS', exception: 'none' },
        { '0.1': 0, '0.25': 9, '+Inf': 9 },
        1.5
      ),
      ...histogram(
        'http_server_requests_seconds',
        { ...SPRING, method: 'GET', uri: '/orders', status: '500', outcome: 'SERVER_ERROR', exception: 'x' },
        { '0.1': 0, '0.25': 1, '+Inf': 1 },
        0.2
      ),
      gauge('hikaricp_connections_active', { ...SPRING, pool: 'main' }, 10),
      gauge('hikaricp_connections_max', { ...SPRING, pool: 'main' }, 10),
      gauge('hikaricp_connections_pending', { ...SPRING, pool: 'main' }, 7),
      gauge('executor_active_threads', { ...SPRING, name: 'http' }, 4),
      gauge('executor_pool_max_threads', { ...SPRING, name: 'http' }, 8),
      gauge('jvm_memory_used_bytes', { ...SPRING, area: 'heap', id: 'G1 Eden' }, 100),
      gauge('jvm_memory_used_bytes', { ...SPRING, area: 'heap', id: 'G1 Old' }, 500),
      gauge('jvm_memory_max_bytes', { ...SPRING, area: 'heap', id: 'G1 Old' }, 1000),
      counter('jvm_gc_pause_seconds_sum', { ...SPRING, action: 'end of minor GC' }, 0.02),
      gauge('process_cpu_usage', SPRING, 0.3),
    ],
    rows: [
      {
        service: 'orders',
        traffic: 10,
        errors: 0.1,
        p50: 0.175,
        p95: 0.2425,
        p99: 0.2485,
        worst: ['pool:hikaricp', 1],
      },
    ],
    resources: [
      'pool:hikaricp',
      'queue:hikaricp-pending',
      'threads:executor',
      'memory:jvm-heap',
      'gc:jvm',
      'cpu:process',
    ],
  },
  {
    convention: 'micrometer',
    name: 'a timer without buckets gives a mean',
    source: { url: 'https://docs.spring.io/spring-boot/reference/actuator/metrics.html', version: '3.5' },
    breakdown: 'service',
    series: [
      counter('http_server_requests_seconds_count', { ...SPRING, status: '200', outcome: 'SUCCESS' }, 4),
      counter('http_server_requests_seconds_sum', { ...SPRING, status: '200', outcome: 'SUCCESS' }, 0.8),
    ],
    rows: [{ service: 'orders', traffic: 4, errors: 0, mean: 0.2 }],
  },
  {
    convention: 'kubernetes',
    name: 'what a container may use, of a service that is known',
    source: { url: 'https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md', version: '0.53' },
    breakdown: 'service',
    series: [
      HTTP,
      counter('container_cpu_cfs_throttled_periods_total', { ...KUBE, instance: 'node-1' }, 6),
      counter('container_cpu_cfs_periods_total', { ...KUBE, instance: 'node-1' }, 10),
      counter('container_cpu_usage_seconds_total', { ...KUBE, instance: 'node-1', cpu: 'total' }, 0.45),
      gauge('kube_pod_container_resource_limits', { ...KUBE, instance: 'ksm', resource: 'cpu', unit: 'core' }, 0.5),
      gauge('container_memory_working_set_bytes', { ...KUBE, instance: 'node-1' }, 700),
      gauge('container_memory_working_set_bytes', { ...KUBE, container: '', instance: 'node-1' }, 900),
      gauge('kube_pod_container_resource_limits', { ...KUBE, instance: 'ksm', resource: 'memory', unit: 'byte' }, 1000),
      counter('kube_pod_container_status_restarts_total', { ...KUBE, instance: 'ksm' }, 0),
      counter('container_cpu_cfs_periods_total', { ...KUBE, container: 'sidecar', instance: 'node-1' }, 10),
      counter('container_cpu_cfs_throttled_periods_total', { ...KUBE, container: 'sidecar', instance: 'node-1' }, 9),
    ],
    rows: [{ service: 'cart', traffic: 1, errors: 0, worst: ['cpu:container', 0.9] }],
    resources: ['cpu:throttled', 'cpu:container', 'memory:limit', 'restarts:container'],
  },
  {
    convention: 'process',
    name: 'Go and Node.js',
    source: {
      url: 'https://github.com/prometheus/client_golang/blob/v1.23.0/prometheus/go_collector.go',
      version: '1.23.0',
    },
    breakdown: 'service',
    series: [
      HTTP,
      counter('process_cpu_seconds_total', { service: 'cart', instance: 'a:1' }, 0.7),
      gauge('process_open_fds', { service: 'cart', instance: 'a:1' }, 512),
      gauge('process_max_fds', { service: 'cart', instance: 'a:1' }, 1024),
      counter('go_gc_duration_seconds_sum', { service: 'cart', instance: 'a:1' }, 0.01),
      gauge('go_goroutines', { service: 'cart', instance: 'a:1' }, 900),
      gauge('nodejs_eventloop_lag_p99_seconds', { service: 'cart', instance: 'a:1' }, 0.2),
      gauge('go_goroutines', { job: 'prometheus', instance: 'localhost:9090' }, 40),
    ],
    rows: [{ service: 'cart', traffic: 1, errors: 0, worst: ['connections:file-descriptors', 0.5] }],
    resources: [
      'cpu:process-seconds',
      'connections:file-descriptors',
      'gc:go',
      'threads:goroutines',
      'event-loop:nodejs-lag',
    ],
  },
  {
    convention: 'otel-runtime',
    name: 'the JVM by OpenTelemetry',
    source: { url: 'https://opentelemetry.io/docs/specs/semconv/runtime/jvm-metrics/', version: '1.37.0' },
    breakdown: 'service',
    services: ['orders'],
    series: [
      gauge(
        'jvm_memory_used_bytes',
        { job: 'shop/orders', instance: 'i', jvm_memory_type: 'heap', jvm_memory_pool_name: 'G1 Old Gen' },
        600
      ),
      gauge(
        'jvm_memory_limit_bytes',
        { job: 'shop/orders', instance: 'i', jvm_memory_type: 'heap', jvm_memory_pool_name: 'G1 Old Gen' },
        800
      ),
      gauge('jvm_cpu_recent_utilization_ratio', { job: 'shop/orders', instance: 'i' }, 0.6),
    ],
    rows: [{ service: 'orders', worst: ['memory:jvm-heap', 0.75] }],
    resources: ['memory:jvm-heap', 'cpu:jvm'],
  },
  {
    convention: 'node',
    name: 'a host that is asked for',
    source: { url: 'https://github.com/prometheus/node_exporter/tree/v1.9.1/collector', version: '1.9.1' },
    breakdown: 'service',
    services: ['node-1:9100'],
    series: [
      counter('node_cpu_seconds_total', { instance: 'node-1:9100', cpu: '0', mode: 'idle' }, 0.25),
      counter('node_cpu_seconds_total', { instance: 'node-1:9100', cpu: '0', mode: 'user' }, 0.75),
      gauge('node_memory_MemAvailable_bytes', { instance: 'node-1:9100' }, 400),
      gauge('node_memory_MemTotal_bytes', { instance: 'node-1:9100' }, 1000),
      counter('node_disk_io_time_seconds_total', { instance: 'node-1:9100', device: 'sda' }, 0.1),
      counter('node_network_receive_drop_total', { instance: 'node-1:9100', device: 'eth0' }, 5),
      counter('node_network_receive_packets_total', { instance: 'node-1:9100', device: 'eth0' }, 100),
    ],
    rows: [{ service: 'node-1:9100', worst: ['cpu:node', 0.75] }],
    resources: ['cpu:node', 'memory:node', 'disk:io-time', 'packet-loss:received'],
  },
];
