import {
  called,
  type Citation,
  type Convention,
  equals,
  failedBy,
  type Failures,
  like,
  millis,
  served,
} from '../convention';

/** 0 is what a proxy reports when the connection broke before there was a status. */
const FAILED: Failures = failedBy(like('response_code', '5..|0'));

export const istioSources: readonly Citation[] = [
  { url: 'https://istio.io/latest/docs/reference/config/metrics/', version: '1.27' },
];

/** Istio's standard metrics. Who was called knows best what was served; who called also knows what never arrived. */
export const istio: Convention = {
  name: 'istio',
  labels: {
    service: ['destination_canonical_service', 'destination_service_name', 'destination_workload', 'destination_app'],
    instance: ['pod', 'instance'],
    client: ['source_canonical_service', 'source_workload', 'source_app'],
    server: ['destination_canonical_service', 'destination_service_name', 'destination_workload', 'destination_app'],
  },
  requests: [
    served(FAILED, [millis('istio_request_duration_milliseconds', [equals('reporter', 'destination')])], {
      metric: 'istio_requests_total',
      matchers: [equals('reporter', 'destination')],
    }),
    called(FAILED, [millis('istio_request_duration_milliseconds', [equals('reporter', 'source')])], {
      metric: 'istio_requests_total',
      matchers: [equals('reporter', 'source')],
    }),
  ],
  resources: [],
};
