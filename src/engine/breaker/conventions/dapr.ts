import type { Citation } from '../../signals';
import { type BreakerConvention, INSTANCE, metrics } from './convention';

export const daprSources: readonly Citation[] = [
  { url: 'https://github.com/dapr/dapr/blob/master/docs/development/dapr-metrics.md', version: '1.16' },
  { url: 'https://github.com/dapr/dapr/blob/master/pkg/resiliency/breaker/circuitbreaker.go', version: '1.16' },
];

/**
 * sony/gobreaker has no metrics of its own. Dapr wraps it: a 0/1 gauge for each state of each policy and target. Services
 * are told apart by `app_id`, targets are `app_<id>` or a component's name.
 */
export const dapr: BreakerConvention = {
  name: 'dapr',
  labels: {
    name: { labels: ['target', 'name'] },
    caller: { labels: ['app_id'] },
    callee: { labels: ['target'], pattern: /^app_(.+)$/ },
    instance: INSTANCE,
  },
  lanes: [
    {
      states: [
        {
          form: 'label',
          series: metrics('dapr_resiliency_cb_state'),
          label: 'status',
          states: { closed: 'closed', open: 'open', 'half-open': 'half-open', unknown: 'unknown' },
        },
      ],
    },
  ],
};
