import { type Citation, type Convention, equals, gauge, OWN_LABELS, rate, share } from '../convention';

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
    share('memory', 'jvm-heap', gauge('jvm_memory_used_bytes', [equals('jvm_memory_type', 'heap')]), {
      capacity: gauge('jvm_memory_limit_bytes', [equals('jvm_memory_type', 'heap')]),
    }),
    share('gc', 'jvm', rate('jvm_gc_duration_seconds_sum')),
    share('cpu', 'jvm', gauge('jvm_cpu_recent_utilization_ratio')),
  ],
};
