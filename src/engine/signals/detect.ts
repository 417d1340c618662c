import type { HistogramMetric, Convention, Matcher, RequestMetrics } from './convention';
import type {
  Counted,
  DetectOptions,
  Detection,
  Latency,
  Presence,
  RequestGroup,
  ResourceGroup,
  ScopeNames,
} from './detection';
import { subjectKey, subjectOf, type Named } from './subject';

/** Rows of a metric that belong to a wanted subject, by the subject's key. */
type Rows = ReadonlyMap<string, Row>;

interface Row extends Named {
  readonly scope: readonly Matcher[];
}

/**
 * Chooses the conventions that the subjects of a metric source follow: each subject takes its requests from the first
 * convention, and within it from the first alternative, that knows it; latency from buckets, else from a native histogram,
 * else as a mean. Resources are taken from every convention, for subjects that have requests, were asked for by name, or
 * are named by something better than a scrape job. O(presences x conventions that name the metric).
 */
export function detect(presences: readonly Presence[], options: DetectOptions): Detection {
  const held = byMetric(presences);
  const taken = new Set<string>();
  const chosen = new Groups<RequestGroup>();
  const also = new Groups<RequestGroup>();
  for (const convention of options.conventions) {
    const rowsOf = rememberedRows(held, convention, options);
    const mine = new Set<string>();
    for (const requests of convention.requests.filter((one) => serves(one, options))) {
      for (const counted of waysToCount(requests)) {
        for (const [key, row] of rowsOf(countedMetric(counted))) {
          if (!mine.has(key)) {
            mine.add(key);
            const latency = latencyOf(requests, key, rowsOf);
            const groups = taken.has(key) ? also : chosen;
            const index = convention.requests.indexOf(requests);
            const parts = [index, counted.form, countedMetric(counted), latency?.form, latency?.histogram.metric];
            groups.add([convention.name, ...parts], row, { convention, requests, counted, latency });
          }
        }
      }
    }
    mine.forEach((key) => taken.add(key));
  }
  const requests = chosen.list();
  const known = new Set(requests.flatMap(({ subjects }) => subjects.map(({ service }) => service)));
  const resources = resourceGroups(held, known, options);
  resources.forEach(({ subjects }) => subjects.forEach(({ service }) => known.add(service)));
  return { requests, also: also.list(), resources, services: [...known].sort() };
}

/** The same detection for some of its services only. */
export function keepServices(detection: Detection, services: ReadonlySet<string>): Detection {
  const cut = <Group extends RequestGroup | ResourceGroup>(groups: readonly Group[]): readonly Group[] =>
    groups.flatMap((group) => {
      const rows = group.subjects.map((_, row) => row).filter((row) => services.has(group.subjects[row].service));
      return rows.length === 0
        ? []
        : [
            {
              ...group,
              subjects: rows.map((row) => group.subjects[row]),
              values: rows.map((row) => group.values[row]),
            },
          ];
    });
  return {
    requests: cut(detection.requests),
    also: cut(detection.also),
    resources: cut(detection.resources),
    services: detection.services.filter((service) => services.has(service)),
  };
}

function byMetric(presences: readonly Presence[]): ReadonlyMap<string, readonly Presence[]> {
  const held = new Map<string, Presence[]>();
  for (const presence of presences) {
    const rows = held.get(presence.metric);
    if (rows === undefined) {
      held.set(presence.metric, [presence]);
    } else {
      rows.push(presence);
    }
  }
  return held;
}

function serves({ breakdowns }: RequestMetrics, { breakdown }: DetectOptions): boolean {
  return breakdowns === undefined || breakdowns.includes(breakdown);
}

/** The wanted rows of each metric, worked out once. */
function rememberedRows(
  held: ReadonlyMap<string, readonly Presence[]>,
  convention: Convention,
  options: DetectOptions
): (metric: string) => Rows {
  const known = new Map<string, Rows>();
  return (metric) => {
    const rows = known.get(metric) ?? wantedRows(held.get(metric) ?? [], convention, options);
    known.set(metric, rows);
    return rows;
  };
}

