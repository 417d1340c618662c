import { type Citation, type Convention, like, OWN_LABELS } from '../convention';

export const plainHttpSources: readonly Citation[] = [
  { url: 'https://prometheus.io/docs/practices/naming/', version: '2026-08' },
  { url: 'https://pkg.go.dev/github.com/prometheus/client_golang/prometheus/promhttp', version: '1.23.0' },
  { url: 'https://github.com/trallnag/prometheus-fastapi-instrumentator', version: '7.1.0' },
];

/**
 * What client libraries' examples and most hand-made instrumentation count: `http_requests_total` with a status under one
 * of three names, and a histogram beside it.
 */
export const plainHttp: Convention = {
  name: 'http',
  labels: OWN_LABELS,
  requests: [
    {
      breakdowns: ['service', 'instance'],
      traffic: { metric: 'http_requests_total' },
      failed: {
        form: 'label',
        alternatives: [like('status', '5..'), like('code', '5..'), like('status_code', '5..')],
      },
      latency: [
        { metric: 'http_request_duration_seconds', perSecond: 1 },
        { metric: 'http_server_request_duration_seconds', perSecond: 1 },
        { metric: 'http_request_duration_milliseconds', perSecond: 1000 },
      ],
    },
    {
      breakdowns: ['service', 'instance'],
      failed: {
        form: 'label',
        alternatives: [like('status', '5..'), like('code', '5..'), like('status_code', '5..')],
      },
      latency: [{ metric: 'http_request_duration_seconds', perSecond: 1 }],
    },
  ],
  resources: [
    {
      kind: 'queue',
      name: 'http-active',
      used: { metric: 'http_requests_in_flight', as: 'value' },
      unit: 'short',
    },
  ],
};
