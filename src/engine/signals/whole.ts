import type { GoldenSignal } from '../model';

/** A measure of everything that a metric source holds, whoever it belongs to. */
export interface WholeMeasure {
  readonly name: string;
  readonly signal: GoldenSignal;
  readonly quantile: number | undefined;
  readonly unit: string;
  /** Metrics that must be there. */
  readonly metrics: readonly string[];
  /** The query, word for word as the document writes it. */
  readonly query: string;
}

/**
 * Golden signals of the whole house: the first look at an incident, before anything is told apart. The signals are those of
 * https://sre.google/sre-book/monitoring-distributed-systems (2016); the PromQL is that of the document on incident
 * correlation that this project began with, word for word.
 */
export const WHOLE_MEASURES: readonly WholeMeasure[] = [
  {
    name: 'traffic',
    signal: 'traffic',
    quantile: undefined,
    unit: 'reqps',
    metrics: ['http_requests_total'],
    query: 'sum(rate(http_requests_total[5m]))',
  },
  {
    name: 'errors',
    signal: 'errors',
    quantile: undefined,
    unit: 'percentunit',
    metrics: ['http_requests_total'],
    query: 'sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))',
  },
  {
    name: 'p99',
    signal: 'latency',
    quantile: 0.99,
    unit: 's',
    metrics: ['http_request_duration_seconds_bucket'],
    query: 'histogram_quantile(0.99, rate(http_request_duration_seconds_bucket[5m]))',
  },
  {
    name: 'cpu',
    signal: 'saturation',
    quantile: undefined,
    unit: 'short',
    metrics: ['container_cpu_usage_seconds_total'],
    query: 'avg(rate(container_cpu_usage_seconds_total[5m]))',
  },
  {
    name: 'memory',
    signal: 'saturation',
    quantile: undefined,
    unit: 'percentunit',
    metrics: ['node_memory_MemAvailable_bytes', 'node_memory_MemTotal_bytes'],
    query: 'avg(1 - (node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes))',
  },
];
