import { REQUEST_LIKE, WHOLE_MEASURES, type Breakdown, type Convention, type Matcher } from '../../engine/signals';
import { alternatives, matcher } from './promql';
import { goString } from './literal';

/** What discovery is to find out. */
export interface DiscoveryScope {
  readonly conventions: readonly Convention[];
  readonly breakdown: Breakdown;
  /** Names of services; empty for all. */
  readonly services: readonly string[];
  /** Labels that a scope may be known under. */
  readonly scopeLabels: readonly string[];
  readonly filters: readonly Matcher[];
  /** Whether resources are wanted, besides requests. */
  readonly resources: boolean;
  /** Whether measures of the whole house are wanted. */
  readonly whole: boolean;
}

/** Histograms are looked for by one bucket each; everything else has no `le`. */
const ONE_BUCKET = 'le=~"|[+]Inf"';
const SHOWN_NAMES = 12;

/**
 * Which metrics of any convention there are, and whose: one series for each metric and subject, however many there are
 * underneath. With services known, only their series are looked at, under every label that may name a service.
 * @returns `undefined` when no convention serves the breakdown.
 */
export function discoveryQuery(scope: DiscoveryScope): string | undefined {
  const labels = new Set(['__name__']);
  const terms = new Map<string, Set<string>>();
  for (const convention of scope.conventions) {
    const names = metricsOf(convention, scope);
    if (names.length > 0) {
      const ends = endsOf(convention, scope.breakdown);
      ends.forEach((label) => labels.add(label));
      if (scope.breakdown === 'instance') {
        convention.labels.instance.forEach((label) => labels.add(label));
      }
      for (const label of scope.services.length === 0 ? [''] : ends) {
        const term = terms.get(label) ?? new Set();
        names.forEach((name) => term.add(name));
        terms.set(label, term);
      }
    }
  }
  if (scope.whole && scope.services.length === 0) {
    const term = terms.get('') ?? new Set();
    WHOLE_MEASURES.forEach(({ metrics }) => metrics.forEach((name) => term.add(name)));
    terms.set('', term);
  }
  scope.scopeLabels.forEach((label) => labels.add(label));
  const selectors = [...terms].map(([label, names]) => {
    const conditions = [
      `__name__=~"${[...names].sort().join('|')}"`,
      ONE_BUCKET,
      ...(label === '' ? [] : [ofServices(label, scope.services)]),
      ...scope.filters.map(matcher),
    ];
    return `{${conditions.join(',')}}`;
  });
  return selectors.length === 0 ? undefined : `group by (${[...labels].join(', ')}) (${selectors.join(' or ')})`;
}

/** Names of metrics that look like requests: asked only where no convention was met, to say what was seen instead. */
export function seenQuery({ services, conventions, breakdown, filters }: DiscoveryScope): string {
  const ends = new Set(conventions.flatMap((convention) => endsOf(convention, breakdown)));
  const conditions = [`__name__=~${goString(REQUEST_LIKE)}`, ...filters.map(matcher)];
  const selectors =
    services.length === 0
      ? [`{${conditions.join(',')}}`]
      : [...ends].map((label) => `{${[...conditions, ofServices(label, services)].join(',')}}`);
  return `topk(${SHOWN_NAMES}, count by (__name__) (${selectors.join(' or ')}))`;
}

/** OpenTelemetry's `job` is `namespace/name`. */
function ofServices(label: string, services: readonly string[]): string {
  const names = alternatives(services);
  return label === 'job' ? `job=~"(?:[^/]+/)?(?:${names})"` : `${label}=~"${names}"`;
}

function endsOf({ labels }: Convention, breakdown: Breakdown): readonly string[] {
  return breakdown === 'edge' ? [...(labels.client ?? []), ...(labels.server ?? [])] : labels.service;
}

function metricsOf(convention: Convention, { breakdown, resources }: DiscoveryScope): readonly string[] {
  const requests = convention.requests
    .filter(({ breakdowns }) => breakdowns === undefined || breakdowns.includes(breakdown))
    .flatMap(({ traffic, latency }) => [
      ...(traffic === undefined ? [] : [traffic.metric]),
      ...latency.flatMap(({ metric }) => [metric, `${metric}_bucket`, `${metric}_count`]),
    ]);
  const signals =
    resources && breakdown !== 'edge'
      ? convention.resources.flatMap(({ used, capacity }) => [
          used.metric,
          ...(capacity === undefined ? [] : [capacity.metric]),
        ])
      : [];
  return [...new Set([...requests, ...signals])];
}
