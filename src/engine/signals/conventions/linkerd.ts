import { called, type Citation, type Convention, equals, failedBy, type Failures, millis, served } from '../convention';

const FAILED: Failures = failedBy(equals('classification', 'failure'));
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
    served(FAILED, [millis('response_latency_ms', [equals('direction', 'inbound')])], {
      metric: 'response_total',
      matchers: [equals('direction', 'inbound')],
    }),
    called(FAILED, [millis('response_latency_ms', [equals('direction', 'outbound')])], {
      metric: 'response_total',
      matchers: [equals('direction', 'outbound')],
    }),
  ],
  resources: [],
};
