import {
  type Citation,
  type Convention,
  failedBy,
  type Failures,
  like,
  millis,
  OWN_LABELS,
  seconds,
  served,
} from '../convention';

/** gRPC codes that a server is to blame for: unknown, deadline exceeded, unimplemented, internal, unavailable, data loss. */
const GRPC: Failures = failedBy(like('rpc_grpc_status_code', '2|4|12|13|14|15'));
const STABLE: Failures = failedBy(
  like('rpc_response_status_code', 'UNKNOWN|DEADLINE_EXCEEDED|UNIMPLEMENTED|INTERNAL|UNAVAILABLE|DATA_LOSS'),
  like('rpc_grpc_status_code', '2|4|12|13|14|15')
);

export const otelRpcSources: readonly Citation[] = [
  { url: 'https://opentelemetry.io/docs/specs/semconv/rpc/rpc-metrics/', version: '1.37.0' },
  {
    url: 'https://github.com/open-telemetry/semantic-conventions/blob/main/docs/rpc/rpc-metrics.md',
    version: '1.39.0',
  },
];

/** OpenTelemetry's RPC metrics: `rpc.server.duration` in milliseconds, later `rpc.server.call.duration` in seconds. */
export const otelRpc: Convention = {
  name: 'otel-rpc',
  labels: OWN_LABELS,
  requests: [
    served(STABLE, [seconds('rpc_server_call_duration_seconds')]),
    served(GRPC, [millis('rpc_server_duration_milliseconds')]),
    served(GRPC, [seconds('rpc_server_duration_seconds')]),
    served(GRPC, [millis('rpc_server_duration')]),
  ],
  resources: [],
};
