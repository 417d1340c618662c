import type { GoldenSignal } from '../../engine/model';
import { anyOf } from '../language/promql';

/** How one way of instrumenting names its metrics. */
export interface MetricConvention {
  readonly name: string;
  /** Label that names the service. */
  readonly label: string;
  /** Counter of requests, and matchers that keep those a service answered. */
  readonly requests: { readonly metric: string; readonly matchers: readonly string[] };
  /** Matcher that keeps the failed ones. */
  readonly failed: string;
  /** Buckets of the time to answer, in seconds. */
  readonly latency: { readonly metric: string; readonly matchers: readonly string[] };
}

/** Tried in this order: a service takes its metrics from the first convention that knows it. */
export const CONVENTIONS: readonly MetricConvention[] = [
  {
    name: 'http',
    label: 'service',
    requests: { metric: 'http_requests_total', matchers: [] },
    failed: 'status=~"5.."',
    latency: { metric: 'http_server_request_duration_seconds_bucket', matchers: [] },
  },
  {
    name: 'spanmetrics',
    label: 'service',
    requests: { metric: 'traces_spanmetrics_calls_total', matchers: ['span_kind="SPAN_KIND_SERVER"'] },
    failed: 'status_code="STATUS_CODE_ERROR"',
    latency: { metric: 'traces_spanmetrics_latency_bucket', matchers: ['span_kind="SPAN_KIND_SERVER"'] },
  },
];

/** One metric of a convention. */
export interface MetricQuery {
  readonly role: 'traffic' | 'errors' | 'p50' | 'p95' | 'p99';
  readonly signal: GoldenSignal;
  readonly quantile: number | undefined;
  /** Grafana unit ID. */
  readonly unit: string;
  readonly exemplars: boolean;
  readonly expr: (convention: MetricConvention, services: readonly string[], window: string) => string;
}

export const TRAFFIC: MetricQuery = {
  role: 'traffic',
  signal: 'traffic',
  quantile: undefined,
  unit: 'reqps',
  exemplars: false,
  expr: (convention, services, window) => rate(convention, services, window, []),
};

const ERRORS: MetricQuery = {
  role: 'errors',
  signal: 'errors',
  quantile: undefined,
  unit: 'percentunit',
  exemplars: false,
  expr: (convention, services, window) =>
    `${rate(convention, services, window, [convention.failed])} / ${rate(convention, services, window, [])}`,
};

/** What is asked of a convention that knows the services. */
export const DETAILS: readonly MetricQuery[] = [
  ERRORS,
  latency('p50', 0.5),
  latency('p95', 0.95),
  latency('p99', 0.99),
];

function latency(role: MetricQuery['role'], quantile: number): MetricQuery {
  return {
    role,
    signal: 'latency',
    quantile,
    unit: 's',
    // Exemplars belong to the buckets, so one of the three quantiles brings them all.
    exemplars: quantile === 0.95,
    expr: (convention, services, window) => {
      const { metric, matchers } = convention.latency;
      const selector = select(metric, convention, services, matchers);
      return `histogram_quantile(${quantile}, sum by (le, ${convention.label}) (rate(${selector}[${window}])))`;
    },
  };
}

function rate(
  convention: MetricConvention,
  services: readonly string[],
  window: string,
  more: readonly string[]
): string {
  const { metric, matchers } = convention.requests;
  return `sum by (${convention.label}) (rate(${select(metric, convention, services, [...matchers, ...more])}[${window}]))`;
}

function select(
  metric: string,
  convention: MetricConvention,
  services: readonly string[],
  matchers: readonly string[]
): string {
  return `${metric}{${[`${convention.label}=~${anyOf(services)}`, ...matchers].join(',')}}`;
}
