import type { DataFrame } from '@grafana/data';
import type { IdentityRules } from '../../engine/correlation';
import type { Series } from '../../engine/model';
import type { Problem } from '../../engine/result';
import { epochNsFromMs } from '../../engine/units';
import { classifyFrames, readExemplars, readSeries } from '../../frames';
import type { MetricConvention, MetricQuery } from './conventions';
import type { Reading } from './leg';
import { spanning } from './window';

/** One metric of one convention, asked for some services. */
export interface AskedMetric {
  readonly convention: MetricConvention;
  readonly query: MetricQuery;
  readonly services: readonly string[];
  /** Range of the rate, as PromQL writes it. */
  readonly window: string;
  /** Asked for its exemplars; another convention's series are shown. */
  readonly exemplarsOnly?: boolean;
}

/** What a probe tells of a convention. */
export interface KnownServices {
  /** Services that take their metrics from it. */
  readonly chosen: readonly string[];
  /** Services that it knows too, and that an earlier convention serves. */
  readonly others: readonly string[];
}

/** The end of every `refId` of a metric's target: how its frames are known again. */
export function metricSuffix({ convention, query }: Pick<AskedMetric, 'convention' | 'query'>): string {
  return `${convention.name}-${query.role}`;
}

/** Reads frames as the metrics that were asked for; series of services that were not asked for are left out. */
export function readMetrics(
  frames: readonly DataFrame[],
  asked: readonly AskedMetric[],
  rules: IdentityRules
): Reading {
  const classified = classifyFrames(frames);
  const { result: exemplars, problems } = readExemplars(classified.exemplars, rules);
  const shown = asked.filter(({ exemplarsOnly }) => exemplarsOnly !== true);
  const read = shown.map((metric) => seriesOf(metric, classified.series, rules));
  const series = read.flatMap(({ series: some }) => some);
  return {
    found: { series, exemplars },
    learnt: {
      // Exemplars are of any request: they illustrate what was found and are no lead to follow.
      traceIds: [],
      ids: [],
      services: series.map(({ service }) => service),
      window: spanning(
        series.map(({ times }) =>
          times.length === 0 ? undefined : { from: epochNsFromMs(times[0]), to: epochNsFromMs(times[times.length - 1]) }
        )
      ),
      rows: series.length,
    },
    problems: [...problems, ...read.flatMap(({ problems: some }) => some)],
    stray: classified.series.length === 0 && classified.ignored.length + classified.exemplars.length < frames.length,
  };
}

/** Which services each convention knows; a service that several know belongs to the first. */
export function servicesByConvention(
  probe: readonly AskedMetric[],
  frames: readonly DataFrame[],
  rules: IdentityRules
): ReadonlyMap<MetricConvention, KnownServices> {
  const { series: wanted } = classifyFrames(frames);
  const taken = new Set<string>();
  const known = new Map<MetricConvention, KnownServices>();
  for (const metric of probe) {
    const names = new Set(
      seriesOf(metric, wanted, rules).series.map(({ labels }) => labels[metric.convention.label] ?? '')
    );
    const others = [...names].filter((name) => taken.has(name));
    const chosen = [...names].filter((name) => !taken.has(name));
    chosen.forEach((name) => taken.add(name));
    known.set(metric.convention, { chosen, others });
  }
  return known;
}

function seriesOf(
  metric: AskedMetric,
  frames: readonly DataFrame[],
  rules: IdentityRules
): { readonly series: readonly Series[]; readonly problems: readonly Problem[] } {
  const suffix = metricSuffix(metric);
  const { convention, query, services } = metric;
  const { result, problems } = readSeries(
    frames.filter(({ refId }) => refId?.endsWith(`-${suffix}`) === true),
    rules
  );
  const series = result
    .filter(({ labels }) => services.includes(labels[convention.label] ?? ''))
    .map((one) => ({ ...one, name: query.role, unit: query.unit, signal: query.signal, quantile: query.quantile }));
  return { series, problems };
}
