export { type MetricsEndpoint, openMetrics } from './endpoint';
export type { Exposed } from './exposition';
export { lokiSink } from './loki';
export { otlpSink } from './otlp';
export type { Sink } from './sink';
