import {
  amount,
  called,
  type Citation,
  type Convention,
  equals,
  failedBy,
  type Failures,
  gauge,
  INSTANCE_LABELS,
  like,
  millis,
  seconds,
  served,
  SERVICE_LABELS,
  share,
} from '../convention';

/** A server sets `error.type` for what it is to blame for: statuses from 500 on, and what ended without one. */
const STABLE: Failures = failedBy(like('http_response_status_code', '5..'), like('error_type', '.+'));
const OLD: Failures = failedBy(like('http_status_code', '5..'));

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
    served(STABLE, [seconds('http_server_request_duration_seconds')]),
    served(STABLE, [seconds('http_server_request_duration')]),
    served(OLD, [millis('http_server_duration_milliseconds')]),
    served(OLD, [millis('http_server_duration')]),
    called(STABLE, [seconds('http_client_request_duration_seconds')]),
    called(OLD, [millis('http_client_duration_milliseconds')]),
  ],
  resources: [
    share(
      'connections',
      'http-client',
      gauge('http_client_open_connections', [equals('http_connection_state', 'active')]),
      { capacity: gauge('http_client_open_connections') }
    ),
    amount('queue', 'http-server-active', gauge('http_server_active_requests')),
  ],
};
