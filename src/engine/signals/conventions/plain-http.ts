import {
  amount,
  type Citation,
  type Convention,
  failedBy,
  gauge,
  like,
  millis,
  OWN_LABELS,
  seconds,
  served,
} from '../convention';

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
    served(
      failedBy(like('status', '5..'), like('code', '5..'), like('status_code', '5..')),
      [
        seconds('http_request_duration_seconds'),
        seconds('http_server_request_duration_seconds'),
        millis('http_request_duration_milliseconds'),
      ],
      { metric: 'http_requests_total' }
    ),
    served(failedBy(like('status', '5..'), like('code', '5..'), like('status_code', '5..')), [
      seconds('http_request_duration_seconds'),
    ]),
  ],
  resources: [amount('queue', 'http-active', gauge('http_requests_in_flight'))],
};
