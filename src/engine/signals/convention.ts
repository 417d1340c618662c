/** What golden signals are told apart by. An edge is a caller and a callee. */
export type Breakdown = 'service' | 'instance' | 'edge';

/** What runs short. */
export type SaturationKind =
  | 'cpu'
  | 'memory'
  | 'pool'
  | 'queue'
  | 'threads'
  | 'lock-wait'
  | 'query-time'
  | 'connections'
  | 'disk'
  | 'gc'
  | 'packet-loss'
  | 'restarts'
  | 'event-loop'
  | 'custom';

export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** A condition on a label; patterns are RE2 and match the whole value. */
export interface Matcher {
  readonly label: string;
  readonly operator: MatchOperator;
  readonly value: string;
}

/** Series of one metric. */
export interface Selection {
  readonly metric: string;
  readonly matchers?: readonly Matcher[];
}

/** A distribution of durations, by its name without `_bucket`, `_sum` or `_count`: the name of a native histogram. */
export interface HistogramMetric extends Selection {
  /** Units of the metric in one second: 1, 1000 for milliseconds. */
  readonly perSecond: number;
}

/** How failed requests are known. */
export type Failures =
  /** By a label of the requests' own series, under the first name that a series has. Without the label nothing is known. */
  | { readonly form: 'label'; readonly alternatives: readonly Matcher[] }
  /** By a counter of their own; that it does not exist means that nothing has failed. */
  | { readonly form: 'counter'; readonly counter: Selection };

/** One consistent set of request metrics: what a convention's older and newer names are alternatives of. */
export interface RequestMetrics {
  /** For which breakdowns it counts; all that the labels allow when absent. */
  readonly breakdowns?: readonly Breakdown[];
  /** A counter of requests; the first histogram's count when absent. */
  readonly traffic?: Selection;
  readonly failed: Failures | undefined;
  /** Alternatives; the first that a service has. */
  readonly latency: readonly HistogramMetric[];
}

/** A part of a resource signal. */
export interface Term extends Selection {
  /** `value` of a gauge, `rate` of a counter in one second, `increase` of a counter over the window. */
  readonly as: 'value' | 'rate' | 'increase';
}

/** How full something is: a part of a capacity, or a quantity that should be small. */
export interface ResourceSignal {
  readonly kind: SaturationKind;
  /** What tells it from others of its kind: `hikaricp`. */
  readonly name: string;
  readonly used: Term;
  /** What `used` is divided by; 0 is "no limit" and gives nothing. */
  readonly capacity?: Term;
  /** One minus the ratio: the source counts what is free. */
  readonly free?: boolean;
  /** Labels that tell one resource of a subject from another, {@link PER_INSTANCE} when absent: the worst counts. */
  readonly per?: readonly string[];
  /** Factor to the unit. */
  readonly scale?: number;
  /** Grafana unit id: `percentunit` (1 is full), `s`, `short`. */
  readonly unit: 'percentunit' | 's' | 'short';
}

/** Where a convention is written down. */
export interface Citation {
  readonly url: string;
  /** Version of the document or product that was read. */
  readonly version: string;
}

/** Names of labels, tried in order: the first that a series has. */
export interface SubjectLabels {
  readonly service: readonly string[];
  readonly instance: readonly string[];
  /** Ends of a call, for conventions that know both. */
  readonly client?: readonly string[];
  readonly server?: readonly string[];
}

/** PromQL of the user. Placeholders: `"$service"` (a whole literal, after `=~`), `$quantile`, `$window`. */
export interface Templates {
  readonly traffic?: string;
  readonly errors?: string;
  readonly latency?: string;
}

/** How one way of instrumenting names its metrics. */
export interface Convention {
  readonly name: string;
  readonly labels: SubjectLabels;
  /** Alternatives in order; a subject takes the first that knows it. */
  readonly requests: readonly RequestMetrics[];
  readonly resources: readonly ResourceSignal[];
  /** Instead of `requests`, in the user's words; `requests` then only tells which metrics give it away. */
  readonly templates?: Templates;
  /** Its series belong to hosts and infrastructure: listed only where they are asked for or belong to a known service. */
  readonly attachedOnly?: boolean;
}

/** `label = value`. */
export function equals(label: string, value: string): Matcher {
  return { label, operator: '=', value };
}

/** `label =~ pattern`. */
export function like(label: string, pattern: string): Matcher {
  return { label, operator: '=~', value: pattern };
}

/** A level that is read as it is. */
export function gauge(metric: string, matchers?: readonly Matcher[]): Term {
  return { metric, as: 'value', matchers };
}

/** A counter, by its growth in one second. */
export function rate(metric: string, matchers?: readonly Matcher[]): Term {
  return { metric, as: 'rate', matchers };
}

/** A counter, by its growth over the window. */
export function increase(metric: string, matchers?: readonly Matcher[]): Term {
  return { metric, as: 'increase', matchers };
}

/** A histogram of seconds. */
export function seconds(metric: string, matchers?: readonly Matcher[]): HistogramMetric {
  return { metric, perSecond: 1, matchers };
}

/** A histogram of milliseconds. */
export function millis(metric: string, matchers?: readonly Matcher[]): HistogramMetric {
  return { metric, perSecond: 1000, matchers };
}

/** Failures that a label of the requests' own series tells. */
export function failedBy(...alternatives: readonly Matcher[]): Failures {
  return { form: 'label', alternatives };
}

/** Requests as the one that was called counts them; `traffic` is the first histogram's count when absent. */
export function served(failed: Failures, latency: readonly HistogramMetric[], traffic?: Selection): RequestMetrics {
  return { breakdowns: ['service', 'instance'], failed, latency, traffic };
}

/** Requests as the caller counts them. */
export function called(failed: Failures, latency: readonly HistogramMetric[], traffic?: Selection): RequestMetrics {
  return { breakdowns: ['edge'], failed, latency, traffic };
}

type MoreOfResource = Omit<ResourceSignal, 'kind' | 'name' | 'used' | 'unit'>;

/** A part of a capacity: 1 is full. */
export function share(kind: SaturationKind, name: string, used: Term, more?: MoreOfResource): ResourceSignal {
  return { kind, name, used, unit: 'percentunit', ...more };
}

/** A number of things that should be small. */
export function amount(kind: SaturationKind, name: string, used: Term, more?: MoreOfResource): ResourceSignal {
  return { kind, name, used, unit: 'short', ...more };
}

/** Seconds that should be few. */
export function duration(kind: SaturationKind, name: string, used: Term, more?: MoreOfResource): ResourceSignal {
  return { kind, name, used, unit: 's', ...more };
}

/** Labels that name a service where the application measures itself, best first; `job` is often the scrape job only. */
export const SERVICE_LABELS: readonly string[] = [
  'service_name',
  'service',
  'app',
  'application',
  'app_kubernetes_io_name',
  'job',
];

/** Labels that name an instance. */
export const INSTANCE_LABELS: readonly string[] = ['instance', 'pod', 'service_instance_id'];

/** What tells the instances of a service apart under any convention; a label that nobody has does no harm. */
export const PER_INSTANCE: readonly string[] = ['instance', 'pod'];

/** Subjects of applications that measure themselves. */
export const OWN_LABELS: SubjectLabels = { service: SERVICE_LABELS, instance: INSTANCE_LABELS };

/** Subjects of exporters that speak for a store: the label `service` is set by whoever scrapes. */
export const STORE_LABELS: SubjectLabels = {
  service: ['service', 'service_name', 'app', 'cluster_name', 'job'],
  instance: ['instance', 'pod'],
};
