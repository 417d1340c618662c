import type { Convention } from '../convention';
import { envoy } from './envoy';
import { grpcPrometheus } from './grpc-prometheus';
import { istio } from './istio';
import { kubernetes } from './kubernetes';
import { linkerd } from './linkerd';
import { micrometer } from './micrometer';
import { mysql } from './mysql';
import { nodeExporter } from './node-exporter';
import { otelDb } from './otel-db';
import { otelHttp } from './otel-http';
import { otelRpc } from './otel-rpc';
import { otelRuntime } from './otel-runtime';
import { plainHttp } from './plain-http';
import { postgres } from './postgres';
import { processRuntime } from './process';
import { redis } from './redis';
import { serviceGraph } from './service-graph';
import { spanMetrics } from './span-metrics';

/**
 * Every convention that ships, best first: what a service counts itself, then what the proxy beside it counts, then what
 * is made of its spans (sampling and lost spans bend those), then the graph. Each subject takes the first that knows it.
 * Conventions without requests bring resources only; their order is that in which signals are shown.
 */
export const CONVENTIONS: readonly Convention[] = [
  plainHttp,
  otelHttp,
  micrometer,
  otelRpc,
  grpcPrometheus,
  istio,
  linkerd,
  spanMetrics,
  serviceGraph,
  envoy,
  otelDb,
  kubernetes,
  otelRuntime,
  processRuntime,
  postgres,
  mysql,
  redis,
  nodeExporter,
];
