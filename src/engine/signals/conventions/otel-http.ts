import {
  type Citation,
  type Convention,
  equals,
  type Failures,
  INSTANCE_LABELS,
  like,
  SERVICE_LABELS,
} from '../convention';

/** A server sets `error.type` for what it is to blame for: statuses from 500 on, and what ended without one. */
const STABLE: Failures = {
  form: 'label',
  alternatives: [like('http_response_status_code', '5..'), like('error_type', '.+')],
};
const OLD: Failures = { form: 'label', alternatives: [like('http_status_code', '5..')] };

export const otelHttpSources: readonly Citation[] = [
  { url: 'https://opentelemetry.io/docs/specs/semconv/http/http-metrics/', version: '1.37.0' },
  { url: 'https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/', version: '1.49.0' },
];

/**
 * OpenTelemetry's HTTP metrics as Prometheus' OTLP receiver and the collector's exporter name them: with the unit as a
 * suffix, or without (`add_metric_suffixes: false`, `translation_strategy: UnderscoreEscapingWithoutSuffixes`).
 */
export const otelHttp: Convention = {
  name: 'otel-http',
  labels: {
    service: SERVICE_LABELS,
    instance: INSTANCE_LABELS,
    client: SERVICE_LABELS,
    server: ['server_address', 'net_peer_name'],
  },
  requests: [
    {
      breakdowns: ['service', 'instance'],
      failed: STABLE,
      latency: [{ metric: 'http_server_request_duration_seconds', perSecond: 1 }],
    },
    {
      breakdowns: ['service', 'instance'],
      failed: STABLE,
      latency: [{ metric: 'http_server_request_duration', perSecond: 1 }],
    },
    {
      breakdowns: ['service', 'instance'],
      failed: OLD,
      latency: [{ metric: 'http_server_duration_milliseconds', perSecond: 1000 }],
    },
    {
      breakdowns: ['service', 'instance'],
      failed: OLD,
      latency: [{ metric: 'http_server_duration', perSecond: 1000 }],
    },
    {
      breakdowns: ['edge'],
      failed: STABLE,
      latency: [{ metric: 'http_client_request_duration_seconds', perSecond: 1 }],
    },
    {
      breakdowns: ['edge'],
      failed: OLD,
      latency: [{ metric: 'http_client_duration_milliseconds', perSecond: 1000 }],
    },
  ],
  resources: [
    {
      kind: 'connections',
      name: 'http-client',
      used: {
        metric: 'http_client_open_connections',
        as: 'value',
        matchers: [equals('http_connection_state', 'active')],
      },
      capacity: { metric: 'http_client_open_connections', as: 'value' },
      unit: 'percentunit',
    },
    {
      kind: 'queue',
      name: 'http-server-active',
      used: { metric: 'http_server_active_requests', as: 'value' },
      unit: 'short',
    },
  ],
};
