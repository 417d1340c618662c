import {
  amount,
  type Citation,
  type Convention,
  equals,
  gauge,
  increase,
  type Matcher,
  rate,
  share,
} from '../convention';

/** Sums over a pod have an empty container; `POD` is the sandbox. */
const CONTAINERS: readonly Matcher[] = [{ label: 'container', operator: '!~', value: '|POD' }];

export const kubernetesSources: readonly Citation[] = [
  { url: 'https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md', version: '0.53' },
  {
    url: 'https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/workload/pod-metrics.md',
    version: '2.17',
  },
];

/** cAdvisor (through the kubelet) and kube-state-metrics: what a container uses of what it may use. */
export const kubernetes: Convention = {
  name: 'kubernetes',
  labels: { service: ['container'], instance: ['pod'] },
  attachedOnly: true,
  requests: [],
  resources: [
    share('cpu', 'throttled', rate('container_cpu_cfs_throttled_periods_total', CONTAINERS), {
      capacity: rate('container_cpu_cfs_periods_total', CONTAINERS),
      per: ['namespace', 'pod'],
    }),
    share('cpu', 'container', rate('container_cpu_usage_seconds_total', CONTAINERS), {
      capacity: gauge('kube_pod_container_resource_limits', [equals('resource', 'cpu')]),
      per: ['namespace', 'pod'],
    }),
    share('memory', 'container', gauge('container_memory_working_set_bytes', CONTAINERS), {
      capacity: gauge('container_spec_memory_limit_bytes', CONTAINERS),
      per: ['namespace', 'pod'],
    }),
    share('memory', 'limit', gauge('container_memory_working_set_bytes', CONTAINERS), {
      capacity: gauge('kube_pod_container_resource_limits', [equals('resource', 'memory')]),
      per: ['namespace', 'pod'],
    }),
    amount('restarts', 'container', increase('kube_pod_container_status_restarts_total'), {
      per: ['namespace', 'pod'],
    }),
  ],
};
