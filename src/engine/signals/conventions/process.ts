import { amount, type Citation, type Convention, duration, gauge, OWN_LABELS, rate, share } from '../convention';

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
    amount('cpu', 'process-seconds', rate('process_cpu_seconds_total')),
    share('connections', 'file-descriptors', gauge('process_open_fds'), { capacity: gauge('process_max_fds') }),
    share('gc', 'go', rate('go_gc_duration_seconds_sum')),
    amount('threads', 'goroutines', gauge('go_goroutines')),
    share('gc', 'nodejs', rate('nodejs_gc_duration_seconds_sum')),
    duration('event-loop', 'nodejs-lag', gauge('nodejs_eventloop_lag_p99_seconds')),
  ],
};
