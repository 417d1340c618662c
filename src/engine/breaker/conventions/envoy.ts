import type { Citation } from '../../signals';
import { type BreakerConvention, type LabelPick, LIMITS_LANE, metrics, OUTLIER_LANE } from './convention';

/** Istio's clusters are named `outbound|8080|subset|backend.shop.svc.cluster.local`; the first label of the host is the service. */
const CLUSTER: LabelPick = {
  labels: ['cluster_name', 'envoy_cluster_name'],
  pattern: /^(?:(?:in|out)bound\|\d*\|[^|]*\|)?([^.|]+)/,
};

/** Thresholds of the default and of the high priority: 0 below the limit, 1 at capacity. */
const LIMITS = ['default', 'high'].flatMap((priority) =>
  ['cx_open', 'cx_pool_open', 'rq_pending_open', 'rq_open', 'rq_retry_open'].map(
    (limit) => `envoy_cluster_circuit_breakers_${priority}_${limit}`
  )
);

export const envoySources: readonly Citation[] = [
  {
    url: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/upstream/cluster_manager/cluster_stats#circuit-breakers-statistics',
    version: '1.36',
  },
  {
    url: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/upstream/cluster_manager/cluster_stats#outlier-detection-statistics',
    version: '1.36',
  },
];

/**
 * Envoy's own statistics. Its circuit breakers are limits of concurrency without memory; what opens and tries again is
 * outlier detection, host by host. Both are a lane. Istio's proxies keep these statistics only where they are asked to.
 */
export const envoy: BreakerConvention = {
  name: 'envoy',
  labels: { callee: CLUSTER, instance: { labels: ['pod', 'instance'] } },
  lanes: [
    {
      name: LIMITS_LANE,
      states: [{ form: 'above-zero', series: metrics(...LIMITS), on: 'open', off: 'closed' }, { form: 'rejections' }],
      calls: metrics('envoy_cluster_upstream_rq_total'),
      rejected: metrics('envoy_cluster_upstream_rq_pending_overflow', 'envoy_cluster_upstream_cx_overflow'),
    },
    {
      name: OUTLIER_LANE,
      states: [
        {
          form: 'above-zero',
          series: metrics('envoy_cluster_outlier_detection_ejections_active'),
          on: 'open',
          off: 'closed',
        },
      ],
    },
  ],
};
