import type { Citation } from '../convention';
import { envoySources } from '../conventions/envoy';
import { grpcPrometheusSources } from '../conventions/grpc-prometheus';
import { istioSources } from '../conventions/istio';
import { kubernetesSources } from '../conventions/kubernetes';
import { linkerdSources } from '../conventions/linkerd';
import { micrometerSources } from '../conventions/micrometer';
import { mysqlSources } from '../conventions/mysql';
import { nodeExporterSources } from '../conventions/node-exporter';
import { otelDbSources } from '../conventions/otel-db';
import { otelHttpSources } from '../conventions/otel-http';
import { otelRpcSources } from '../conventions/otel-rpc';
import { otelRuntimeSources } from '../conventions/otel-runtime';
import { plainHttpSources } from '../conventions/plain-http';
import { postgresSources } from '../conventions/postgres';
import { processRuntimeSources } from '../conventions/process';
import { redisSources } from '../conventions/redis';
import { serviceGraphSources } from '../conventions/service-graph';
import { spanMetricsSources } from '../conventions/span-metrics';

/** Where each convention is written down, by its name. Kept beside the convention; not shipped. */
export const SOURCES: Readonly<Record<string, readonly Citation[]>> = {
  envoy: envoySources,
  grpc: grpcPrometheusSources,
  istio: istioSources,
  kubernetes: kubernetesSources,
  linkerd: linkerdSources,
  micrometer: micrometerSources,
  mysql: mysqlSources,
  node: nodeExporterSources,
  'otel-db': otelDbSources,
  'otel-http': otelHttpSources,
  'otel-rpc': otelRpcSources,
  'otel-runtime': otelRuntimeSources,
  http: plainHttpSources,
  postgres: postgresSources,
  process: processRuntimeSources,
  redis: redisSources,
  'service-graph': serviceGraphSources,
  'span-metrics': spanMetricsSources,
};
