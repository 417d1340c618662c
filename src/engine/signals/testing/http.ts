import { counter, gauge, histogram, type SignalFixture } from './fixture';

const SEMCONV = { url: 'https://opentelemetry.io/docs/specs/semconv/http/http-metrics/', version: '1.37.0' };
const OLD_SEMCONV = {
  url: 'https://github.com/open-telemetry/semantic-conventions/blob/v1.22.0/docs/http/http-metrics.md',
  version: '1.22.0',
};
/** As the OTLP receiver of Prometheus writes a resource: `job` is namespace and name, `instance` the instance's ID. */
const OTEL = { job: 'shop/checkout', instance: '627cc493-f310-47de-96bd-71410b7dec09' };
const STABLE = { ...OTEL, http_request_method: 'POST', http_route: '/checkout', url_scheme: 'https' };
const OLD = { ...OTEL, http_method: 'POST', http_route: '/checkout', http_scheme: 'https' };

export const httpFixtures: readonly SignalFixture[] = [
  {
    convention: 'otel-http',
    name: 'stable names, unit suffix',
    source: SEMCONV,
    breakdown: 'service',
    series: [
      ...histogram(
        'http_server_request_duration_seconds',
        { ...STABLE, http_response_status_code: '200' },
        { '0.1': 0, '0.25': 9, '+Inf': 9 },
        1.5
      ),
      ...histogram(
        'http_server_request_duration_seconds',
        { ...STABLE, http_response_status_code: '503', error_type: '503' },
        { '0.1': 0, '0.25': 1, '+Inf': 1 },
        0.2
      ),
      gauge('target_info', OTEL, 1),
    ],
    rows: [{ service: 'checkout', traffic: 10, errors: 0.1, p50: 0.175, p95: 0.2425, p99: 0.2485 }],
  },
  {
    convention: 'otel-http',
    name: 'stable names, no unit suffix',
    source: SEMCONV,
    breakdown: 'instance',
    series: histogram(
      'http_server_request_duration',
      { ...STABLE, http_response_status_code: '200' },
      { '0.1': 0, '0.25': 4, '+Inf': 4 },
      0.6
    ),
    rows: [
      { service: 'checkout', instance: OTEL.instance, traffic: 4, errors: 0, p50: 0.175, p95: 0.2425, p99: 0.2485 },
    ],
  },
  {
    convention: 'otel-http',
    name: 'old names, milliseconds',
    source: OLD_SEMCONV,
    breakdown: 'service',
    series: [
      ...histogram(
        'http_server_duration_milliseconds',
        { ...OLD, http_status_code: '200' },
        { '100': 0, '250': 6, '+Inf': 6 },
        900
      ),
      ...histogram(
        'http_server_duration_milliseconds',
        { ...OLD, http_status_code: '500' },
        { '100': 0, '250': 2, '+Inf': 2 },
        300
      ),
    ],
    rows: [{ service: 'checkout', traffic: 8, errors: 0.25, p50: 0.175, p95: 0.2425, p99: 0.2485 }],
  },
  {
    convention: 'otel-http',
    name: 'calls to others, as edges',
    source: SEMCONV,
    breakdown: 'edge',
    series: [
      ...histogram(
        'http_client_request_duration_seconds',
        { ...OTEL, http_request_method: 'POST', server_address: 'payment', http_response_status_code: '200' },
        { '0.1': 0, '0.25': 3, '+Inf': 3 },
        0.5
      ),
      ...histogram(
        'http_client_request_duration_seconds',
        { ...OTEL, http_request_method: 'POST', server_address: 'payment', error_type: 'timeout' },
        { '0.1': 0, '0.25': 1, '+Inf': 1 },
        0.2
      ),
    ],
    rows: [{ client: 'checkout', service: 'payment', traffic: 4, errors: 0.25, p50: 0.175, p95: 0.2425, p99: 0.2485 }],
  },
  {
    convention: 'http',
    name: 'the plain counter, failures by status',
    source: { url: 'https://prometheus.io/docs/practices/naming/', version: '2026-08' },
    breakdown: 'service',
    series: [
      counter('http_requests_total', { service: 'frontend', method: 'GET', status: '200' }, 19),
      counter('http_requests_total', { service: 'frontend', method: 'GET', status: '502' }, 1),
      counter('http_requests_total', { service: 'cart', method: 'GET', status: '404' }, 5),
      counter('http_requests_total', { service: 'silent', method: 'GET', status: '500' }, 0),
      ...histogram('http_request_duration_seconds', { service: 'frontend' }, { '0.1': 0, '0.5': 20, '+Inf': 20 }, 5),
    ],
    rows: [
      { service: 'frontend', traffic: 20, errors: 0.05, p50: 0.3, p95: 0.48, p99: 0.496 },
      { service: 'cart', traffic: 5, errors: 0 },
      // No traffic: a share of nothing is not known.
      { service: 'silent', traffic: 0 },
    ],
  },
  {
    convention: 'http',
    name: 'the plain counter, failures by code, and no label that could tell',
    source: { url: 'https://pkg.go.dev/github.com/prometheus/client_golang/prometheus/promhttp', version: '1.23.0' },
    breakdown: 'service',
    series: [
      counter('http_requests_total', { job: 'api', instance: '10.0.0.1:8080', code: '200', method: 'get' }, 3),
      counter('http_requests_total', { job: 'api', instance: '10.0.0.1:8080', code: '500', method: 'get' }, 1),
      counter('http_requests_total', { job: 'legacy', instance: '10.0.0.2:8080' }, 2),
    ],
    rows: [
      { service: 'api', traffic: 4, errors: 0.25 },
      { service: 'legacy', traffic: 2 },
    ],
  },
];
