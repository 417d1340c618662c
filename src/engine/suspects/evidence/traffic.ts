import { NO_PARENT } from '../../model';
import type { Stream } from './stream';
import type { Visit, Walk } from './visits';

/** Requests are counted by this much time. Nanoseconds. */
const BIN = 10e9;
const NS_PER_S = 1e9;
/** More requests are seldom a fault of who gets them. */
const WEIGHT = 0.5;

/** Requests that arrive from outside, by service. The first and the last count are of less than a whole bin, and left out. */
export function trafficStreams(incident: Walk, baseline: Walk): readonly Stream[] {
  const now = countsByService(incident);
  const usual = countsByService(baseline);
  return [...now].map(([service, { times, counts }]) => ({
    signal: 'traffic',
    place: { service },
    shape: 'level',
    bothWays: false,
    weight: WEIGHT,
    inheritable: true,
    times,
    values: counts.map(Math.log1p),
    baseline: usual.get(service)?.counts.map(Math.log1p) ?? new Float64Array(),
    tell: (before, after) => ({ key: 'suspect.traffic', params: { usual: perSecond(before), now: perSecond(after) } }),
    link: () => undefined,
  }));
}

function perSecond(logCount: number): number {
  return (Math.expm1(logCount) * NS_PER_S) / BIN;
}

interface Counts {
  readonly times: Float64Array;
  readonly counts: Float64Array;
}

function countsByService({ visits }: Walk): ReadonlyMap<string, Counts> {
  const byService = new Map<string, Visit[]>();
  for (const visit of visits) {
    if (visit.trace.parent[visit.entry] === NO_PARENT) {
      const list = byService.get(visit.service) ?? [];
      byService.set(visit.service, list);
      list.push(visit);
    }
  }
  const first = binOf(visits[0]) + 1;
  const bins = Math.max(0, binOf(visits[visits.length - 1]) - first);
  return new Map(
    [...byService].map(([service, own]) => {
      const counts = new Float64Array(bins);
      for (const visit of own) {
        const bin = binOf(visit) - first;
        counts[bin] = (counts[bin] ?? 0) + 1;
      }
      return [service, { times: counts.map((_, bin) => (first + bin) * BIN), counts }];
    })
  );
}

function binOf(visit: Visit | undefined): number {
  return Math.floor((visit?.start ?? 0) / BIN);
}
