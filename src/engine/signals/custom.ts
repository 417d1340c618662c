import { err, ok, problem, type Result } from '../result';
import { INSTANCE_LABELS, type Convention, type Matcher, type RequestMetrics, type Templates } from './convention';

/** A unit of durations. */
export type DurationUnit = 's' | 'ms' | 'us' | 'ns';

const PER_SECOND: Readonly<Record<DurationUnit, number>> = { s: 1, ms: 1e3, us: 1e6, ns: 1e9 };

/** A convention of the user's own, as the settings store it: metrics by name, or whole queries, or both. */
export interface CustomConvention {
  readonly name: string;
  /** Label that names the service. */
  readonly service: string;
  /** Label that names the instance; the customary ones when absent. */
  readonly instance?: string;
  /** Labels of the ends of a call. */
  readonly client?: string;
  readonly server?: string;
  /** Counter of requests. */
  readonly counter?: string;
  /** What is true of a failed request: one of these. */
  readonly failed?: readonly Matcher[];
  /** Histogram of durations, without `_bucket`; a native one by its name. */
  readonly histogram?: string;
  /** Unit of the histogram; seconds when absent. */
  readonly unit?: DurationUnit;
  /** Queries with placeholders, see {@link Templates}; one that is given replaces what would be made of the metrics. */
  readonly templates?: Templates;
  /** Metrics whose presence tells that a service follows it; the counter and the histogram when absent. */
  readonly detect?: readonly string[];
}

const METRIC_NAME = /^[A-Za-z_:][A-Za-z0-9_:]*$/;
const LABEL_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * A convention of the user's own.
 *
 * Problems (`name` of the convention): `convention.no-name`, `convention.no-metric` {name} nothing to detect it by,
 * `convention.bad-metric` {name, metric}, `convention.bad-label` {name, label}, `convention.template` {name, placeholder}
 * a placeholder that nobody fills, or a bare `$service`: it must be a whole literal, `"$service"`.
 */
export function customConvention(custom: CustomConvention): Result<Convention> {
  const { name, service, instance, client, server, templates } = custom;
  const metrics = detectedBy(custom);
  const labels = [service, instance, client, server, ...(custom.failed ?? []).map(({ label }) => label)];
  const badMetric = metrics.find((metric) => !METRIC_NAME.test(metric));
  const badLabel = labels.find((label) => label !== undefined && !LABEL_NAME.test(label));
  const placeholder = Object.values(templates ?? {}).flatMap((text) => badPlaceholder(text) ?? [])[0];
  if (name.trim() === '') {
    return err(problem('convention.no-name'));
  }
  if (metrics.length === 0) {
    return err(problem('convention.no-metric', { name }));
  }
  if (badMetric !== undefined) {
    return err(problem('convention.bad-metric', { name, metric: badMetric }));
  }
  if (badLabel !== undefined) {
    return err(problem('convention.bad-label', { name, label: badLabel }));
  }
  if (placeholder !== undefined) {
    return err(problem('convention.template', { name, placeholder }));
  }
  return ok({
    name: `custom-${name.trim()}`,
    labels: {
      service: [service],
      instance: instance === undefined ? INSTANCE_LABELS : [instance],
      ...(client === undefined || server === undefined ? {} : { client: [client], server: [server] }),
    },
    requests: metrics.map((metric) => requestsOf(custom, metric)),
    resources: [],
    ...(templates === undefined ? {} : { templates }),
  });
}

function detectedBy({ counter, histogram, detect }: CustomConvention): readonly string[] {
  if (detect !== undefined && detect.length > 0) {
    return detect;
  }
  return [counter ?? histogram].filter((metric): metric is string => metric !== undefined && metric !== '');
}

function requestsOf(
  { counter, histogram, failed, unit = 's', detect }: CustomConvention,
  metric: string
): RequestMetrics {
  const counts = counter ?? (detect !== undefined && detect.length > 0 && histogram === undefined ? metric : undefined);
  return {
    ...(counts === undefined ? {} : { traffic: { metric: counts } }),
    failed: failed === undefined || failed.length === 0 ? undefined : { form: 'label', alternatives: failed },
    latency: histogram === undefined ? [] : [{ metric: histogram, perSecond: PER_SECOND[unit] }],
  };
}

/** The names that a template may hold. `"$service"` stands with its quotes, because it becomes a literal. */
const PLACEHOLDER = /"\$service"|\$quantile\b|\$window\b|(\$\{?\w+)/g;

/** A placeholder of ours that cannot be filled. Variables of the dashboard (`${x}`, `$x`) are Grafana's to replace. */
function badPlaceholder(template: string | undefined): string | undefined {
  return [...(template ?? '').matchAll(PLACEHOLDER)]
    .map(([, other]) => other)
    .find((other) => other !== undefined && /^\$\{?(?:service|quantile|window)/.test(other));
}
