import { amount, type Citation, type Convention, equals, gauge, millis, rate } from '../convention';

export const envoySources: readonly Citation[] = [
  {
    url: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/upstream/cluster_manager/cluster_stats',
    version: '1.35',
  },
];

/** Envoy's own statistics of the clusters that it sends to: milliseconds, and limits of its circuit breakers. */
export const envoy: Convention = {
  name: 'envoy',
  labels: {
    service: ['envoy_cluster_name'],
    instance: ['instance', 'pod'],
    client: ['app', 'service', 'job', 'pod'],
    server: ['envoy_cluster_name'],
  },
  requests: [
    {
      traffic: { metric: 'envoy_cluster_upstream_rq_total' },
      failed: {
        form: 'counter',
        counter: { metric: 'envoy_cluster_upstream_rq_xx', matchers: [equals('envoy_response_code_class', '5')] },
      },
      latency: [millis('envoy_cluster_upstream_rq_time')],
    },
  ],
  resources: [
    amount('queue', 'envoy-pending', gauge('envoy_cluster_upstream_rq_pending_active')),
    amount('connections', 'envoy-overflow', rate('envoy_cluster_upstream_cx_overflow')),
  ],
};
