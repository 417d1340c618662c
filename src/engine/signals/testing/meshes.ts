import { counter, gauge, histogram, type SignalFixture } from './fixture';

const ISTIO = { url: 'https://istio.io/latest/docs/reference/config/metrics/', version: '1.27' };
const LINKERD = { url: 'https://linkerd.io/2.18/reference/proxy-metrics/', version: '2.18' };
const CALL = {
  source_workload: 'frontend-v1',
  source_canonical_service: 'frontend',
  destination_service_name: 'cart',
  destination_canonical_service: 'cart',
  destination_workload: 'cart-v1',
  request_protocol: 'http',
};
const DESTINATION = { ...CALL, reporter: 'destination' };
const SOURCE = { ...CALL, reporter: 'source' };

export const meshFixtures: readonly SignalFixture[] = [
  {
    convention: 'istio',
    name: 'as the callee’s proxy reports',
    source: ISTIO,
    breakdown: 'service',
    series: [
      counter('istio_requests_total', { ...DESTINATION, response_code: '200' }, 9),
      counter('istio_requests_total', { ...DESTINATION, response_code: '503' }, 1),
      counter('istio_requests_total', { ...SOURCE, response_code: '200' }, 11),
      ...histogram('istio_request_duration_milliseconds', DESTINATION, { '100': 0, '250': 10, '+Inf': 10 }, 1500),
    ],
    rows: [{ service: 'cart', traffic: 10, errors: 0.1, p50: 0.175, p95: 0.2425, p99: 0.2485 }],
  },
  {
    convention: 'istio',
    name: 'as the caller’s proxy reports',
    source: ISTIO,
    breakdown: 'edge',
    series: [
      counter('istio_requests_total', { ...SOURCE, response_code: '200' }, 6),
      counter('istio_requests_total', { ...SOURCE, response_code: '0' }, 2),
      counter('istio_requests_total', { ...DESTINATION, response_code: '200' }, 6),
    ],
    rows: [{ client: 'frontend', service: 'cart', traffic: 8, errors: 0.25 }],
  },
  {
    convention: 'linkerd',
    name: 'classified responses',
    source: LINKERD,
    breakdown: 'service',
    series: [
      counter(
        'response_total',
        { deployment: 'cart', direction: 'inbound', classification: 'success', pod: 'cart-1' },
        3
      ),
      counter(
        'response_total',
        { deployment: 'cart', direction: 'inbound', classification: 'failure', pod: 'cart-1' },
        1
      ),
      counter(
        'response_total',
        { deployment: 'cart', direction: 'outbound', classification: 'success', pod: 'cart-1' },
        40
      ),
      ...histogram(
        'response_latency_ms',
        { deployment: 'cart', direction: 'inbound', pod: 'cart-1' },
        { '100': 0, '200': 4, '+Inf': 4 },
        600
      ),
    ],
    rows: [{ service: 'cart', traffic: 4, errors: 0.25, p50: 0.15, p95: 0.195, p99: 0.199 }],
  },
  {
    convention: 'linkerd',
    name: 'calls between deployments',
    source: LINKERD,
    breakdown: 'edge',
    series: [
      counter(
        'response_total',
        { deployment: 'frontend', dst_deployment: 'cart', direction: 'outbound', classification: 'success' },
        5
      ),
    ],
    rows: [{ client: 'frontend', service: 'cart', traffic: 5, errors: 0 }],
  },
  {
    convention: 'envoy',
    name: 'clusters upstream',
    source: {
      url: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/upstream/cluster_manager/cluster_stats',
      version: '1.35',
    },
    breakdown: 'service',
    series: [
      counter('envoy_cluster_upstream_rq_total', { envoy_cluster_name: 'cart', instance: 'edge:9901' }, 10),
      counter(
        'envoy_cluster_upstream_rq_xx',
        { envoy_cluster_name: 'cart', instance: 'edge:9901', envoy_response_code_class: '5' },
        2
      ),
      counter(
        'envoy_cluster_upstream_rq_xx',
        { envoy_cluster_name: 'cart', instance: 'edge:9901', envoy_response_code_class: '2' },
        8
      ),
      ...histogram(
        'envoy_cluster_upstream_rq_time',
        { envoy_cluster_name: 'cart', instance: 'edge:9901' },
        { '100': 0, '250': 10, '+Inf': 10 },
        1500
      ),
      gauge('envoy_cluster_upstream_rq_pending_active', { envoy_cluster_name: 'cart', instance: 'edge:9901' }, 3),
    ],
    rows: [{ service: 'cart', traffic: 10, errors: 0.2, p50: 0.175, p95: 0.2425, p99: 0.2485 }],
    resources: ['queue:envoy-pending'],
  },
];
