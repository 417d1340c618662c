import type { Labels, Series } from '../../model';
import type { Selection } from '../../signals';
import type { BreakerConvention, LabelPick, LaneMetrics } from '../conventions/convention';
import type { BreakerIdentity } from '../types';
import { labelTest } from './matching';

/** What a series is for in a lane: one of its sources of state, or one of its counters. */
type Role = number | 'calls' | 'failed' | 'rejected';

/** The series of one process' breaker. */
export interface SeriesGroup {
  readonly convention: BreakerConvention;
  readonly lane: LaneMetrics;
  readonly identity: BreakerIdentity;
  readonly series: ReadonlyMap<Role, readonly Series[]>;
}

/** A custom mapping may take any series that has its labels. */
const ANY = '';

interface Use {
  readonly convention: BreakerConvention;
  readonly lane: LaneMetrics;
  readonly role: Role;
  readonly accepts: (labels: Labels) => boolean;
}

/** The metrics that conventions read, with their conditions. */
export function breakerSelections(conventions: readonly BreakerConvention[]): readonly Selection[] {
  return conventions.flatMap(({ lanes }) =>
    lanes.flatMap((lane) => rolesOf(lane).flatMap(([, selections]) => selections))
  );
}

/** The conventions of which a metric is there. */
export function detectConventions(
  metricNames: Iterable<string>,
  conventions: readonly BreakerConvention[]
): readonly BreakerConvention[] {
  const present = new Set(metricNames);
  return conventions.filter((convention) => breakerSelections([convention]).some(({ metric }) => present.has(metric)));
}

/** Series by the breaker and the process that they tell of. O(series x uses of their metric). */
export function groupSeries(
  series: readonly Series[],
  conventions: readonly BreakerConvention[]
): readonly SeriesGroup[] {
  const uses = usesByMetric(conventions);
  const groups = new Map<string, SeriesGroup & { readonly series: Map<Role, Series[]> }>();
  for (const one of series) {
    for (const { convention, lane, role, accepts } of [...(uses.get(one.name) ?? []), ...(uses.get(ANY) ?? [])]) {
      if (accepts(one.labels)) {
        const identity = identityOf(one, convention, lane);
        const parts = [convention.name, lane.name, identity.name, identity.caller, identity.callee, identity.instance];
        const key = JSON.stringify(parts);
        const group = groups.get(key) ?? { convention, lane, identity, series: new Map<Role, Series[]>() };
        groups.set(key, group);
        group.series.set(role, [...(group.series.get(role) ?? []), one]);
      }
    }
  }
  return [...groups.values()];
}

function usesByMetric(conventions: readonly BreakerConvention[]): ReadonlyMap<string, readonly Use[]> {
  const uses = new Map<string, Use[]>();
  for (const convention of conventions) {
    for (const lane of convention.lanes) {
      for (const [role, selections] of rolesOf(lane)) {
        for (const selection of selections) {
          const use = { convention, lane, role, accepts: labelTest(selection) };
          uses.set(selection.metric, [...(uses.get(selection.metric) ?? []), use]);
        }
      }
    }
  }
  return uses;
}

function rolesOf(lane: LaneMetrics): ReadonlyArray<readonly [Role, readonly Selection[]]> {
  const { states, calls = [], failed = [], rejected = [] } = lane;
  return [
    ...states.map((source, index) => [index, source.form === 'rejections' ? [] : source.series] as const),
    ['calls', calls],
    ['failed', failed],
    ['rejected', rejected],
  ];
}

/** Scrape targets are no services. */
const NO_SERVICE = ['unmapped', 'label:instance'];

function identityOf({ labels, service }: Series, convention: BreakerConvention, lane: LaneMetrics): BreakerIdentity {
  const { labels: named } = convention;
  const callee = named.callee && picked(labels, named.callee);
  const owner = NO_SERVICE.includes(service.basis) ? undefined : service.key;
  const caller = (named.caller && picked(labels, named.caller)) ?? owner;
  const instance = picked(labels, named.instance);
  return {
    name: (named.name && picked(labels, named.name)) ?? lane.name ?? callee ?? convention.name,
    ...(caller === undefined ? {} : { caller }),
    ...(callee === undefined ? {} : { callee }),
    ...(instance === undefined ? {} : { instance }),
  };
}

function picked(labels: Labels, { labels: names, pattern }: LabelPick): string | undefined {
  const value = names.map((name) => labels[name]).find((one) => one !== undefined && one !== '');
  return value === undefined ? undefined : (pattern?.exec(value)?.[1] ?? value);
}
