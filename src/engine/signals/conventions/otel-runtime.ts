import { type Citation, type Convention, equals, gauge, OWN_LABELS, rate } from '../convention';

export const otelRuntimeSources: readonly Citation[] = [
  { url: 'https://opentelemetry.io/docs/specs/semconv/runtime/jvm-metrics/', version: '1.37.0' },
];

/** OpenTelemetry's runtime metrics: the JVM's, with a processor's share and limits of memory pools. */
export const otelRuntime: Convention = {
  name: 'otel-runtime',
  labels: OWN_LABELS,
  attachedOnly: true,
  requests: [],
  resources: [
    {
      kind: 'memory',
      name: 'jvm-heap',
      used: gauge('jvm_memory_used_bytes', [equals('jvm_memory_type', 'heap')]),
      capacity: gauge('jvm_memory_limit_bytes', [equals('jvm_memory_type', 'heap')]),
      unit: 'percentunit',
    },
    {
      kind: 'gc',
      name: 'jvm',
      used: rate('jvm_gc_duration_seconds_sum'),
      unit: 'percentunit',
    },
    {
      kind: 'cpu',
      name: 'jvm',
      used: gauge('jvm_cpu_recent_utilization_ratio'),
      unit: 'percentunit',
    },
  ],
};
