import type { ServiceIdentity } from '../model';
import { meanOf, medianOf, peakOf, ratioOf } from './compare';
import { SIGNAL_ROLES, type Measure, type ResourceName, type SignalRole } from './measure';
import { subjectKey, type Subject } from './subject';

/** A range in one number, next to its baseline. */
export interface Compared {
  readonly value: number | undefined;
  readonly baseline: number | undefined;
  /** `value / baseline`; see `ratioOf`. */
  readonly ratio: number | undefined;
}

export const NOT_MEASURED: Compared = { value: undefined, baseline: undefined, ratio: undefined };

/** Signals of a row that are one number each. */
export type CellRole = Exclude<SignalRole, 'saturation'>;

/** Golden signals of one subject over a range. */
export interface SignalRow {
  readonly subject: Subject;
  readonly identity: ServiceIdentity;
  readonly cells: Readonly<Record<CellRole, Compared>>;
  /** The fullest of its resources, of those that have a capacity. */
  readonly worst: (Compared & { readonly resource: ResourceName }) | undefined;
  /** Names of the conventions that its signals were read by, requests first. */
  readonly conventions: readonly string[];
}

/**
 * One row for each subject, in the order of the measures: mean of the range against median of the baseline. An incident
 * that fills a part of the range shows in a mean; an outlier in the baseline does not in a median. Saturation is a peak
 * against a peak's usual height, the median. O(samples log samples).
 */
export function signalRows(measures: readonly Measure[]): readonly SignalRow[] {
  const bySubject = new Map<string, Measure[]>();
  for (const measure of measures) {
    const key = subjectKey(measure.subject);
    const mine = bySubject.get(key);
    if (mine === undefined) {
      bySubject.set(key, [measure]);
    } else {
      mine.push(measure);
    }
  }
  return [...bySubject.values()].map(rowOf);
}

function rowOf(measures: readonly Measure[]): SignalRow {
  const [first] = measures;
  const cell = (role: CellRole): Compared => {
    const of = (baseline: boolean) => measures.find((one) => one.role === role && one.baseline === baseline)?.series;
    return compared(meanOf(of(false)?.values ?? []), medianOf(of(true)?.values ?? []));
  };
  return {
    subject: first.subject,
    identity: first.series.service,
    cells: {
      traffic: cell('traffic'),
      errors: cell('errors'),
      p50: cell('p50'),
      p95: cell('p95'),
      p99: cell('p99'),
      mean: cell('mean'),
      'log-errors': cell('log-errors'),
    },
    worst: worstOf(measures),
    conventions: [...new Set([...measures].sort(byRole).map(({ convention }) => convention))],
  };
}

function byRole(a: Measure, b: Measure): number {
  return SIGNAL_ROLES.indexOf(a.role) - SIGNAL_ROLES.indexOf(b.role);
}

function compared(value: number | undefined, baseline: number | undefined): Compared {
  return { value, baseline, ratio: ratioOf(value, baseline) };
}

function worstOf(measures: readonly Measure[]): SignalRow['worst'] {
  const [worst] = fullest(measures.filter(({ baseline }) => !baseline));
  const resource = worst?.resource;
  if (worst === undefined || resource === undefined) {
    return undefined;
  }
  const before = measures.find(
    (one) => one.baseline && one.resource?.kind === resource.kind && one.resource.name === resource.name
  );
  return { ...compared(peakOf(worst.series.values), medianOf(before?.series.values ?? [])), resource };
}

/** Saturations that are shares of a capacity, fullest peak first; those without a sample are left out. */
export function fullest(measures: readonly Measure[]): readonly Measure[] {
  return measures
    .filter(({ role, series }) => role === 'saturation' && series.unit === 'percentunit')
    .flatMap((measure) => {
      const peak = peakOf(measure.series.values);
      return peak === undefined ? [] : [{ measure, peak }];
    })
    .sort((a, b) => b.peak - a.peak)
    .map(({ measure }) => measure);
}
