import { type Citation, type Convention, equals, type Failures, millis } from '../convention';

const FAILED: Failures = { form: 'label', alternatives: [equals('classification', 'failure')] };
const WORKLOADS = ['deployment', 'statefulset', 'daemonset', 'replicaset'];

export const linkerdSources: readonly Citation[] = [
  { url: 'https://linkerd.io/2.18/reference/proxy-metrics/', version: '2.18' },
];

/** Linkerd's proxy: responses are classified as success or failure, latency is in milliseconds. */
export const linkerd: Convention = {
  name: 'linkerd',
  labels: {
    service: WORKLOADS,
    instance: ['pod', 'instance'],
    client: WORKLOADS,
    server: WORKLOADS.map((kind) => `dst_${kind}`),
  },
  requests: [
    {
      breakdowns: ['service', 'instance'],
      traffic: { metric: 'response_total', matchers: [equals('direction', 'inbound')] },
      failed: FAILED,
      latency: [millis('response_latency_ms', [equals('direction', 'inbound')])],
    },
    {
      breakdowns: ['edge'],
      traffic: { metric: 'response_total', matchers: [equals('direction', 'outbound')] },
      failed: FAILED,
      latency: [millis('response_latency_ms', [equals('direction', 'outbound')])],
    },
  ],
  resources: [],
};
