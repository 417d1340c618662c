import { type Citation, type Convention, OWN_LABELS } from '../convention';

export const processRuntimeSources: readonly Citation[] = [
  { url: 'https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics', version: '2026-08' },
  {
    url: 'https://github.com/prometheus/client_golang/blob/v1.23.0/prometheus/go_collector.go',
    version: '1.23.0',
  },
  { url: 'https://github.com/siimon/prom-client/tree/v15.1.3/lib/metrics', version: '15.1.3' },
  { url: 'https://github.com/prometheus/client_python', version: '0.22.1' },
];

/** What client libraries say of their own process, and the runtimes of Go, Node.js and Python. */
export const processRuntime: Convention = {
  name: 'process',
  labels: OWN_LABELS,
  attachedOnly: true,
  requests: [],
  resources: [
    {
      kind: 'cpu',
      name: 'process-seconds',
      used: { metric: 'process_cpu_seconds_total', as: 'rate' },
      unit: 'short',
    },
    {
      kind: 'connections',
      name: 'file-descriptors',
      used: { metric: 'process_open_fds', as: 'value' },
      capacity: { metric: 'process_max_fds', as: 'value' },
      unit: 'percentunit',
    },
    {
      kind: 'gc',
      name: 'go',
      used: { metric: 'go_gc_duration_seconds_sum', as: 'rate' },
      unit: 'percentunit',
    },
    {
      kind: 'threads',
      name: 'goroutines',
      used: { metric: 'go_goroutines', as: 'value' },
      unit: 'short',
    },
    {
      kind: 'gc',
      name: 'nodejs',
      used: { metric: 'nodejs_gc_duration_seconds_sum', as: 'rate' },
      unit: 'percentunit',
    },
    {
      kind: 'event-loop',
      name: 'nodejs-lag',
      used: { metric: 'nodejs_eventloop_lag_p99_seconds', as: 'value' },
      unit: 's',
    },
  ],
};
