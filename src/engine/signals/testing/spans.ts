import { counter, histogram, type SignalFixture } from './fixture';

const TEMPO = { url: 'https://grafana.com/docs/tempo/latest/metrics-from-traces/span-metrics/', version: '2.9' };
const SERVED = { service: 'cart', span_name: 'GET /cart', span_kind: 'SPAN_KIND_SERVER' };

export const spanFixtures: readonly SignalFixture[] = [
  {
    convention: 'span-metrics',
    name: 'of Tempo',
    source: TEMPO,
    breakdown: 'service',
    series: [
      counter('traces_spanmetrics_calls_total', { ...SERVED, status_code: 'STATUS_CODE_UNSET' }, 6),
      counter('traces_spanmetrics_calls_total', { ...SERVED, status_code: 'STATUS_CODE_ERROR' }, 2),
      counter(
        'traces_spanmetrics_calls_total',
        { ...SERVED, span_name: 'HGETALL', span_kind: 'SPAN_KIND_CLIENT', status_code: 'STATUS_CODE_UNSET' },
        50
      ),
      ...histogram('traces_spanmetrics_latency', SERVED, { '0.128': 0, '0.256': 8, '+Inf': 8 }, 1.6),
    ],
    rows: [{ service: 'cart', traffic: 8, errors: 0.25, p50: 0.192, p95: 0.2496, p99: 0.25472 }],
  },
  {
    convention: 'span-metrics',
    name: 'of the collector, milliseconds',
    source: {
      url: 'https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/spanmetricsconnector',
      version: '0.136.0',
    },
    breakdown: 'service',
    series: [
      counter(
        'traces_span_metrics_calls_total',
        {
          service_name: 'cart',
          span_name: 'GET /cart',
          span_kind: 'SPAN_KIND_SERVER',
          status_code: 'STATUS_CODE_UNSET',
        },
        4
      ),
      ...histogram(
        'traces_span_metrics_duration_milliseconds',
        {
          service_name: 'cart',
          span_name: 'GET /cart',
          span_kind: 'SPAN_KIND_SERVER',
          status_code: 'STATUS_CODE_UNSET',
        },
        { '100': 0, '250': 4, '+Inf': 4 },
        600
      ),
    ],
    rows: [{ service: 'cart', traffic: 4, errors: 0, p50: 0.175, p95: 0.2425, p99: 0.2485 }],
  },
  {
    convention: 'service-graph',
    name: 'both ends',
    source: { url: 'https://grafana.com/docs/tempo/latest/metrics-from-traces/service_graphs/', version: '2.9' },
    breakdown: 'edge',
    series: [
      counter('traces_service_graph_request_total', { client: 'frontend', server: 'cart', connection_type: '' }, 5),
      counter(
        'traces_service_graph_request_failed_total',
        { client: 'frontend', server: 'cart', connection_type: '' },
        1
      ),
      counter(
        'traces_service_graph_request_total',
        { client: 'cart', server: 'redis', connection_type: 'database' },
        9
      ),
      ...histogram(
        'traces_service_graph_request_server_seconds',
        { client: 'frontend', server: 'cart', connection_type: '' },
        { '0.1': 0, '0.2': 5, '+Inf': 5 },
        0.8
      ),
    ],
    rows: [
      { client: 'frontend', service: 'cart', traffic: 5, errors: 0.2, p50: 0.15, p95: 0.195, p99: 0.199 },
      { client: 'cart', service: 'redis', traffic: 9, errors: 0 },
    ],
  },
];
