import { type Citation, type Convention, failedBy, like, OWN_LABELS, seconds, served } from '../convention';

export const grpcPrometheusSources: readonly Citation[] = [
  { url: 'https://github.com/grpc-ecosystem/go-grpc-middleware/tree/main/providers/prometheus', version: '1.1.0' },
];

/** The gRPC interceptors for Prometheus: counters by default, the histogram when it was switched on. */
export const grpcPrometheus: Convention = {
  name: 'grpc',
  labels: OWN_LABELS,
  requests: [
    served(
      failedBy(like('grpc_code', 'Unknown|DeadlineExceeded|Unimplemented|Internal|Unavailable|DataLoss')),
      [seconds('grpc_server_handling_seconds')],
      { metric: 'grpc_server_handled_total' }
    ),
  ],
  resources: [],
};
