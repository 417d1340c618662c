import { type Citation, type Convention, seconds } from '../convention';

export const serviceGraphSources: readonly Citation[] = [
  { url: 'https://grafana.com/docs/tempo/latest/metrics-from-traces/service_graphs/', version: '2.9' },
  {
    url: 'https://github.com/grafana/tempo/blob/v2.9.0/modules/generator/processor/servicegraphs/servicegraphs.go',
    version: '2.9.0',
  },
];

/** Tempo's service graphs: the one convention that always knows both ends. */
export const serviceGraph: Convention = {
  name: 'service-graph',
  labels: { service: ['server'], instance: [], client: ['client'], server: ['server'] },
  requests: [
    {
      breakdowns: ['service', 'edge'],
      traffic: { metric: 'traces_service_graph_request_total' },
      failed: { form: 'counter', counter: { metric: 'traces_service_graph_request_failed_total' } },
      latency: [seconds('traces_service_graph_request_server_seconds')],
    },
  ],
  resources: [],
};