function wantedRows(rows: readonly Presence[], convention: Convention, options: DetectOptions): Rows {
  const wanted = new Map<string, Row>();
  for (const { labels } of rows) {
    const named = subjectOf(convention, options.breakdown, labels);
    const scope = named === undefined ? undefined : scopeMatchers(labels, options.scope);
    if (named !== undefined && scope !== undefined && isAsked(named, options.services)) {
      const key = subjectKey(named.subject);
      wanted.set(key, wanted.get(key) ?? { ...named, scope });
    }
  }
  return wanted;
}

function isAsked({ subject, value }: Named, services: readonly string[]): boolean {
  return (
    services.length === 0 ||
    services.includes(subject.service) ||
    services.includes(value) ||
    (subject.kind === 'edge' && services.includes(subject.client))
  );
}

/** Conditions on the labels under which each part of the scope holds; `undefined` when one holds under none. */
export function scopeMatchers(labels: Presence['labels'], scope: readonly ScopeNames[]): readonly Matcher[] | undefined {
  const matchers: Matcher[] = [];
  for (const { labels: names, value } of scope) {
    const label = names.find((name) => labels[name] === value);
    if (label === undefined) {
      return undefined;
    }
    matchers.push({ label, operator: '=', value });
  }
  return matchers;
}

/** How a set of metrics may count requests, best first. */
function waysToCount({ traffic, latency }: RequestMetrics): readonly Counted[] {
  if (traffic !== undefined) {
    return [{ form: 'counter', selection: traffic }];
  }
  return latency.flatMap((histogram): readonly Counted[] => [
    { form: 'counter', selection: { ...histogram, metric: `${histogram.metric}_count` } },
    { form: 'native', selection: histogram },
  ]);
}

function countedMetric({ selection }: Counted): string {
  return selection.metric;
}

/** How a subject's durations are known. Quantiles before a mean, whichever alternative has them. */
function latencyOf({ latency }: RequestMetrics, key: string, rowsOf: (metric: string) => Rows): Latency | undefined {
  const find = (form: Latency['form'], metricOf: (histogram: HistogramMetric) => string): Latency | undefined => {
    const histogram = latency.find((one) => rowsOf(metricOf(one)).has(key));
    return histogram === undefined ? undefined : { form, histogram };
  };
  return (
    find('classic', ({ metric }) => `${metric}_bucket`) ??
    find('native', ({ metric }) => metric) ??
    find('mean', ({ metric }) => `${metric}_count`)
  );
}

function resourceGroups(
  held: ReadonlyMap<string, readonly Presence[]>,
  known: ReadonlySet<string>,
  options: DetectOptions
): readonly ResourceGroup[] {
  if (options.breakdown === 'edge') {
    return [];
  }
  const groups = new Groups<ResourceGroup>();
  for (const convention of options.conventions) {
    for (const signal of convention.resources) {
      if (signal.capacity !== undefined && !held.has(signal.capacity.metric)) {
        continue;
      }
      for (const row of wantedRows(held.get(signal.used.metric) ?? [], convention, options).values()) {
        const { service } = row.subject;
        const listed = convention.attachedOnly !== true && row.names.service !== 'job';
        if (listed || known.has(service) || options.services.includes(service)) {
          groups.add([convention.name, signal.kind, signal.name], row, { convention, signal });
        }
      }
    }
  }
  return groups.list();
}

type Members = 'names' | 'scope' | 'values' | 'subjects';

/** Rows that the same queries answer for, gathered. */
class Groups<Group extends RequestGroup | ResourceGroup> {
  private readonly byKey = new Map<
    string,
    { readonly shared: Omit<Group, Members>; readonly row: Row; readonly rows: Row[] }
  >();

  /** @param name - what tells apart all that rows do not */
  add(name: readonly unknown[], row: Row, shared: Omit<Group, Members>): void {
    const key = JSON.stringify([name, row.names, row.scope]);
    const group = this.byKey.get(key) ?? { shared, row, rows: [] };
    this.byKey.set(key, group);
    group.rows.push(row);
  }

  list(): ReadonlyArray<Omit<Group, Members> & Pick<RequestGroup, Members>> {
    return [...this.byKey.values()].map(({ shared, row: { names, scope }, rows }) => ({
      ...shared,
      names,
      scope,
      values: rows.map(({ value }) => value),
      subjects: rows.map(({ subject }) => subject),
    }));
  }
}
