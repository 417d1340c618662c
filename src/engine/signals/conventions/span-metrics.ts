import {
  type Citation,
  type Convention,
  equals,
  failedBy,
  type Failures,
  like,
  type Matcher,
  millis,
  seconds,
  served,
} from '../convention';

const SERVED: readonly Matcher[] = [like('span_kind', 'SPAN_KIND_SERVER|SPAN_KIND_CONSUMER')];
const FAILED: Failures = failedBy(equals('status_code', 'STATUS_CODE_ERROR'));

export const spanMetricsSources: readonly Citation[] = [
  { url: 'https://grafana.com/docs/tempo/latest/metrics-from-traces/span-metrics/', version: '2.9' },
  {
    url: 'https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/spanmetricsconnector',
    version: '0.136.0',
  },
];

/** Metrics made of spans: Tempo's metrics generator, and the span metrics connector of the OpenTelemetry collector. */
export const spanMetrics: Convention = {
  name: 'span-metrics',
  labels: { service: ['service', 'service_name', 'job'], instance: ['instance', 'service_instance_id', 'pod'] },
  requests: [
    served(FAILED, [seconds('traces_spanmetrics_latency', SERVED)], {
      metric: 'traces_spanmetrics_calls_total',
      matchers: SERVED,
    }),
    served(
      FAILED,
      [
        millis('traces_span_metrics_duration_milliseconds', SERVED),
        seconds('traces_span_metrics_duration_seconds', SERVED),
      ],
      { metric: 'traces_span_metrics_calls_total', matchers: SERVED }
    ),
    served(FAILED, [millis('duration_milliseconds', SERVED), seconds('duration_seconds', SERVED)], {
      metric: 'calls_total',
      matchers: SERVED,
    }),
  ],
  resources: [],
};
